package dev.vespula.cli;

/**
 * Numbers on the command line, in both directions: whatever is printed can be given as an argument again and stands for
 * the same bits.
 *
 * <p>Integers: decimal or {@code 0x} hexadecimal, signed or unsigned, with {@code _} between digits. Floats: decimal,
 * hexadecimal ({@code 0x1.8p3}), {@code inf}, {@code nan}, and {@code nan:0x...} with the NaN's payload.
 */
final class NumberText {
    private static final int F32_INFINITY = 0x7f80_0000;
    private static final int F32_QUIET = 0x40_0000;
    private static final long F64_INFINITY = 0x7ff0_0000_0000_0000L;
    private static final long F64_QUIET = 0x8_0000_0000_0000L;

    private NumberText() {
    }

    /** @throws NumberFormatException if it is no integer or does not fit 32 bits, signed or unsigned */
    static int parseI32(String text) {
        long value = parseInteger(text);
        boolean negative = text.startsWith("-");
        if (negative ? value < Integer.MIN_VALUE || value > 0 : value < 0 || value > 0xffff_ffffL) {
            throw new NumberFormatException("out of range");
        }
        return (int) value;
    }

    /** @throws NumberFormatException if it is no integer or does not fit 64 bits, signed or unsigned */
    static long parseI64(String text) {
        return parseInteger(text);
    }

    /** @throws NumberFormatException if it is no number */
    static float parseF32(String text) {
        String digits = unsigned(text);
        int bits;
        if (isInfinity(digits)) {
            bits = F32_INFINITY;
        } else if (isNan(digits)) {
            bits = (int) (F32_INFINITY | payload(digits, F32_QUIET, F32_INFINITY ^ Integer.MAX_VALUE));
        } else {
            return Float.parseFloat(javaFloat(text));
        }
        return Float.intBitsToFloat(text.startsWith("-") ? bits | Integer.MIN_VALUE : bits);
    }

    /** @throws NumberFormatException if it is no number */
    static double parseF64(String text) {
        String digits = unsigned(text);
        long bits;
        if (isInfinity(digits)) {
            bits = F64_INFINITY;
        } else if (isNan(digits)) {
            bits = F64_INFINITY | payload(digits, F64_QUIET, F64_INFINITY ^ Long.MAX_VALUE);
        } else {
            return Double.parseDouble(javaFloat(text));
        }
        return Double.longBitsToDouble(text.startsWith("-") ? bits | Long.MIN_VALUE : bits);
    }

    /** A short notation that stands for the same bits. */
    static String print(float value) {
        int bits = Float.floatToRawIntBits(value);
        String sign = bits < 0 ? "-" : "";
        if (value != value) {
            int payload = bits & ~(Integer.MIN_VALUE | F32_INFINITY);
            return sign + (payload == F32_QUIET ? "nan" : "nan:0x" + Integer.toHexString(payload));
        }
        return Float.isInfinite(value) ? sign + "inf" : withoutZeroFraction(Float.toString(value));
    }

    /** A short notation that stands for the same bits. */
    static String print(double value) {
        long bits = Double.doubleToRawLongBits(value);
        String sign = bits < 0 ? "-" : "";
        if (value != value) {
            long payload = bits & ~(Long.MIN_VALUE | F64_INFINITY);
            return sign + (payload == F64_QUIET ? "nan" : "nan:0x" + Long.toHexString(payload));
        }
        return Double.isInfinite(value) ? sign + "inf" : withoutZeroFraction(Double.toString(value));
    }

    private static long parseInteger(String text) {
        String digits = unsigned(text);
        boolean negative = text.startsWith("-");
        int radix = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
            digits = digits.substring(2);
        }
        if (digits.startsWith("_") || digits.endsWith("_") || digits.contains("__")) {
            throw new NumberFormatException("misplaced underscore");
        }
        digits = digits.replace("_", "");
        if (digits.startsWith("-") || digits.startsWith("+")) {
            throw new NumberFormatException("two signs");
        }
        long magnitude = Long.parseUnsignedLong(digits, radix);
        if (negative && magnitude < 0 && magnitude != Long.MIN_VALUE) {
            throw new NumberFormatException("out of range");
        }
        return negative ? -magnitude : magnitude;
    }

    private static String unsigned(String text) {
        return text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    }

    private static boolean isInfinity(String digits) {
        return digits.equalsIgnoreCase("inf") || digits.equalsIgnoreCase("infinity");
    }

    private static boolean isNan(String digits) {
        return digits.equalsIgnoreCase("nan") || digits.startsWith("nan:0x");
    }

    private static long payload(String digits, long canonical, long mask) {
        if (digits.length() == 3) {
            return canonical;
        }
        long payload = Long.parseUnsignedLong(digits.substring(6), 16);
        if (payload == 0 || (payload & ~mask) != 0) {
            throw new NumberFormatException("not a payload");
        }
        return payload;
    }

    /** Java's notation: an exponent on every hexadecimal float; its type suffixes and blanks are not ours. */
    private static String javaFloat(String text) {
        boolean hexadecimal = unsigned(text).regionMatches(true, 0, "0x", 0, 2);
        boolean exponent = text.indexOf('p') >= 0 || text.indexOf('P') >= 0;
        String suffixes = hexadecimal && !exponent ? " " : " fFdD";
        if (text.isEmpty() || text.charAt(0) <= ' ' || suffixes.indexOf(text.charAt(text.length() - 1)) >= 0) {
            throw new NumberFormatException("not a number");
        }
        return hexadecimal && !exponent ? text + "p0" : text;
    }

    private static String withoutZeroFraction(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
