package dev.vespula.internal.snapshot;

import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.ArrayRef;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.runtime.ReferenceTypes;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;
import java.util.function.IntFunction;

/** Contents of structs and arrays, apart from how objects hold them. */
final class Aggregates {
    private Aggregates() {}

    /** Bytes of an element of an array type; 0 for references. */
    static int elementBytes(ObjectType type) {
        return ValTypes.isReference(type.field(0)) ? 0 : ValTypes.byteSize(type.field(0));
    }

    // ---- structs: numbers in the order of the fields, a v128 as two; and references in the order of the fields, then the descriptor

    /** How many numbers a struct has. */
    static int cells(ObjectType type) {
        int count = 0;
        for (int i = 0; i < type.definition.fieldCount(); i++) {
            if (!ValTypes.isReference(type.field(i))) {
                count += type.field(i) == ValTypes.V128 ? 2 : 1;
            }
        }
        return count;
    }

    static long[] numbers(StructObject struct) {
        long[] cells = new long[cells(struct.type)];
        int at = 0;
        for (int i = 0; i < struct.fieldCount(); i++) {
            if (!ValTypes.isReference(struct.type.field(i))) {
                cells[at++] = struct.number(i);
                if (struct.type.field(i) == ValTypes.V128) {
                    cells[at++] = struct.high(i);
                }
            }
        }
        return cells;
    }

    static Object[] references(StructObject struct) {
        Object[] references = new Object[struct.type.layout.refs];
        int at = 0;
        for (int i = 0; i < struct.fieldCount(); i++) {
            if (ValTypes.isReference(struct.type.field(i))) {
                references[at++] = struct.reference(i);
            }
        }
        if (struct.type.definition.hasDescriptor()) {
            references[at] = struct.descriptor();
        }
        return references;
    }

    /** Sets all fields and the descriptor; {@code references} gives the values of reference fields by their number among these. */
    static void fill(StructObject struct, long[] cells, IntFunction<Object> references, ReferenceTypes types) {
        int cell = 0;
        int reference = 0;
        for (int i = 0; i < struct.fieldCount(); i++) {
            int field = struct.type.field(i);
            if (ValTypes.isReference(field)) {
                Object value = references.apply(reference++);
                StateRestorer.require(types.fits(field, value), "a field of the wrong type");
                struct.reference(i, value);
            } else {
                struct.number(i, cells[cell++]);
                if (field == ValTypes.V128) {
                    struct.high(i, cells[cell++]);
                }
            }
        }
        TypeDefinition descriptor = struct.type.definition.descriptor();
        if (descriptor != null) {
            Object value = references.apply(reference);
            int type = ValTypes.nonNull(HeapTypes.exact(descriptor.heap()));
            StateRestorer.require(types.fits(type, value), "a descriptor of the wrong type");
            struct.describe(value);
        }
    }

    // ---- arrays

    static byte[] bytes(ArrayObject array) {
        int size = elementBytes(array.type);
        byte[] bytes = new byte[Math.multiplyExact(array.length(), size)];
        for (int i = 0, at = 0; i < array.length() && size > 0; i++) {
            long low = array.number(i);
            for (int k = 0; k < Math.min(size, Long.BYTES); k++) {
                bytes[at++] = (byte) (low >>> 8 * k);
            }
            for (int k = Long.BYTES; k < size; k++) {
                bytes[at++] = (byte) (array.high(i) >>> 8 * (k - Long.BYTES));
            }
        }
        return bytes;
    }

    static Object[] references(ArrayObject array) {
        return array instanceof ArrayRef references ? references.items : new Object[0];
    }

    /** Sets all elements of an array of numbers, as many as the bytes have. */
    static void fill(ArrayObject array, byte[] bytes) {
        int size = elementBytes(array.type);
        for (int i = 0, at = 0; i < array.length(); i++) {
            long low = 0;
            long high = 0;
            for (int k = 0; k < size; k++) {
                long bits = (bytes[at++] & 0xFFL) << 8 * k;
                low |= k < Long.BYTES ? bits : 0;
                high |= k < Long.BYTES ? 0 : bits;
            }
            int unused = Math.max(0, Long.SIZE - 8 * size);
            array.number(i, low << unused >> unused);
            if (size > Long.BYTES) {
                array.high(i, high);
            }
        }
    }
}
