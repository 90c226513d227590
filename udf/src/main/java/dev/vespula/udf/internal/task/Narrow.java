package dev.vespula.udf.internal.task;

import dev.vespula.udf.FlatType;

/** Integers of less than 32 bits, which WebAssembly does not have. */
public final class Narrow {
    private Narrow() {}

    /** Whether a value is one of the type, which is stored as an {@code int}. */
    public static boolean fits(FlatType type, int value) {
        return switch (type) {
            case BOOLEAN -> (value & ~1) == 0;
            case INT8 -> value == (byte) value;
            case UINT8 -> (value & ~0xff) == 0;
            case INT16 -> value == (short) value;
            case UINT16 -> (value & ~0xffff) == 0;
            default -> true;
        };
    }

    /** Whether there are values of {@code int} that are none of the type. */
    public static boolean isNarrow(FlatType type) {
        return type == FlatType.BOOLEAN || type == FlatType.INT8 || type == FlatType.UINT8 || type == FlatType.INT16
                || type == FlatType.UINT16;
    }

    /** A result of a guest. */
    public static int check(FlatType type, int value) {
        if (!fits(type, value)) {
            throw GuestFault.malformed(value + " is no " + type);
        }
        return value;
    }
}
