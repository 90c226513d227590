package dev.vespula.internal.binary;

import dev.vespula.Feature;
import dev.vespula.ModuleException;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.util.HexFormat;

/** Reads value types; type indices become canonical heap types on the way. */
public class TypeReader extends ByteReader {
    /** In the place of a canonical id: the index stands for something that is no type of a module. */
    static final int NO_TYPE = -1;

    private final Features features;
    /** Canonical ids by type index, of which the first {@code typeCount} are known. */
    private int[] types;
    private int typeCount;
    /** Size of the recursion group that starts at {@code typeCount}, while it is being read. */
    private int groupSize;

    /** A reader that knows the types which the module has by now. */
    public TypeReader(ModuleModel module, int position, int end) {
        super(module.bytes, position, end);
        features = module.features;
        setTypes(module.types, module.types.length, 0);
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
    protected final ModuleError unexpectedEnd() {
        return ModuleError.UNEXPECTED_END_OF_SECTION;
    }

    final void require(Feature feature, ModuleError error, int offset) {
        if (!features.has(feature)) {
            throw error.without(feature, offset);
        }
    }

    /** Reads the second part of an opcode whose first byte, which was read before, is this. Returns the index of the opcode. */
    protected final int readPrefixed(int prefix) {
        if (prefix > BinaryFormat.LAST_PREFIX) {
            return prefix;
        }
        int offset = position - 1;
        int index = Opcode.indexOf(prefix, readU32());
        if (index < 0) {
            throw illegalOpcode(null, offset);
        }
        return index;
    }

    /** The error of an opcode that was just read, which does not exist, or not with the features that are on. */
    public final ModuleException illegalOpcode(Opcode opcode, int offset) {
        String code = HexFormat.ofDelimiter(" ").formatHex(bytes, offset, position);
        return opcode == null
                ? ModuleError.ILLEGAL_OPCODE.at(offset, code)
                : ModuleError.ILLEGAL_OPCODE.without(opcode.feature(), offset, code);
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
                require(Feature.FLOATS, ModuleError.VALUE_TYPE, offset);
                return type;
            case ValTypes.V128 :
                require(Feature.SIMD, ModuleError.VALUE_TYPE, offset);
                return type;
            default :
                require(Feature.REFERENCE_TYPES, ModuleError.VALUE_TYPE, offset);
                return referenceType(code, offset, ModuleError.VALUE_TYPE);
        }
    }

    /** A reference type as an int of ValTypes. */
    public final int readRefType() {
        int offset = position;
        return referenceType(readByte(), offset, ModuleError.REFERENCE_TYPE);
    }

    private int referenceType(int code, int offset, ModuleError error) {
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
        boolean isShort = position == offset + 1;
        if (isShort && ((int) code & 0x7F) == BinaryFormat.EXACT) {
            return readExact(offset);
        }
        // The abstract types are numbers of one byte.
        int heap = isShort ? BinaryFormat.abstractHeap((int) code & 0x7F) : -1;
        if (heap < 0) {
            throw ModuleError.HEAP_TYPE.at(offset);
        }
        require(heapFeature(heap), ModuleError.HEAP_TYPE, offset);
        return heap;
    }

    private int readExact(int offset) {
        require(Feature.CUSTOM_DESCRIPTORS, ModuleError.HEAP_TYPE, offset);
        int indexOffset = position;
        boolean isRepeated = peekByte() == BinaryFormat.EXACT;
        long index = Integer.toUnsignedLong(readU32());
        if (isRepeated && index >= (long) typeCount + groupSize) {
            throw ModuleError.HEAP_TYPE.at(indexOffset);
        }
        return HeapTypes.exact(resolve(index, indexOffset));
    }

    /** The heap type of a type index. */
    protected final int resolve(long typeIndex, int offset) {
        if (typeIndex < typeCount) {
            int id = types[(int) typeIndex];
            if (id == NO_TYPE) {
                throw ModuleError.TYPE_KIND.at(offset, typeIndex, "a type of core values: it is a module type");
            }
            return HeapTypes.ofId(id);
        }
        if (typeIndex - typeCount < groupSize) {
            return TypeRegistry.RECURSIVE + (int) typeIndex - typeCount;
        }
        throw ModuleError.UNKNOWN.at(offset, "type", typeIndex);
    }

    private static Feature heapFeature(int heap) {
        return switch (heap) {
            case HeapTypes.FUNC, HeapTypes.EXTERN -> Feature.REFERENCE_TYPES;
            case HeapTypes.EXN, HeapTypes.NOEXN -> Feature.EXCEPTIONS;
            case HeapTypes.CONT, HeapTypes.NOCONT -> Feature.STACK_SWITCHING;
            default -> Feature.GC;
        };
    }
}
