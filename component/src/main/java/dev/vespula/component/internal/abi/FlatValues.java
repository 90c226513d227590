package dev.vespula.component.internal.abi;

/**
 * Core values in a row: i32 and the bits of f32 sign-extended to 64 bits. What was joined from values of different types is
 * read as the type that is wanted: whoever reads takes the low bits.
 */
public final class FlatValues {
    private final long[] values;
    private int next;

    /** Values to be read, or zeros to be written. */
    public FlatValues(long[] values) {
        this.values = values;
    }

    /** The next value. */
    long next() {
        return values[next++];
    }

    /** Sets the next value. */
    void put(long value) {
        values[next++] = value;
    }

    /** Where the next value is. */
    int position() {
        return next;
    }

    /** Goes on elsewhere. */
    void moveTo(int position) {
        next = position;
    }

    /** Makes an i32 or f32 that was put somewhere an i64: zero-extended, as joined values are. */
    void widen(int position) {
        values[position] &= 0xFFFF_FFFFL;
    }
}
