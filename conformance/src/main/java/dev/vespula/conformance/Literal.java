package dev.vespula.conformance;

/**
 * A number as the banks write it: {@code i32:-5}, {@code i64:7}, {@code f32:0x7f800000}, {@code f64:0x...} (the bits),
 * {@code f32:nan} and {@code f64:nan} (any NaN).
 *
 * @param type the type's name: i32, i64, f32 or f64
 * @param bits the value's bits; for i32 and f32 the upper half is zero
 * @param anyNan whether every NaN of the type is meant
 */
record Literal(String type, long bits, boolean anyNan) {
    private static final long F32_NAN = 0x7fc00000L;
    private static final long F64_NAN = 0x7ff8000000000000L;

    static Literal parse(String text) {
        int colon = text.indexOf(':');
        String type = text.substring(0, colon);
        String value = text.substring(colon + 1);
        return switch (type) {
            case "i32" -> new Literal(type, Integer.toUnsignedLong(Integer.parseInt(value)), false);
            case "i64" -> new Literal(type, Long.parseLong(value), false);
            case "f32" -> value.equals("nan") ? new Literal(type, F32_NAN, true) : new Literal(type, hex(value), false);
            case "f64" -> value.equals("nan") ? new Literal(type, F64_NAN, true) : new Literal(type, hex(value), false);
            default -> throw new IllegalArgumentException("unknown literal " + text);
        };
    }

    /** The literal of a Java value as the engine gives it: Integer, Long, Float or Double. */
    static Literal of(Object value) {
        if (value instanceof Integer i) {
            return new Literal("i32", Integer.toUnsignedLong(i), false);
        }
        if (value instanceof Long l) {
            return new Literal("i64", l, false);
        }
        if (value instanceof Float f) {
            return new Literal("f32", Integer.toUnsignedLong(Float.floatToRawIntBits(f)), false);
        }
        if (value instanceof Double d) {
            return new Literal("f64", Double.doubleToRawLongBits(d), false);
        }
        throw new IllegalArgumentException("not a number: " + value);
    }

    /** The value as an argument; any NaN becomes the canonical one. */
    Object toJava() {
        return switch (type) {
            case "i32" -> (int) bits;
            case "i64" -> bits;
            case "f32" -> Float.intBitsToFloat((int) bits);
            default -> Double.longBitsToDouble(bits);
        };
    }

    /** Whether {@code actual} is what this expected value allows. */
    boolean matches(Literal actual) {
        if (!type.equals(actual.type)) {
            return false;
        }
        return anyNan ? actual.isNan() : bits == actual.bits;
    }

    private boolean isNan() {
        return type.equals("f32")
                ? (bits & 0x7fffffffL) > 0x7f800000L
                : (bits & Long.MAX_VALUE) > 0x7ff0000000000000L;
    }

    private static long hex(String value) {
        return Long.parseUnsignedLong(value.substring(2), 16);
    }

    @Override
    public String toString() {
        return type + ":" + switch (type) {
            case "i32" -> Integer.toString((int) bits);
            case "i64" -> Long.toString(bits);
            case "f32" -> anyNan ? "nan" : String.format("0x%08x", bits);
            default -> anyNan ? "nan" : String.format("0x%016x", bits);
        };
    }
}
