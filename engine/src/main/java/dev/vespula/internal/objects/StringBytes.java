package dev.vespula.internal.objects;

/** What the strings of builtin functions take of a limit of bytes: all as if of two bytes for each code unit. */
public final class StringBytes {
    /** What HotSpot usually takes for the string, and for its array. */
    private static final int STRING_BYTES = 40;

    private StringBytes() {}

    /** What a string of so many code units takes. */
    public static long heapBytes(long units) {
        return STRING_BYTES + bytes(units);
    }

    /** Bytes of so many code units. */
    public static long bytes(long units) {
        return units * Character.BYTES;
    }
}
