package dev.vespula.text.syntax;

import java.nio.charset.StandardCharsets;

/**
 * The formats of floats: how their bits are divided and how they are written. Bits of 32 are the lower half of a long.
 *
 * <p>Literals are rounded once, to nearest, ties to even: hexadecimal ones here, decimal ones by the class library, whose
 * conversions are exact.
 */
public enum FloatFormat {
    F32(24, -126, 127, 31, 23), F64(53, -1022, 1023, 63, 52);

    /** Hexadecimal digits that are kept exactly: more than any format holds, and they fit into a long. */
    private static final int SIGNIFICANT_NIBBLES = 15;

    /** Exponents beyond this are as good as infinite. */
    private static final long HUGE_EXPONENT = 1L << 40;

    /** Bits of the significand, the leading one included. */
    private final int precision;
    private final int minExponent;
    private final int maxExponent;
    /** Bits of the stored fraction. */
    private final int fraction;
    private final long sign;

    FloatFormat(int precision, int minExponent, int maxExponent, int signBit, int fraction) {
        this.precision = precision;
        this.minExponent = minExponent;
        this.maxExponent = maxExponent;
        this.fraction = fraction;
        this.sign = 1L << signBit;
    }

    private long infinity() {
        return (long) (maxExponent - minExponent + 2) << fraction;
    }

    /** The NaN of which only the topmost bit of the fraction is set. */
    private long canonicalNan() {
        return infinity() | 1L << fraction - 1;
    }

    public boolean isCanonicalNan(long bits) {
        return (bits & sign - 1) == canonicalNan();
    }

    /** Whether at least the topmost bit of the fraction is set. */
    public boolean isArithmeticNan(long bits) {
        return (bits & canonicalNan()) == canonicalNan();
    }

    /** The bits of a number that the format has. */
    private Long bits(double value) {
        return this == F32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
    }

    /** A literal that parses to the same bits: decimal where that is exact, a NaN with its payload. */
    public String text(long bits) {
        String minus = (bits & sign) != 0 ? "-" : "";
        long magnitude = bits & sign - 1;
        if (magnitude > infinity()) {
            return minus + (isCanonicalNan(bits) ? "nan" : "nan:0x" + Long.toHexString(magnitude ^ infinity()));
        }
        if (magnitude == infinity()) {
            return minus + "inf";
        }
        String decimal = this == F32 ? Float.toString(Float.intBitsToFloat((int) bits))
                : Double.toString(Double.longBitsToDouble(bits));
        // Java's shortest decimal, which reads back as the same number, without a needless fraction.
        String text = decimal.endsWith(".0") ? decimal.substring(0, decimal.length() - 2) : decimal;
        return text.replace(".0E", "E").replace('E', 'e');
    }

    /** The bits of a literal, or null when it is out of range. */
    public Long parse(byte[] bytes, int start, int end) {
        boolean negative = bytes[start] == '-';
        int from = negative || bytes[start] == '+' ? start + 1 : start;
        Long magnitude;
        if (bytes[from] == 'i') {
            magnitude = infinity();
        } else if (bytes[from] == 'n') {
            magnitude = nan(bytes, from, end);
        } else if (NumberShape.isHexPrefix(bytes, from, end)) {
            magnitude = hexadecimal(bytes, from + 2, end);
        } else {
            magnitude = decimal(bytes, from, end);
        }
        if (magnitude == null) {
            return null;
        }
        return negative ? magnitude | sign : magnitude;
    }

    private Long nan(byte[] bytes, int from, int end) {
        if (end - from == 3) {
            return canonicalNan();
        }
        Long payload = IntegerLiteral.parse(bytes, from + 4, end, 64);
        if (payload == null || payload == 0 || payload >>> fraction != 0) {
            return null;
        }
        return infinity() | payload;
    }

    private Long decimal(byte[] bytes, int from, int end) {
        if (end - from <= 7 && NumberShape.run(bytes, from, end, 10) == end) {
            return bits(IntegerLiteral.parse(bytes, from, end, 64));
        }
        String text = new String(bytes, from, end - from, StandardCharsets.US_ASCII).replace("_", "");
        double value = this == F32 ? Float.parseFloat(text) : Double.parseDouble(text);
        return Double.isInfinite(value) ? null : bits(value);
    }

    private Long hexadecimal(byte[] bytes, int from, int end) {
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
                int digit = NumberShape.value(bytes[i]);
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
        return round(significand, sticky, exponent);
    }

    private static long exponent(byte[] bytes, int from, int end) {
        boolean negative = bytes[from] == '-';
        long value = 0;
        for (int i = negative || bytes[from] == '+' ? from + 1 : from; i < end; i++) {
            if (bytes[i] != '_' && value < HUGE_EXPONENT) {
                value = value * 10 + NumberShape.value(bytes[i]);
            }
        }
        return negative ? -value : value;
    }

    /** The bits of {@code significand * 2^exponent}, plus a little when {@code sticky}; null when too large. */
    private Long round(long significand, boolean sticky, long exponent) {
        int length = 64 - Long.numberOfLeadingZeros(significand);
        long top = exponent + length - 1;
        if (top > maxExponent) {
            return null;
        }
        // Weight of the last bit that the format can hold for a number of this size.
        long last = Math.max(top, minExponent) - precision + 1;
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
        long biased = Math.max(top, minExponent) - minExponent + 1;
        boolean subnormal = top < minExponent;
        long bits = subnormal ? kept : (biased << fraction) + (kept - (1L << fraction));
        return bits >= infinity() ? null : bits;
    }
}
