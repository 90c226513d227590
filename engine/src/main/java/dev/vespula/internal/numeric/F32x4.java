package dev.vespula.internal.numeric;

/**
 * Vectors of floats, one half (two lanes in a long) at a time. Each lane is computed as the scalar operator does it, so
 * results, NaNs included, are the same.
 */
public final class F32x4 extends F32x4Lanes {
    private static final long SIGNS = 0x8000_0000_8000_0000L;

    private F32x4() {}

    public static long splat(float a) {
        return I32x4.splat(Float.floatToRawIntBits(a));
    }

    /** Lane 0 or 1 of a half. */
    public static float extract(long half, int lane) {
        return Float.intBitsToFloat((int) (half >>> 32 * lane));
    }

    /** A half with lane 0 or 1 replaced. */
    public static long replace(long half, int lane, float value) {
        return I32x4.replace(half, lane, Float.floatToRawIntBits(value));
    }

    public static long abs(long a) {
        return a & ~SIGNS;
    }

    public static long neg(long a) {
        return a ^ SIGNS;
    }

    /** {@code b < a ? b : a}, the chosen lane unchanged even if it is a NaN. */
    public static long pmin(long a, long b) {
        return I64x2.bitselect(b, a, lt(b, a));
    }

    /** {@code a < b ? b : a}, the chosen lane unchanged even if it is a NaN. */
    public static long pmax(long a, long b) {
        return I64x2.bitselect(b, a, lt(a, b));
    }

    /**
     * Relaxed: {@code a * b + c}, rounded twice. The fused form would be allowed too, but without a processor that has it
     * Java computes it in software, a hundred times slower, and results should not depend on the processor.
     */
    public static long madd(long a, long b, long c) {
        return pack(first(a) * first(b) + first(c), second(a) * second(b) + second(c));
    }

    /** Relaxed: {@code -(a * b) + c}, rounded twice. */
    public static long nmadd(long a, long b, long c) {
        return madd(neg(a), b, c);
    }

    public static long convertS(long a) {
        return pack((float) (int) a, (float) (int) (a >>> 32));
    }

    public static long convertU(long a) {
        return pack((float) (a & 0xFFFF_FFFFL), (float) (a >>> 32));
    }

    /** Two doubles, rounded to floats. */
    public static long demote(long low, long high) {
        return pack((float) Double.longBitsToDouble(low), (float) Double.longBitsToDouble(high));
    }
}
