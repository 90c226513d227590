package dev.vespula.internal.numeric;

/**
 * Vectors of floats, one half (two lanes in a long) at a time. Each lane is computed as the scalar operator does it, so
 * results, NaNs included, are the same.
 */
public final class F32x4 {
    private static final long SIGNS = 0x8000_0000_8000_0000L;

    private F32x4() {
    }

    private static float first(long a) {
        return Float.intBitsToFloat((int) a);
    }

    private static float second(long a) {
        return Float.intBitsToFloat((int) (a >>> 32));
    }

    private static long pack(float first, float second) {
        return Float.floatToRawIntBits(first) & 0xFFFF_FFFFL | (long) Float.floatToRawIntBits(second) << 32;
    }

    private static long masks(boolean first, boolean second) {
        return (first ? 0xFFFF_FFFFL : 0) | (second ? 0xFFFF_FFFF_0000_0000L : 0);
    }

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

    public static long eq(long a, long b) {
        return masks(first(a) == first(b), second(a) == second(b));
    }

    public static long ne(long a, long b) {
        return masks(first(a) != first(b), second(a) != second(b));
    }

    public static long lt(long a, long b) {
        return masks(first(a) < first(b), second(a) < second(b));
    }

    public static long le(long a, long b) {
        return masks(first(a) <= first(b), second(a) <= second(b));
    }

    public static long abs(long a) {
        return a & ~SIGNS;
    }

    public static long neg(long a) {
        return a ^ SIGNS;
    }

    /** The canonical NaN for every NaN. */
    public static long canonical(long a) {
        return pack(FloatOps.canonical(first(a)), FloatOps.canonical(second(a)));
    }

    public static long sqrt(long a) {
        return pack(FloatOps.sqrt(first(a)), FloatOps.sqrt(second(a)));
    }

    public static long ceil(long a) {
        return pack(FloatOps.ceil(first(a)), FloatOps.ceil(second(a)));
    }

    public static long floor(long a) {
        return pack(FloatOps.floor(first(a)), FloatOps.floor(second(a)));
    }

    public static long trunc(long a) {
        return pack(FloatOps.trunc(first(a)), FloatOps.trunc(second(a)));
    }

    public static long nearest(long a) {
        return pack(FloatOps.nearest(first(a)), FloatOps.nearest(second(a)));
    }

    public static long add(long a, long b) {
        return pack(first(a) + first(b), second(a) + second(b));
    }

    public static long sub(long a, long b) {
        return pack(first(a) - first(b), second(a) - second(b));
    }

    public static long mul(long a, long b) {
        return pack(first(a) * first(b), second(a) * second(b));
    }

    public static long div(long a, long b) {
        return pack(first(a) / first(b), second(a) / second(b));
    }

    /** The relaxed form gives the same. */
    public static long min(long a, long b) {
        return pack(FloatOps.min(first(a), first(b)), FloatOps.min(second(a), second(b)));
    }

    /** The relaxed form gives the same. */
    public static long max(long a, long b) {
        return pack(FloatOps.max(first(a), first(b)), FloatOps.max(second(a), second(b)));
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
