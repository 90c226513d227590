package dev.vespula.cli;

import dev.vespula.I31;
import dev.vespula.Val;
import dev.vespula.types.NumType;

/**
 * Numbers on the command line, in both directions: whatever is printed can be given as an argument again and stands for
 * the same bits.
 *
 * <p>Integers: decimal or {@code 0x} hexadecimal, signed or unsigned, with {@code _} between digits. Floats: decimal,
 * hexadecimal ({@code 0x1.8p3}), {@code inf}, {@code nan}, and {@code nan:0x...} with the NaN's payload.
 */
final class NumberText {
    /** The widths of floats, with what tells their infinities and NaNs. */
    private enum Width {
        F32(0x8000_0000L, 0x7f80_0000L, 0x40_0000L),
        F64(0x8000_0000_0000_0000L, 0x7ff0_0000_0000_0000L, 0x8_0000_0000_0000L);

        private final long sign;
        private final long infinity;
        private final long quiet;

        Width(long sign, long infinity, long quiet) {
            this.sign = sign;
            this.infinity = infinity;
            this.quiet = quiet;
        }

        /** The bits of an infinity or a NaN; null when the text is a number in the way of Java. */
        private Long special(String text) {
            String digits = unsigned(text);
            long bits = infinity;
            if (digits.equalsIgnoreCase("nan")) {
                bits |= quiet;
            } else if (digits.startsWith("nan:0x")) {
                bits |= payload(Long.parseUnsignedLong(digits.substring(6), 16));
            } else if (!digits.equalsIgnoreCase("inf") && !digits.equalsIgnoreCase("infinity")) {
                return null;
            }
            return text.startsWith("-") ? bits | sign : bits;
        }

        private long payload(long payload) {
            if (payload == 0 || (payload & (sign | infinity)) != 0 || payload > infinity) {
                throw new NumberFormatException("not a payload");
            }
            return payload;
        }

        private String print(long bits, String decimal) {
            String minus = (bits & sign) != 0 ? "-" : "";
            if ((bits & infinity) != infinity) {
                return decimal.endsWith(".0") ? decimal.substring(0, decimal.length() - 2) : decimal;
            }
            long payload = bits & ~(sign | infinity);
            String nan = payload == quiet ? "nan" : "nan:0x" + Long.toHexString(payload);
            return minus + (payload == 0 ? "inf" : nan);
        }
    }

    /** What stands before the number of an i31 reference. */
    static final String I31_PREFIX = "i31:";

    private NumberText() {}

    /** @throws NumberFormatException if it is no integer or does not fit 32 bits, signed or unsigned */
    static int parseI32(String text) {
        return (int) parseInteger(text, Integer.SIZE);
    }

    /** @throws NumberFormatException if it is no integer or does not fit so many bits, signed or unsigned */
    static long parseInteger(String text, int bits) {
        long value = parseInteger(text);
        boolean negative = text.startsWith("-");
        if (bits < Long.SIZE && (negative ? value < -1L << bits - 1 || value > 0 : value < 0 || value >>> bits != 0)) {
            throw new NumberFormatException("out of range");
        }
        return value;
    }

    /** @throws NumberFormatException if it is no integer or does not fit 64 bits, signed or unsigned */
    static long parseI64(String text) {
        return parseInteger(text);
    }

    /** @throws NumberFormatException if it is no number */
    static float parseF32(String text) {
        Long special = Width.F32.special(text);
        return special == null ? Float.parseFloat(javaFloat(text)) : Float.intBitsToFloat(special.intValue());
    }

    /** @throws NumberFormatException if it is no number */
    static double parseF64(String text) {
        Long special = Width.F64.special(text);
        return special == null ? Double.parseDouble(javaFloat(text)) : Double.longBitsToDouble(special);
    }

    /** A short notation that stands for the same bits. */
    static String print(float value) {
        return Width.F32.print(Float.floatToRawIntBits(value) & 0xffff_ffffL, Float.toString(value));
    }

    /** A short notation that stands for the same bits. */
    static String print(double value) {
        return Width.F64.print(Double.doubleToRawLongBits(value), Double.toString(value));
    }

    /** A result as it is printed: a number so that it can be given as an argument again. */
    static String print(Val value) {
        if (value.type() instanceof NumType number) {
            return switch (number) {
                case I32 -> Integer.toString(value.i32());
                case I64 -> Long.toString(value.i64());
                case F32 -> print(value.f32());
                case F64 -> print(value.f64());
                case V128 -> value.v128().toString();
            };
        }
        Object reference = value.ref();
        if (reference instanceof I31 number) {
            return I31_PREFIX + number.signed();
        }
        return reference == null ? "null" : "<" + value.type() + ">";
    }

    private static long parseInteger(String text) {
        String digits = unsigned(text);
        boolean negative = text.startsWith("-");
        int radix = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
            digits = digits.substring(2);
        }
        long magnitude = Long.parseUnsignedLong(digits(digits), radix);
        if (negative && magnitude < 0 && magnitude != Long.MIN_VALUE) {
            throw new NumberFormatException("out of range");
        }
        return negative ? -magnitude : magnitude;
    }

    /** Digits without the underscores between them. */
    static String digits(String text) {
        if (text.startsWith("_") || text.endsWith("_") || text.contains("__")) {
            throw new NumberFormatException("misplaced underscore");
        }
        if (text.startsWith("-") || text.startsWith("+")) {
            throw new NumberFormatException("two signs");
        }
        return text.replace("_", "");
    }

    private static String unsigned(String text) {
        return text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
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
}
