package dev.vespula.internal.values;

import dev.vespula.I31;
import dev.vespula.V128;
import dev.vespula.WasmArray;
import dev.vespula.WasmStruct;
import dev.vespula.internal.types.ValTypes;

/**
 * Numbers as the Java objects that users have: Integer, Long, Float, Double, {@link V128}. They become the canonical 64 bits
 * of a slot, two for a v128. For references there are {@link JavaReferences}.
 */
public final class JavaValues {
    private JavaValues() {}

    // ---- numbers

    /** The low 64 bits of a number for a type, which may be that of a packed field. */
    public static long bits(int type, Object value) {
        return switch (type) {
            case ValTypes.I64 -> i64(value);
            case ValTypes.F32 -> Float.floatToRawIntBits(f32(value));
            case ValTypes.F64 -> Double.doubleToRawLongBits(f64(value));
            case ValTypes.V128 -> v128(value).low();
            default -> i32(value);
        };
    }

    /** The high half of a v128. */
    public static long highBits(Object value) {
        return v128(value).high();
    }

    /** The number of some bits. */
    public static Object number(int type, long bits, long high) {
        return switch (type) {
            case ValTypes.I64 -> bits;
            case ValTypes.F32 -> Float.intBitsToFloat((int) bits);
            case ValTypes.F64 -> Double.longBitsToDouble(bits);
            case ValTypes.V128 -> new V128(bits, high);
            default -> (int) bits;
        };
    }

    private static int i32(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        throw wrong("i32", "Integer", value);
    }

    private static long i64(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw wrong("i64", "Long", value);
    }

    private static float f32(Object value) {
        if (value instanceof Float number) {
            return number;
        }
        throw wrong("f32", "Float", value);
    }

    private static double f64(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        throw wrong("f64", "Double", value);
    }

    private static V128 v128(Object value) {
        if (value instanceof V128 vector) {
            return vector;
        }
        throw wrong("v128", "V128", value);
    }

    private static IllegalArgumentException wrong(String type, String java, Object value) {
        return new IllegalArgumentException("expected " + java + " for " + type + ", not " + describe(value));
    }

    // ---- messages

    /**
     * A value for a message. What an object of the host says of itself is not asked for: that may throw, or do anything
     * else, in the middle of a call.
     */
    public static String describe(Object value) {
        return value == null ? "null" : isPlain(value) ? value.getClass().getSimpleName() + " " + value : kind(value);
    }

    private static String kind(Object value) {
        return value instanceof WasmStruct ? "WasmStruct" : value instanceof WasmArray ? "WasmArray" : value.getClass()
                .getTypeName();
    }

    /** Whether the text of a value is known to be harmless: classes of the language and ours, all of them final. */
    public static boolean isPlain(Object value) {
        return value == null || value instanceof String || value instanceof Boolean || value instanceof Character
                || value instanceof Number && value.getClass().getPackageName().equals("java.lang")
                || value instanceof V128 || value instanceof I31;
    }
}
