package dev.vespula.text.syntax;

/** Digits and groups of digits with single underscores between them. */
final class Digits {
    private Digits() {}

    static boolean isDecimal(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(int c) {
        return isDecimal(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** The value of a digit that is known to be one. */
    static int value(int c) {
        return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    }

    /** Whether the bytes are at least one hexadecimal digit, with single underscores only between digits. */
    static boolean areHex(byte[] bytes, int from, int to) {
        return from < to && run(bytes, from, to, 16) == to;
    }

    /**
     * The end of the longest group of digits that begins at {@code from}; {@code from} itself when no digit is there.
     */
    static int run(byte[] bytes, int from, int to, int radix) {
        int i = from;
        while (i < to && digit(bytes[i], radix)) {
            i++;
            if (i + 1 < to && bytes[i] == '_' && digit(bytes[i + 1], radix)) {
                i++;
            }
        }
        return i;
    }

    private static boolean digit(int c, int radix) {
        return radix == 16 ? isHex(c) : isDecimal(c);
    }
}
