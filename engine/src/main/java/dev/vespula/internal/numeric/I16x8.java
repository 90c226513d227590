package dev.vespula.internal.numeric;

/** Vectors of 16-bit integers, one half (four lanes in a long) at a time; see {@link I8x16}. */
public final class I16x8 extends I16x8Lanes {
    private static final long LOW_BYTES = 0x00FF_00FF_00FF_00FFL;

    private I16x8() {}

    private static long pack(int a, int b, int c, int d) {
        return a & MASK | (b & MASK) << 16 | (c & MASK) << 32 | (long) d << 48;
    }

    /** The low 16 bits of a product depend on the low 16 bits of its factors alone. */
    public static long mul(long a, long b) {
        return a * b & MASK
                | ((a >>> 16) * (b >>> 16) & MASK) << 16
                | ((a >>> 32) * (b >>> 32) & MASK) << 32
                | (a >>> 48) * (b >>> 48) << 48;
    }

    public static int bitmask(long low, long high) {
        return signs(low) | signs(high) << 4;
    }

    private static int signs(long a) {
        return (int) (a >>> 15 & 1 | a >>> 30 & 2 | a >>> 45 & 4 | a >>> 60 & 8);
    }

    /** Four lanes of 32 bits, signed, saturated to signed 16 bits. */
    public static long narrowS(long low, long high) {
        return pack(clamped((int) low, Short.MIN_VALUE, Short.MAX_VALUE),
                clamped((int) (low >>> 32), Short.MIN_VALUE, Short.MAX_VALUE),
                clamped((int) high, Short.MIN_VALUE, Short.MAX_VALUE),
                clamped((int) (high >>> 32), Short.MIN_VALUE, Short.MAX_VALUE));
    }

    /** Four lanes of 32 bits, signed, saturated to unsigned 16 bits. */
    public static long narrowU(long low, long high) {
        return pack(clamped((int) low, 0, 0xFFFF), clamped((int) (low >>> 32), 0, 0xFFFF),
                clamped((int) high, 0, 0xFFFF), clamped((int) (high >>> 32), 0, 0xFFFF));
    }

    private static int clamped(int a, int least, int most) {
        return Math.min(Math.max(a, least), most);
    }

    /** The four bytes in the lower half of the operand, sign-extended. */
    public static long extendLowS(long a) {
        long x = extendLowU(a);
        return x | (x & 0x0080_0080_0080_0080L) * 0x1FE;
    }

    /** The four bytes in the upper half of the operand, sign-extended. */
    public static long extendHighS(long a) {
        return extendLowS(a >>> 32);
    }

    /** The four bytes in the lower half of the operand, zero-extended. */
    public static long extendLowU(long a) {
        long x = a & 0xFFFF_FFFFL;
        x = (x | x << 16) & 0x0000_FFFF_0000_FFFFL;
        return (x | x << 8) & LOW_BYTES;
    }

    /** The four bytes in the upper half of the operand, zero-extended. */
    public static long extendHighU(long a) {
        return extendLowU(a >>> 32);
    }

    /** Sums of neighbouring signed bytes. */
    public static long extaddS(long a) {
        return sub(extaddU(a ^ 0x8080_8080_8080_8080L), 0x0100_0100_0100_0100L);
    }

    /** Sums of neighbouring unsigned bytes. */
    public static long extaddU(long a) {
        return (a & LOW_BYTES) + (a >>> 8 & LOW_BYTES);
    }

    /** Products of the four signed bytes in the lower half. */
    public static long extmulLowS(long a, long b) {
        return pack((byte) a * (byte) b, (byte) (a >>> 8) * (byte) (b >>> 8),
                (byte) (a >>> 16) * (byte) (b >>> 16), (byte) (a >>> 24) * (byte) (b >>> 24));
    }

    /** Products of the four signed bytes in the upper half. */
    public static long extmulHighS(long a, long b) {
        return extmulLowS(a >>> 32, b >>> 32);
    }

    /** Products of the four unsigned bytes in the lower half. */
    public static long extmulLowU(long a, long b) {
        return mul(extendLowU(a), extendLowU(b));
    }

    /** Products of the four unsigned bytes in the upper half. */
    public static long extmulHighU(long a, long b) {
        return extmulLowU(a >>> 32, b >>> 32);
    }

    /** Rounded products of numbers with 15 fraction bits, saturated; the relaxed form gives the same. */
    public static long q15mulrSatS(long a, long b) {
        return pack(q15((short) a, (short) b), q15((short) (a >>> 16), (short) (b >>> 16)),
                q15((short) (a >>> 32), (short) (b >>> 32)), q15((short) (a >>> 48), (short) (b >>> 48)));
    }

    private static int q15(int a, int b) {
        return Math.min(a * b + 0x4000 >> 15, Short.MAX_VALUE);
    }

    /**
     * Relaxed: sums of two neighbouring products of bytes. We take both operands as signed and saturate the sum; only
     * two products of -128 and -128 make it overflow.
     */
    public static long dotI8(long a, long b) {
        return pack(dot((int) a, (int) b), dot((int) (a >>> 16), (int) (b >>> 16)),
                dot((int) (a >>> 32), (int) (b >>> 32)), dot((int) (a >>> 48), (int) (b >>> 48)));
    }

    private static int dot(int a, int b) {
        return Math.min((byte) a * (byte) b + (byte) (a >> 8) * (byte) (b >> 8), Short.MAX_VALUE);
    }
}
