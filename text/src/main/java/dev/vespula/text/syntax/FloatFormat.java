package dev.vespula.text.syntax;

/** The formats of floats: how their bits are divided and how they are written. Bits of 32 are the lower half of a long. */
public enum FloatFormat {
    F32(24, -126, 127, 31, 23), F64(53, -1022, 1023, 63, 52);

    /** Bits of the significand, the leading one included. */
    final int precision;
    final int minExponent;
    final int maxExponent;
    /** Bits of the stored fraction. */
    final int fraction;
    final long sign;

    FloatFormat(int precision, int minExponent, int maxExponent, int signBit, int fraction) {
        this.precision = precision;
        this.minExponent = minExponent;
        this.maxExponent = maxExponent;
        this.fraction = fraction;
        this.sign = 1L << signBit;
    }

    long infinity() {
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

    /** The bits of what the class library reads, null when that is infinite. */
    Long parse(String decimal) {
        double value = this == F32 ? Float.parseFloat(decimal) : Double.parseDouble(decimal);
        return Double.isInfinite(value) ? null : bits(value);
    }

    /** The bits of a number that the format has. */
    Long bits(double value) {
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
}
