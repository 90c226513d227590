package dev.vespula.internal.numeric;

/** Vectors of doubles: a half is a lane, computed as the scalar operator does it. */
public final class F64x2 {
    private F64x2() {
    }

    private static double of(long a) {
        return Double.longBitsToDouble(a);
    }

    private static long bits(double a) {
        return Double.doubleToRawLongBits(a);
    }

    public static long eq(long a, long b) {
        return I64x2.mask(of(a) == of(b));
    }

    public static long ne(long a, long b) {
        return I64x2.mask(of(a) != of(b));
    }

    public static long lt(long a, long b) {
        return I64x2.mask(of(a) < of(b));
    }

    public static long le(long a, long b) {
        return I64x2.mask(of(a) <= of(b));
    }

    public static long abs(long a) {
        return a & Long.MAX_VALUE;
    }

    public static long neg(long a) {
        return a ^ Long.MIN_VALUE;
    }

    /** The canonical NaN for every NaN. */
    public static long canonical(long a) {
        return bits(FloatOps.canonical(of(a)));
    }

    public static long sqrt(long a) {
        return bits(FloatOps.sqrt(of(a)));
    }

    public static long ceil(long a) {
        return bits(FloatOps.ceil(of(a)));
    }

    public static long floor(long a) {
        return bits(FloatOps.floor(of(a)));
    }

    public static long trunc(long a) {
        return bits(FloatOps.trunc(of(a)));
    }

    public static long nearest(long a) {
        return bits(FloatOps.nearest(of(a)));
    }

    public static long add(long a, long b) {
        return bits(of(a) + of(b));
    }

    public static long sub(long a, long b) {
        return bits(of(a) - of(b));
    }

    public static long mul(long a, long b) {
        return bits(of(a) * of(b));
    }

    public static long div(long a, long b) {
        return bits(of(a) / of(b));
    }

    /** The relaxed form gives the same. */
    public static long min(long a, long b) {
        return bits(FloatOps.min(of(a), of(b)));
    }

    /** The relaxed form gives the same. */
    public static long max(long a, long b) {
        return bits(FloatOps.max(of(a), of(b)));
    }

    /** {@code b < a ? b : a}, the chosen lane unchanged even if it is a NaN. */
    public static long pmin(long a, long b) {
        return of(b) < of(a) ? b : a;
    }

    /** {@code a < b ? b : a}, the chosen lane unchanged even if it is a NaN. */
    public static long pmax(long a, long b) {
        return of(a) < of(b) ? b : a;
    }

    /** Relaxed: {@code a * b + c}, rounded twice; see {@link F32x4#madd}. */
    public static long madd(long a, long b, long c) {
        return bits(of(a) * of(b) + of(c));
    }

    /** Relaxed: {@code -(a * b) + c}, rounded twice. */
    public static long nmadd(long a, long b, long c) {
        return madd(neg(a), b, c);
    }

    /** The int in the lower half of the operand. */
    public static long convertLowS(long a) {
        return bits((int) a);
    }

    /** The int in the upper half of the operand. */
    public static long convertHighS(long a) {
        return bits((int) (a >>> 32));
    }

    /** The unsigned int in the lower half of the operand. */
    public static long convertLowU(long a) {
        return bits(a & 0xFFFF_FFFFL);
    }

    /** The unsigned int in the upper half of the operand. */
    public static long convertHighU(long a) {
        return bits(a >>> 32);
    }

    /** The float in the lower half of the operand. */
    public static long promoteLow(long a) {
        return bits(Float.intBitsToFloat((int) a));
    }

    /** The float in the upper half of the operand. */
    public static long promoteHigh(long a) {
        return bits(Float.intBitsToFloat((int) (a >>> 32)));
    }
}
