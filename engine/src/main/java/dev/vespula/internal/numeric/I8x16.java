package dev.vespula.internal.numeric;

/**
 * Vectors of bytes, one half (eight lanes in a long, the first one lowest) at a time. What treats each lane alone is one
 * function that serves both halves; what moves lanes between halves says in its name which part it computes.
 *
 * <p>All lanes are computed at once inside the long: additions keep carries from crossing lanes by leaving out the top
 * bits, comparisons make a top bit for each lane and spread it.
 */
public final class I8x16 {
    /** The top bit of each lane. */
    private static final long TOP = 0x8080_8080_8080_8080L;
    /** One in each lane. */
    private static final long ONE = 0x0101_0101_0101_0101L;
    private static final long EVEN = 0x00FF_00FF_00FF_00FFL;

    private I8x16() {
    }

    public static long splat(int a) {
        return (a & 0xFF) * ONE;
    }

    /** Lane 0 to 7 of a half, sign-extended. */
    public static int extractS(long half, int lane) {
        return (byte) (half >>> 8 * lane);
    }

    /** Lane 0 to 7 of a half, zero-extended. */
    public static int extractU(long half, int lane) {
        return (int) (half >>> 8 * lane) & 0xFF;
    }

    /** A half with lane 0 to 7 replaced. */
    public static long replace(long half, int lane, int value) {
        int shift = 8 * lane;
        return half & ~(0xFFL << shift) | (value & 0xFFL) << shift;
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
        long bound = ((a & TOP) >>> 7) + ~TOP;
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

    /** The top bit of each lane is clear where the seven bits below are less in {@code a}. */
    private static long borrows(long a, long b) {
        return (a | TOP) - (b & ~TOP);
    }

    /** All bits of the lanes whose top bit is set; the other bits of the operand are zero. */
    private static long spread(long top) {
        return (top << 1) - (top >>> 7);
    }

    public static long shl(long a, int count) {
        int s = count & 7;
        return a << s & (0xFF << s & 0xFF) * ONE;
    }

    public static long shrS(long a, int count) {
        int s = count & 7;
        long kept = (0xFF >>> s) * ONE;
        return a >>> s & kept | spread(a & TOP) & ~kept;
    }

    public static long shrU(long a, int count) {
        int s = count & 7;
        return a >>> s & (0xFF >>> s) * ONE;
    }

    public static long popcnt(long a) {
        long pairs = a - (a >>> 1 & 0x5555_5555_5555_5555L);
        long nibbles = (pairs & 0x3333_3333_3333_3333L) + (pairs >>> 2 & 0x3333_3333_3333_3333L);
        return nibbles + (nibbles >>> 4) & 0x0F0F_0F0F_0F0F_0F0FL;
    }

    public static int allTrue(long low, long high) {
        return isNonZero(low) & isNonZero(high);
    }

    private static int isNonZero(long a) {
        return (((a & ~TOP) + ~TOP | a) & TOP) == TOP ? 1 : 0;
    }

    public static int bitmask(long low, long high) {
        return signs(low) | signs(high) << 8;
    }

    /** The top bits, lane k at bit k: the multiplication moves each from 8k to 56 + k. */
    private static int signs(long a) {
        return (int) (((a & TOP) >>> 7) * 0x0102_0408_1020_4080L >>> 56);
    }

    /** Eight lanes of 16 bits, signed, saturated to signed bytes. */
    public static long narrowS(long low, long high) {
        return packed(clamped(low, 0xFF80_FF80_FF80_FF80L, 0x007F_007F_007F_007FL))
                | packed(clamped(high, 0xFF80_FF80_FF80_FF80L, 0x007F_007F_007F_007FL)) << 32;
    }

    /** Eight lanes of 16 bits, signed, saturated to unsigned bytes. */
    public static long narrowU(long low, long high) {
        return packed(clamped(low, 0, EVEN)) | packed(clamped(high, 0, EVEN)) << 32;
    }

    private static long clamped(long a, long least, long most) {
        return I16x8.minS(I16x8.maxS(a, least), most);
    }

    /** The low bytes of four lanes of 16 bits, side by side. */
    private static long packed(long a) {
        long x = a & EVEN;
        x = (x | x >>> 8) & 0x0000_FFFF_0000_FFFFL;
        return (x | x >>> 16) & 0xFFFF_FFFFL;
    }

    /**
     * Half of a swizzle: each byte of {@code selectors} chooses a byte of the vector; from 16 on it chooses zero. The
     * relaxed form gives the same.
     */
    public static long swizzle(long low, long high, long selectors) {
        long result = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            int selector = (int) (selectors >>> shift) & 0xFF;
            long source = selector < 8 ? low : high;
            long chosen = selector < 16 ? source >>> 8 * selector & 0xFF : 0;
            result |= chosen << shift;
        }
        return result;
    }
}
