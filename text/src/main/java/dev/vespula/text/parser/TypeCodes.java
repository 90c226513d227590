package dev.vespula.text.parser;

import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.text.syntax.Bytes;

/** Writes types in the binary format (specification, section 5.3). Defined heap types are module type indices. */
final class TypeCodes {

    private static final int REF_NULL = 0x63;
    private static final int REF = 0x64;

    private TypeCodes() {
    }

    static void writeValType(Bytes out, int type) {
        if (!ValTypes.isReference(type)) {
            out.put(numberCode(type));
            return;
        }
        int heap = ValTypes.heap(type);
        boolean nullable = ValTypes.isNullable(type);
        if (!nullable || HeapTypes.isDefined(heap)) {
            out.put(nullable ? REF_NULL : REF);
        }
        writeHeapType(out, heap);
    }

    static void writeHeapType(Bytes out, int heap) {
        if (HeapTypes.isDefined(heap)) {
            out.s64(Integer.toUnsignedLong(HeapTypes.id(heap)));
        } else {
            out.put(heapCode(heap));
        }
    }

    static void writeValTypes(Bytes out, int[] types) {
        out.u32(types.length);
        for (int type : types) {
            writeValType(out, type);
        }
    }

    private static int numberCode(int type) {
        return switch (type) {
            case ValTypes.I32 -> 0x7F;
            case ValTypes.I64 -> 0x7E;
            case ValTypes.F32 -> 0x7D;
            case ValTypes.F64 -> 0x7C;
            case ValTypes.V128 -> 0x7B;
            case ValTypes.I8 -> 0x78;
            case ValTypes.I16 -> 0x77;
            default -> throw new IllegalArgumentException("no such type: " + type);
        };
    }

    private static int heapCode(int heap) {
        return switch (heap) {
            case HeapTypes.FUNC -> 0x70;
            case HeapTypes.EXTERN -> 0x6F;
            case HeapTypes.ANY -> 0x6E;
            case HeapTypes.EQ -> 0x6D;
            case HeapTypes.I31 -> 0x6C;
            case HeapTypes.STRUCT -> 0x6B;
            case HeapTypes.ARRAY -> 0x6A;
            case HeapTypes.EXN -> 0x69;
            case HeapTypes.NONE -> 0x71;
            case HeapTypes.NOEXTERN -> 0x72;
            case HeapTypes.NOFUNC -> 0x73;
            case HeapTypes.NOEXN -> 0x74;
            default -> throw new IllegalArgumentException("no such heap type: " + heap);
        };
    }
}
