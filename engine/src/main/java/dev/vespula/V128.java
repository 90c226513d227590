package dev.vespula;

/**
 * A 128-bit vector.
 *
 * <pre>{@code
 * V128 ones = new V128(0x0000000100000001L, 0x0000000100000001L);      // i32x4 1 1 1 1
 * int firstLane = (int) ones.low();
 * Val argument = Val.v128(ones);
 * }</pre>
 *
 * @param low  the first eight bytes, little-endian
 * @param high the last eight bytes, little-endian
 */
public record V128(long low, long high) {
    /** All bits zero. */
    public static final V128 ZERO = new V128(0, 0);

    /** {@code 0x} and 32 hexadecimal digits, most significant first. */
    @Override
    public String toString() {
        return String.format("0x%016X%016X", high, low);
    }
}
