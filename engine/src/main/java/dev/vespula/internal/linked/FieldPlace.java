package dev.vespula.internal.linked;

import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructLayout;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.types.ValTypes;

/**
 * Where a field of a struct is and what it holds.
 *
 * @param type  one of the constants
 * @param word  the word that holds it, or the first of a v128; of a reference its number
 * @param shift how far its lowest bit is from that of the word
 * @param bits  how many bits of the word it has
 */
record FieldPlace(int type, int word, int shift, int bits) {
    static final int I32 = 0;
    static final int I64 = 1;
    static final int F32 = 2;
    static final int F64 = 3;
    static final int V128 = 4;
    static final int REF = 5;

    /** The place of a field, or of the descriptor behind the last one. */
    static FieldPlace of(ObjectType struct, int field) {
        StructLayout layout = struct.layout;
        if (struct.isDescriptor(field)) {
            return new FieldPlace(REF, layout.reference(field), 0, 0);
        }
        int storage = struct.field(field);
        int type = type(storage);
        if (type == REF) {
            return new FieldPlace(REF, layout.reference(field), 0, 0);
        }
        return new FieldPlace(type, layout.word(field), layout.shift(field),
                Math.min(ValTypes.byteSize(storage), Long.BYTES) * Byte.SIZE);
    }

    /** What a field or element of a storage type is on the operand stack. */
    static int type(int storage) {
        return switch (storage) {
            case ValTypes.I64 -> I64;
            case ValTypes.F32 -> F32;
            case ValTypes.F64 -> F64;
            case ValTypes.V128 -> V128;
            default -> storage >= 0 ? REF : I32;
        };
    }

    /** Sets the field of a new struct, where it is zero, to an i32. */
    void init(StructObject struct, int value) {
        struct.word(word, struct.word(word) | (long) value << shift & mask());
    }

    private long mask() {
        return (1L << bits) - 1 << shift;
    }
}
