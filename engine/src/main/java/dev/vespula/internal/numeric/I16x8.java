package dev.vespula.internal.numeric;

/** Vectors of 16-bit integers, one half (four lanes in a long) at a time; see {@link I8x16}. */
public final class I16x8 {
    private static final long TOP = 0x8000_8000_8000_8000L;
    private static final long ONE = 0x0001_0001_0001_0001L;
    private static final long LOW_BYTES = 0x00FF_00FF_00FF_00FFL;
    private static final long MASK = 0xFFFFL;

    private I16x8() {
    }

    public static long splat(int a) {
        return (a & MASK) * ONE;
    }

    /** Lane 0 to 3 of a half, sign-extended. */
    public static int extractS(long half, int lane) {
        return (short) (half >>> 16 * lane);
    }

    /** Lane 0 to 3 of a half, zero-extended. */
    public static int extractU(long half, int lane) {
        return (int) (half >>> 16 * lane) & 0xFFFF;
    }

    /** A half with lane 0 to 3 replaced. */
    public static long replace(long half, int lane, int value) {
        int shift = 16 * lane;
        return half & ~(MASK << shift) | (value & MASK) << shift;
    }

    private static long pack(int a, int b, int c, int d) {
        return a & MASK | (b & MASK) << 16 | (c & MASK) << 32 | (long) d << 48;
    }

    public static long add(long a, long b) {
        return (a & ~TOP) + (b & ~TOP) ^ (a ^ b) & TOP;
    }

    public static long sub(long a, long b) {
        return (a | TOP) - (b & ~TOP) ^ (a ^ ~b) & TOP;
    }

    public static long neg(long a) {
        return sub(0, a);
    }

    public static long abs(long a) {
        long negative = spread(a & TOP);
        return sub(a ^ negative, negative);
    }

    /** The low 16 bits of a product depend on the low 16 bits of its factors alone. */
    public static long mul(long a, long b) {
        return a * b & MASK
                | ((a >>> 16) * (b >>> 16) & MASK) << 16
                | ((a >>> 32) * (b >>> 32) & MASK) << 32
                | (a >>> 48) * (b >>> 48) << 48;
    }

    public static long addSatS(long a, long b) {
        long sum = add(a, b);
        return saturated(sum, a, spread(~(a ^ b) & (a ^ sum) & TOP));
    }

    public static long subSatS(long a, long b) {
        long difference = sub(a, b);
        return saturated(difference, a, spread((a ^ b) & (a ^ difference) & TOP));
    }

    /** In the lanes of the mask the largest or smallest value, as the sign of {@code a} says. */
    private static long saturated(long result, long a, long mask) {
        long bound = ((a & TOP) >>> 15) + ~TOP;
        return result ^ (result ^ bound) & mask;
    }

    public static long addSatU(long a, long b) {
        long sum = add(a, b);
        return sum | spread((a & b | (a | b) & ~sum) & TOP);
    }

    public static long subSatU(long a, long b) {
        long difference = sub(a, b);
        return difference & ~spread((~a & b | (~a | b) & difference) & TOP);
    }

    /** Mean, rounded up. */
    public static long avgrU(long a, long b) {
        return (a | b) - ((a ^ b) >>> 1 & ~TOP);
    }

    public static long minS(long a, long b) {
        return b ^ (a ^ b) & ltS(a, b);
    }

    public static long minU(long a, long b) {
        return b ^ (a ^ b) & ltU(a, b);
    }

    public static long maxS(long a, long b) {
        return a ^ (a ^ b) & ltS(a, b);
    }

    public static long maxU(long a, long b) {
        return a ^ (a ^ b) & ltU(a, b);
    }

    public static long eq(long a, long b) {
        return ~ne(a, b);
    }

    public static long ne(long a, long b) {
        long x = a ^ b;
        return spread(((x & ~TOP) + ~TOP | x) & TOP);
    }

    public static long ltS(long a, long b) {
        return spread((a & ~b | ~(a ^ b) & ~borrows(a, b)) & TOP);
    }

    public static long ltU(long a, long b) {
        return spread((~a & b | ~(a ^ b) & ~borrows(a, b)) & TOP);
    }

    public static long leS(long a, long b) {
        return ~ltS(b, a);
    }

    public static long leU(long a, long b) {
        return ~ltU(b, a);
    }

    /** The top bit of each lane is clear where the bits below are less in {@code a}. */
    private static long borrows(long a, long b) {
        return (a | TOP) - (b & ~TOP);
    }

    /** All bits of the lanes whose top bit is set; the other bits of the operand are zero. */
    private static long spread(long top) {
        return (top << 1) - (top >>> 15);
    }

    public static long shl(long a, int count) {
        int s = count & 15;
        return a << s & (0xFFFF << s & MASK) * ONE;
    }

    public static long shrS(long a, int count) {
        int s = count & 15;
        long kept = (0xFFFF >>> s) * ONE;
        return a >>> s & kept | spread(a & TOP) & ~kept;
    }

    public static long shrU(long a, int count) {
        int s = count & 15;
        return a >>> s & (0xFFFF >>> s) * ONE;
    }

    public static int allTrue(long low, long high) {
        return isNonZero(low) & isNonZero(high);
    }

    private static int isNonZero(long a) {
        return (((a & ~TOP) + ~TOP | a) & TOP) == TOP ? 1 : 0;
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
