package dev.vespula.text.syntax;

/** Floats as literals that parse to the same bits: decimal where that is exact, NaNs with their payload. */
public final class FloatText {

    private static final int CANONICAL_32 = 0x400000;
    private static final long CANONICAL_64 = 0x8000000000000L;

    private FloatText() {
    }

    public static String single(int bits) {
        float value = Float.intBitsToFloat(bits);
        String sign = bits < 0 ? "-" : "";
        if (Float.isNaN(value)) {
            int payload = bits & 0x7FFFFF;
            return sign + (payload == CANONICAL_32 ? "nan" : "nan:0x" + Integer.toHexString(payload));
        }
        return Float.isInfinite(value) ? sign + "inf" : plain(Float.toString(value));
    }

    public static String twofold(long bits) {
        double value = Double.longBitsToDouble(bits);
        String sign = bits < 0 ? "-" : "";
        if (Double.isNaN(value)) {
            long payload = bits & 0xFFFFFFFFFFFFFL;
            return sign + (payload == CANONICAL_64 ? "nan" : "nan:0x" + Long.toHexString(payload));
        }
        return Double.isInfinite(value) ? sign + "inf" : plain(Double.toString(value));
    }

    /** Java's shortest decimal, which reads back as the same number, without a needless fraction. */
    private static String plain(String decimal) {
        String text = decimal.endsWith(".0") ? decimal.substring(0, decimal.length() - 2) : decimal;
        return text.replace(".0E", "E").replace('E', 'e');
    }
}
