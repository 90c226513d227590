package dev.vespula.internal.numeric;

/** Arithmetic on 128-bit integers in two longs: the upper halves of results; the lower ones are Java's own operators. */
public final class WideOps {
    private WideOps() {}

    /** Upper half of a sum. */
    public static long addHigh(long aLow, long aHigh, long bLow, long bHigh) {
        long carry = (aLow & bLow | (aLow | bLow) & ~(aLow + bLow)) >>> 63;
        return aHigh + bHigh + carry;
    }

    /** Upper half of a difference. */
    public static long subHigh(long aLow, long aHigh, long bLow, long bHigh) {
        long borrow = (~aLow & bLow | (~aLow | bLow) & aLow - bLow) >>> 63;
        return aHigh - bHigh - borrow;
    }

    /** Upper half of a product of unsigned factors; {@code Math.unsignedMultiplyHigh} is newer than Java 17. */
    public static long mulHighU(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
