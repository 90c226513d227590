package dev.vespula.internal.binary;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;

/** Reads value types; type indices become canonical heap types on the way. */
public class TypeReader extends ByteReader {

    private final Features features;
    /** Canonical ids by type index, of which the first {@code typeCount} are known. */
    private int[] types;
    private int typeCount;
    /** Size of the recursion group that starts at {@code typeCount}, while it is being read. */
    private int groupSize;

    public TypeReader(byte[] bytes, int position, int end, Features features) {
        super(bytes, position, end);
        this.features = features;
    }

    /** A reader over a module whose types are known. */
    public TypeReader(ModuleModel module, int position, int end) {
        this(module.bytes(), position, end, module.features());
        setTypes(module.types(), module.typeCount(), 0);
    }

    /** Says which type indices exist from here on. */
    final void setTypes(int[] canonicalIds, int count, int sizeOfGroup) {
        types = canonicalIds;
        typeCount = count;
        groupSize = sizeOfGroup;
    }

    public final boolean has(Feature feature) {
        return features.has(feature);
    }

    @Override
    protected final MalformedException unexpectedEnd(int offset) {
        return new MalformedException("unexpected end of section or function", offset);
    }

    protected final void require(Feature feature, String what, int offset) {
        if (!features.has(feature)) {
            throw MalformedException.without(feature, what, offset);
        }
    }

    /** A value type as an int of ValTypes. */
    public final int readValType() {
        int at = position;
        int code = readByte();
        int type = BinaryFormat.numberType(code);
        switch (type) {
            case ValTypes.I32, ValTypes.I64:
                return type;
            case ValTypes.F32, ValTypes.F64:
                require(Feature.FLOATS, "malformed value type", at);
                return type;
            case ValTypes.V128:
                require(Feature.SIMD, "malformed value type", at);
                return type;
            default:
                require(Feature.REFERENCE_TYPES, "malformed value type", at);
                return referenceType(code, at, "malformed value type");
        }
    }

    /** A reference type as an int of ValTypes. */
    public final int readRefType() {
        int at = position;
        return referenceType(readByte(), at, "malformed reference type");
    }

    private int referenceType(int code, int at, String complaint) {
        if (code == BinaryFormat.REF_NULL || code == BinaryFormat.REF) {
            require(Feature.FUNCTION_REFERENCES, complaint, at);
            int heap = readHeapType();
            return code == BinaryFormat.REF_NULL ? ValTypes.nullable(heap) : ValTypes.nonNull(heap);
        }
        int heap = BinaryFormat.abstractHeap(code);
        if (heap < 0) {
            throw new MalformedException(complaint, at);
        }
        if (heap != HeapTypes.FUNC) {
            require(heapFeature(heap), complaint, at);
        }
        return ValTypes.nullable(heap);
    }

    /** A heap type as an int of HeapTypes. */
    public final int readHeapType() {
        int at = position;
        long code = readS33();
        if (code >= 0) {
            return resolve(code, at);
        }
        // The abstract types are numbers of one byte.
        int heap = position == at + 1 ? BinaryFormat.abstractHeap((int) code & 0x7F) : -1;
        if (heap < 0) {
            throw new MalformedException("malformed heap type", at);
        }
        require(heapFeature(heap), "malformed heap type", at);
        return heap;
    }

    /** The heap type of a type index. */
    protected final int resolve(long typeIndex, int at) {
        if (typeIndex < typeCount) {
            return HeapTypes.ofId(types[(int) typeIndex]);
        }
        if (typeIndex - typeCount < groupSize) {
            return TypeRegistry.RECURSIVE + (int) typeIndex - typeCount;
        }
        throw new InvalidException("unknown type " + typeIndex, at);
    }

    private static Feature heapFeature(int heap) {
        return switch (heap) {
            case HeapTypes.FUNC, HeapTypes.EXTERN -> Feature.REFERENCE_TYPES;
            case HeapTypes.EXN, HeapTypes.NOEXN -> Feature.EXCEPTIONS;
            default -> Feature.GC;
        };
    }
}
