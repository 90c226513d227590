package dev.vespula.internal.types;

/**
 * Value types as ints, so that hot code compares and stores them without objects. Numbers and vectors are negative;
 * references are {@code heap << 1 | nullable} with a heap type of {@link HeapTypes}, hence never negative.
 */
public final class ValTypes {
    public static final int I32 = -1;
    public static final int I64 = -2;
    public static final int F32 = -3;
    public static final int F64 = -4;
    public static final int V128 = -5;
    /** Packed storage types, for fields of structs and arrays only. */
    public static final int I8 = -8;
    public static final int I16 = -9;
    /** The type of an operand of dead code, which fits everywhere; the validator alone knows it. */
    public static final int BOTTOM = -64;

    public static final int FUNCREF = nullable(HeapTypes.FUNC);
    public static final int EXTERNREF = nullable(HeapTypes.EXTERN);
    public static final int ANYREF = nullable(HeapTypes.ANY);
    public static final int EQREF = nullable(HeapTypes.EQ);
    public static final int I31REF = nullable(HeapTypes.I31);
    public static final int STRUCTREF = nullable(HeapTypes.STRUCT);
    public static final int ARRAYREF = nullable(HeapTypes.ARRAY);
    public static final int EXNREF = nullable(HeapTypes.EXN);

    private ValTypes() {}

    /** A reference type that admits null. */
    public static int nullable(int heap) {
        return heap << 1 | 1;
    }

    /** A reference type without null. */
    public static int nonNull(int heap) {
        return heap << 1;
    }

    /** The reference type without null; other types unchanged. */
    public static int withoutNull(int type) {
        return type >= 0 ? type & ~1 : type;
    }

    public static boolean isReference(int type) {
        return type >= 0;
    }

    public static boolean isNullable(int type) {
        return type >= 0 && (type & 1) != 0;
    }

    /** The heap type of a reference type. */
    public static int heap(int type) {
        return type >> 1;
    }

    public static boolean isPacked(int type) {
        return type == I8 || type == I16;
    }

    /** What a field of this storage type is on the operand stack. */
    public static int unpacked(int type) {
        return isPacked(type) ? I32 : type;
    }

    /** Whether a variable of the type can start as zero or null. */
    public static boolean isDefaultable(int type) {
        return type < 0 || (type & 1) != 0;
    }

    /** Frame slots that a value takes: 2 for v128, else 1. */
    public static int slots(int type) {
        return type == V128 ? 2 : 1;
    }

    /** How many of the first values of some types take so many slots; -1 if no number of them does. */
    public static int countIn(int slots, int[] types) {
        int left = slots;
        int count = 0;
        while (left > 0 && count < types.length) {
            left -= slots(types[count++]);
        }
        return left == 0 ? count : -1;
    }

    /** Bytes of a number, vector or packed field in linear memory; 0 for references. */
    public static int byteSize(int type) {
        return switch (type) {
            case I8 -> 1;
            case I16 -> 2;
            case I32, F32 -> 4;
            case I64, F64 -> 8;
            case V128 -> 16;
            default -> 0;
        };
    }

    /** The name in the text format; defined types appear as their canonical id. */
    public static String name(int type) {
        return switch (type) {
            case I32 -> "i32";
            case I64 -> "i64";
            case F32 -> "f32";
            case F64 -> "f64";
            case V128 -> "v128";
            case I8 -> "i8";
            case I16 -> "i16";
            case BOTTOM -> "any type";
            default -> referenceName(type);
        };
    }

    private static String referenceName(int type) {
        String heap = HeapTypes.name(heap(type));
        return isNullable(type) ? "(ref null " + heap + ")" : "(ref " + heap + ")";
    }
}
