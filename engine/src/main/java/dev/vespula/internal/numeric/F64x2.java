package dev.vespula.internal.numeric;

/** Vectors of doubles: a half is a lane, computed as the scalar operator does it. */
public final class F64x2 extends F64x2Lanes {
    private F64x2() {}

    public static long abs(long a) {
        return a & Long.MAX_VALUE;
    }

    public static long neg(long a) {
        return a ^ Long.MIN_VALUE;
    }

    /** {@code b < a ? b : a}, the chosen lane unchanged even if it is a NaN. */
    public static long pmin(long a, long b) {
        return first(b) < first(a) ? b : a;
    }

    /** {@code a < b ? b : a}, the chosen lane unchanged even if it is a NaN. */
    public static long pmax(long a, long b) {
        return first(a) < first(b) ? b : a;
    }

    /** Relaxed: {@code a * b + c}, rounded twice; see {@link F32x4#madd}. */
    public static long madd(long a, long b, long c) {
        return bits(first(a) * first(b) + first(c));
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
