package dev.vespula.component.internal.abi;

import dev.vespula.component.types.Primitive;

/** Which lists are arrays of numbers in Java: their elements may have all bits, and are copied as a whole. */
public final class NumberArrays {
    private NumberArrays() {}

    /** Whether lists of a type are. */
    public static boolean isFor(Primitive type) {
        return element(type) != null;
    }

    /** The class of the elements, unsigned ones as raw bits; null for types that are no numbers. */
    public static Class<?> element(Primitive type) {
        return switch (type) {
            case S8, U8 -> byte.class;
            case S16, U16 -> short.class;
            case S32, U32 -> int.class;
            case S64, U64 -> long.class;
            case F32 -> float.class;
            case F64 -> double.class;
            case BOOL, CHAR, STRING, ERROR_CONTEXT -> null;
        };
    }
}
