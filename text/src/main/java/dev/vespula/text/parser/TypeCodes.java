package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.text.syntax.Bytes;

/** Writes types in the binary format (specification, section 5.3). Defined heap types are module type indices. */
final class TypeCodes {
    private TypeCodes() {}

    static void writeValType(Bytes out, int type) {
        if (!ValTypes.isReference(type)) {
            out.put(BinaryFormat.numberCode(type));
            return;
        }
        int heap = ValTypes.heap(type);
        boolean nullable = ValTypes.isNullable(type);
        if (!nullable || HeapTypes.isDefined(heap)) {
            out.put(nullable ? BinaryFormat.REF_NULL : BinaryFormat.REF);
        }
        writeHeapType(out, heap);
    }

    static void writeHeapType(Bytes out, int heap) {
        if (HeapTypes.isDefined(heap)) {
            out.s64(Integer.toUnsignedLong(HeapTypes.id(heap)));
        } else {
            out.put(BinaryFormat.heapCode(heap));
        }
    }

    static void writeValTypes(Bytes out, int[] types) {
        out.u32(types.length);
        for (int type : types) {
            writeValType(out, type);
        }
    }
}
