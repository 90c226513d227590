package dev.vespula.internal.numeric;

/** Vectors of 64-bit integers: a half is a lane. Operators that Java has for long are not repeated here. */
public final class I64x2 {
    private I64x2() {}

    /** All bits set if true. */
    public static long mask(boolean a) {
        return a ? -1L : 0L;
    }

    public static int allTrue(long low, long high) {
        return low != 0 && high != 0 ? 1 : 0;
    }

    public static int bitmask(long low, long high) {
        return (int) (low >>> 63 | high >>> 63 << 1);
    }

    /** The int in the lower half of the operand, zero-extended. */
    public static long extendLowU(long a) {
        return a & 0xFFFF_FFFFL;
    }

    /** The bits of {@code a} where {@code c} is one, of {@code b} elsewhere; relaxed lane selection gives the same. */
    public static long bitselect(long a, long b, long c) {
        return b ^ (a ^ b) & c;
    }
}
