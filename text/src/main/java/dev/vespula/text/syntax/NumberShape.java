package dev.vespula.text.syntax;

/** Digits, groups of them with single underscores between, and what kind of number a word is, if any. */
final class NumberShape {
    private NumberShape() {}

    /** {@code NATURAL}, {@code SIGNED}, {@code FLOAT} or {@code RESERVED}. */
    static byte kind(byte[] bytes, int start, int end) {
        int i = start;
        boolean signed = bytes[i] == '+' || bytes[i] == '-';
        if (signed) {
            i++;
        }
        if (i == end) {
            return TokenKind.RESERVED;
        }
        if (signed && isSpecialFloat(bytes, i, end)) {
            return TokenKind.FLOAT;
        }
        int radix = isHexPrefix(bytes, i, end) ? 16 : 10;
        if (radix == 16) {
            i += 2;
        }
        int whole = run(bytes, i, end, radix);
        if (whole == i) {
            return TokenKind.RESERVED;
        }
        if (whole == end) {
            return signed ? TokenKind.SIGNED : TokenKind.NATURAL;
        }
        return isFraction(bytes, whole, end, radix) ? TokenKind.FLOAT : TokenKind.RESERVED;
    }

    static boolean isHexPrefix(byte[] bytes, int from, int end) {
        return end - from > 2 && bytes[from] == '0' && bytes[from + 1] == 'x';
    }

    /** {@code inf}, {@code nan}, {@code nan:0x...}; not the patterns of assertions. */
    static boolean isSpecialFloat(byte[] bytes, int from, int end) {
        int length = end - from;
        if (length < 3) {
            return false;
        }
        if (length == 3) {
            return isWord(bytes, from, "inf") || isWord(bytes, from, "nan");
        }
        return length > 6 && isWord(bytes, from, "nan:0x") && areHex(bytes, from + 6, end);
    }

    /** What follows the whole part: an optional fraction and an optional exponent, at least one of them. */
    private static boolean isFraction(byte[] bytes, int from, int end, int radix) {
        int i = from;
        if (bytes[i] == '.') {
            i = run(bytes, i + 1, end, radix);
            if (i == end) {
                return true;
            }
        }
        int letter = bytes[i] | 0x20;
        if (letter != (radix == 16 ? 'p' : 'e')) {
            return false;
        }
        i++;
        if (i < end && (bytes[i] == '+' || bytes[i] == '-')) {
            i++;
        }
        return i < end && run(bytes, i, end, 10) == end;
    }

    private static boolean isWord(byte[] bytes, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

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
