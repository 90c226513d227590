package dev.vespula.internal.numeric;

/**
 * Vectors of bytes, one half (eight lanes in a long, the first one lowest) at a time. What treats each lane alone is one
 * function that serves both halves; what moves lanes between halves says in its name which part it computes.
 *
 * <p>All lanes are computed at once inside the long: additions keep carries from crossing lanes by leaving out the top
 * bits, comparisons make a top bit for each lane and spread it.
 */
public final class I8x16 extends I8x16Lanes {
    private static final long EVEN = 0x00FF_00FF_00FF_00FFL;

    private I8x16() {}

    public static long popcnt(long a) {
        long pairs = a - (a >>> 1 & 0x5555_5555_5555_5555L);
        long nibbles = (pairs & 0x3333_3333_3333_3333L) + (pairs >>> 2 & 0x3333_3333_3333_3333L);
        return nibbles + (nibbles >>> 4) & 0x0F0F_0F0F_0F0F_0F0FL;
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
