package dev.vespula.internal.numeric;

/** Vectors of 32-bit integers, one half (two lanes in a long) at a time; see {@link I8x16}. */
public final class I32x4 extends I32x4Lanes {
    private I32x4() {}

    /** A half of two lanes. */
    public static long pack(int first, int second) {
        return first & MASK | (long) second << 32;
    }

    private static int second(long a) {
        return (int) (a >>> 32);
    }

    public static long splat(int a) {
        return pack(a, a);
    }

    /** Lane 0 or 1 of a half. */
    public static int extract(long half, int lane) {
        return (int) (half >>> 32 * lane);
    }

    public static long abs(long a) {
        return pack(Math.abs((int) a), Math.abs(second(a)));
    }

    public static long mul(long a, long b) {
        return a * b & MASK | (a >>> 32) * (b >>> 32) << 32;
    }

    public static long minS(long a, long b) {
        return pack(Math.min((int) a, (int) b), Math.min(second(a), second(b)));
    }

    public static long minU(long a, long b) {
        return Math.min(a & MASK, b & MASK) | Math.min(a >>> 32, b >>> 32) << 32;
    }

    public static long maxS(long a, long b) {
        return pack(Math.max((int) a, (int) b), Math.max(second(a), second(b)));
    }

    public static long maxU(long a, long b) {
        return Math.max(a & MASK, b & MASK) | Math.max(a >>> 32, b >>> 32) << 32;
    }

    public static long shl(long a, int count) {
        return pack((int) a << count, second(a) << count);
    }

    public static long shrS(long a, int count) {
        return pack((int) a >> count, second(a) >> count);
    }

    public static long shrU(long a, int count) {
        return pack((int) a >>> count, second(a) >>> count);
    }

    /** Rotates each lane to the left; no operator of its own, but what shifts to both sides and a union compute. */
    public static long rotl(long a, int count) {
        return pack(Integer.rotateLeft((int) a, count), Integer.rotateLeft(second(a), count));
    }

    public static int allTrue(long low, long high) {
        return (int) low != 0 && second(low) != 0 && (int) high != 0 && second(high) != 0 ? 1 : 0;
    }

    public static int bitmask(long low, long high) {
        return (int) (low >>> 31 & 1 | low >>> 62 & 2 | high >>> 29 & 4 | high >>> 60 & 8);
    }

    /** The two lanes of 16 bits in the lower half of the operand, sign-extended. */
    public static long extendLowS(long a) {
        return pack((short) a, (int) a >> 16);
    }

    /** The two lanes of 16 bits in the upper half of the operand, sign-extended. */
    public static long extendHighS(long a) {
        return extendLowS(a >>> 32);
    }

    /** The two lanes of 16 bits in the lower half of the operand, zero-extended. */
    public static long extendLowU(long a) {
        return a & 0xFFFFL | (a & 0xFFFF_0000L) << 16;
    }

    /** The two lanes of 16 bits in the upper half of the operand, zero-extended. */
    public static long extendHighU(long a) {
        return extendLowU(a >>> 32);
    }

    /** Sums of neighbouring signed lanes of 16 bits. */
    public static long extaddS(long a) {
        return pack((short) a + ((int) a >> 16), (short) (a >>> 32) + (int) (a >> 48));
    }

    /** Sums of neighbouring unsigned lanes of 16 bits. */
    public static long extaddU(long a) {
        return (a & 0x0000_FFFF_0000_FFFFL) + (a >>> 16 & 0x0000_FFFF_0000_FFFFL);
    }

    /** Products of the two signed lanes of 16 bits in the lower half. */
    public static long extmulLowS(long a, long b) {
        return pack((short) a * (short) b, ((int) a >> 16) * ((int) b >> 16));
    }

    /** Products of the two signed lanes of 16 bits in the upper half. */
    public static long extmulHighS(long a, long b) {
        return extmulLowS(a >>> 32, b >>> 32);
    }

    /** Products of the two unsigned lanes of 16 bits in the lower half. */
    public static long extmulLowU(long a, long b) {
        return pack((int) (a & 0xFFFF) * (int) (b & 0xFFFF), ((int) a >>> 16) * ((int) b >>> 16));
    }

    /** Products of the two unsigned lanes of 16 bits in the upper half. */
    public static long extmulHighU(long a, long b) {
        return extmulLowU(a >>> 32, b >>> 32);
    }

    /** Sums of two neighbouring products of signed lanes of 16 bits. */
    public static long dot(long a, long b) {
        return pack((short) a * (short) b + ((int) a >> 16) * ((int) b >> 16),
                (short) (a >>> 32) * (short) (b >>> 32) + (int) (a >> 48) * (int) (b >> 48));
    }

    /** Relaxed: sums of four neighbouring products of bytes, made as {@link I16x8#dotI8} says, and {@code c}. */
    public static long dotI8Add(long a, long b, long c) {
        return add(extaddS(I16x8.dotI8(a, b)), c);
    }

    /** Two floats of a half, truncated; the relaxed form gives the same. */
    public static long truncSatS(long a) {
        return pack((int) Float.intBitsToFloat((int) a), (int) Float.intBitsToFloat(second(a)));
    }

    /** Two floats of a half, truncated to unsigned; the relaxed form gives the same. */
    public static long truncSatU(long a) {
        return pack(Conversions.i32TruncSatU(Float.intBitsToFloat((int) a)),
                Conversions.i32TruncSatU(Float.intBitsToFloat(second(a))));
    }

    /** Two doubles, truncated; the relaxed form gives the same. */
    public static long truncSatF64S(long low, long high) {
        return pack((int) Double.longBitsToDouble(low), (int) Double.longBitsToDouble(high));
    }

    /** Two doubles, truncated to unsigned; the relaxed form gives the same. */
    public static long truncSatF64U(long low, long high) {
        return pack(Conversions.i32TruncSatU(Double.longBitsToDouble(low)),
                Conversions.i32TruncSatU(Double.longBitsToDouble(high)));
    }
}
