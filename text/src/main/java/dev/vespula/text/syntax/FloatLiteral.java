package dev.vespula.text.syntax;

import java.nio.charset.StandardCharsets;

/**
 * Floating-point literals as IEEE 754 bits, rounded once, to nearest, ties to even. Hexadecimal ones are rounded here;
 * decimal ones by the class library, whose conversions are exact.
 */
public final class FloatLiteral {
    /** Hexadecimal digits that are kept exactly: more than any format holds, and they fit into a long. */
    private static final int SIGNIFICANT_NIBBLES = 15;

    /** Exponents beyond this are as good as infinite. */
    private static final long HUGE_EXPONENT = 1L << 40;

    private FloatLiteral() {}

    /** The bits of a float, or null when the literal is out of its range. */
    public static Long parse(byte[] bytes, int start, int end, FloatFormat format) {
        boolean negative = bytes[start] == '-';
        int from = negative || bytes[start] == '+' ? start + 1 : start;
        Long magnitude;
        if (bytes[from] == 'i') {
            magnitude = format.infinity();
        } else if (bytes[from] == 'n') {
            magnitude = nan(bytes, from, end, format);
        } else if (NumberShape.isHexPrefix(bytes, from, end)) {
            magnitude = hexadecimal(bytes, from + 2, end, format);
        } else {
            magnitude = decimal(bytes, from, end, format);
        }
        if (magnitude == null) {
            return null;
        }
        return negative ? magnitude | format.sign : magnitude;
    }

    private static Long nan(byte[] bytes, int from, int end, FloatFormat format) {
        if (end - from == 3) {
            return format.infinity() | 1L << format.fraction - 1;
        }
        Long payload = IntegerLiteral.parse(bytes, from + 4, end, 64);
        if (payload == null || payload == 0 || payload >>> format.fraction != 0) {
            return null;
        }
        return format.infinity() | payload;
    }

    private static Long decimal(byte[] bytes, int from, int end, FloatFormat format) {
        if (end - from <= 7 && Digits.run(bytes, from, end, 10) == end) {
            return format.bits(IntegerLiteral.parse(bytes, from, end, 64));
        }
        return format.parse(new String(bytes, from, end - from, StandardCharsets.US_ASCII).replace("_", ""));
    }

    private static Long hexadecimal(byte[] bytes, int from, int end, FloatFormat format) {
        long significand = 0;
        int nibbles = 0;
        boolean sticky = false;
        boolean fractional = false;
        long exponent = 0;
        int i = from;
        for (; i < end && (bytes[i] | 0x20) != 'p'; i++) {
            if (bytes[i] == '.') {
                fractional = true;
            } else if (bytes[i] != '_') {
                int digit = Digits.value(bytes[i]);
                if (nibbles < SIGNIFICANT_NIBBLES) {
                    significand = significand << 4 | digit;
                    nibbles += significand == 0 ? 0 : 1;
                    exponent -= fractional ? 4 : 0;
                } else {
                    sticky |= digit != 0;
                    exponent += fractional ? 0 : 4;
                }
            }
        }
        if (significand == 0) {
            return 0L;
        }
        if (i < end) {
            exponent += exponent(bytes, i + 1, end);
        }
        return round(significand, sticky, exponent, format);
    }

    private static long exponent(byte[] bytes, int from, int end) {
        boolean negative = bytes[from] == '-';
        long value = 0;
        for (int i = negative || bytes[from] == '+' ? from + 1 : from; i < end; i++) {
            if (bytes[i] != '_' && value < HUGE_EXPONENT) {
                value = value * 10 + Digits.value(bytes[i]);
            }
        }
        return negative ? -value : value;
    }

    /** The bits of {@code significand * 2^exponent}, plus a little when {@code sticky}; null when too large. */
    private static Long round(long significand, boolean sticky, long exponent, FloatFormat format) {
        int length = 64 - Long.numberOfLeadingZeros(significand);
        long top = exponent + length - 1;
        if (top > format.maxExponent) {
            return null;
        }
        // Weight of the last bit that the format can hold for a number of this size.
        long last = Math.max(top, format.minExponent) - format.precision + 1;
        long shift = last - exponent;
        long kept;
        if (shift <= 0) {
            kept = significand << -shift;
        } else if (shift > 63) {
            kept = 0;
        } else {
            kept = significand >>> shift;
            long half = 1L << shift - 1;
            long rest = significand & (half << 1) - 1;
            boolean up = rest > half || rest == half && (sticky || (kept & 1) != 0);
            kept += up ? 1 : 0;
        }
        // A carry out of the fraction steps into the exponent, which is what is wanted.
        long biased = Math.max(top, format.minExponent) - format.minExponent + 1;
        boolean subnormal = top < format.minExponent;
        long bits = subnormal ? kept : (biased << format.fraction) + (kept - (1L << format.fraction));
        return bits >= format.infinity() ? null : bits;
    }
}
