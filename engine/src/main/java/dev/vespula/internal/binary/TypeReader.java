package dev.vespula.internal.binary;

import dev.vespula.Feature;
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
        return FormatError.UNEXPECTED_END_OF_SECTION.at(offset);
    }

    final void require(Feature feature, FormatError error, int offset) {
        if (!features.has(feature)) {
            throw error.without(feature, offset);
        }
    }

    /** A value type as an int of ValTypes. */
    public final int readValType() {
        int offset = position;
        int code = readByte();
        int type = BinaryFormat.numberType(code);
        switch (type) {
            case ValTypes.I32, ValTypes.I64 :
                return type;
            case ValTypes.F32, ValTypes.F64 :
                require(Feature.FLOATS, FormatError.VALUE_TYPE, offset);
                return type;
            case ValTypes.V128 :
                require(Feature.SIMD, FormatError.VALUE_TYPE, offset);
                return type;
            default :
                require(Feature.REFERENCE_TYPES, FormatError.VALUE_TYPE, offset);
                return referenceType(code, offset, FormatError.VALUE_TYPE);
        }
    }

    /** A reference type as an int of ValTypes. */
    public final int readRefType() {
        int offset = position;
        return referenceType(readByte(), offset, FormatError.REFERENCE_TYPE);
    }

    private int referenceType(int code, int offset, FormatError error) {
        if (code == BinaryFormat.REF_NULL || code == BinaryFormat.REF) {
            require(Feature.FUNCTION_REFERENCES, error, offset);
            int heap = readHeapType();
            return code == BinaryFormat.REF_NULL ? ValTypes.nullable(heap) : ValTypes.nonNull(heap);
        }
        int heap = BinaryFormat.abstractHeap(code);
        if (heap < 0) {
            throw error.at(offset);
        }
        if (heap != HeapTypes.FUNC) {
            require(heapFeature(heap), error, offset);
        }
        return ValTypes.nullable(heap);
    }

    /** A heap type as an int of HeapTypes. */
    public final int readHeapType() {
        int offset = position;
        long code = readS33();
        if (code >= 0) {
            return resolve(code, offset);
        }
        // The abstract types are numbers of one byte.
        int heap = position == offset + 1 ? BinaryFormat.abstractHeap((int) code & 0x7F) : -1;
        if (heap < 0) {
            throw FormatError.HEAP_TYPE.at(offset);
        }
        require(heapFeature(heap), FormatError.HEAP_TYPE, offset);
        return heap;
    }

    /** The heap type of a type index. */
    protected final int resolve(long typeIndex, int offset) {
        if (typeIndex < typeCount) {
            return HeapTypes.ofId(types[(int) typeIndex]);
        }
        if (typeIndex - typeCount < groupSize) {
            return TypeRegistry.RECURSIVE + (int) typeIndex - typeCount;
        }
        throw FormatError.unknown("type", typeIndex, offset);
    }

    private static Feature heapFeature(int heap) {
        return switch (heap) {
            case HeapTypes.FUNC, HeapTypes.EXTERN -> Feature.REFERENCE_TYPES;
            case HeapTypes.EXN, HeapTypes.NOEXN -> Feature.EXCEPTIONS;
            default -> Feature.GC;
        };
    }
}
