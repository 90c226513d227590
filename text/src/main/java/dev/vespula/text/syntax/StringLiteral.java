package dev.vespula.text.syntax;

/** String literals: where they end, what is wrong with them, the bytes they stand for. */
public final class StringLiteral {
    private StringLiteral() {}

    /**
     * The offset behind the closing quote of the literal whose opening quote stands at {@code quote}, or the bitwise
     * complement of the offset where it goes wrong.
     */
    static int end(byte[] bytes, int quote) {
        int i = quote + 1;
        while (i < bytes.length) {
            int c = bytes[i];
            if (c == '"') {
                return i + 1;
            }
            if (c >= 0 && c < 0x20 || c == 0x7F) {
                return ~i;
            }
            if (c == '\\') {
                int length = escapeLength(bytes, i);
                if (length == 0) {
                    return ~i;
                }
                i += length;
            } else {
                i++;
            }
        }
        return ~i;
    }

    static String problem(byte[] bytes, int quote, int offset) {
        if (offset >= bytes.length || bytes[offset] == '\n' || bytes[offset] == '\r') {
            return "unclosed string";
        }
        return bytes[offset] == '\\' ? "illegal escape" : "illegal control character in string literal";
    }

    /** The bytes of a well-formed literal that goes from {@code start} to {@code end}, quotes included. */
    public static byte[] decode(byte[] bytes, int start, int end) {
        Bytes out = new Bytes(end - start - 2);
        decode(bytes, start, end, out);
        return out.size() == out.array().length ? out.array() : out.toArray();
    }

    /** As {@link #decode(byte[], int, int)}, appended to {@code out}. */
    public static void decode(byte[] bytes, int start, int end, Bytes out) {
        int i = start + 1;
        while (i < end - 1) {
            int run = i;
            while (i < end - 1 && bytes[i] != '\\') {
                i++;
            }
            out.put(bytes, run, i - run);
            if (i < end - 1) {
                decodeEscape(bytes, i, out);
                i += escapeLength(bytes, i);
            }
        }
    }

    private static void decodeEscape(byte[] bytes, int backslash, Bytes out) {
        int c = bytes[backslash + 1];
        switch (c) {
            case 't' -> out.put('\t');
            case 'n' -> out.put('\n');
            case 'r' -> out.put('\r');
            case '"', '\'', '\\' -> out.put(c);
            case 'u' -> {
                int value = 0;
                for (int i = backslash + 3; bytes[i] != '}'; i++) {
                    value = bytes[i] == '_' ? value : value << 4 | NumberShape.value(bytes[i]);
                }
                encode(value, out);
            }
            default -> out.put(NumberShape.value(bytes[backslash + 1]) << 4 | NumberShape.value(bytes[backslash + 2]));
        }
    }

    private static void encode(int character, Bytes out) {
        if (character < 0x80) {
            out.put(character);
        } else if (character < 0x800) {
            out.put(0xC0 | character >> 6).put(0x80 | character & 0x3F);
        } else if (character < 0x10000) {
            out.put(0xE0 | character >> 12).put(0x80 | character >> 6 & 0x3F).put(0x80 | character & 0x3F);
        } else {
            out.put(0xF0 | character >> 18).put(0x80 | character >> 12 & 0x3F).put(0x80 | character >> 6 & 0x3F)
                    .put(0x80 | character & 0x3F);
        }
    }

    /** Bytes of the escape sequence beginning with the backslash at {@code i}, 0 when it is illegal. */
    private static int escapeLength(byte[] bytes, int i) {
        if (i + 1 >= bytes.length) {
            return 0;
        }
        switch (bytes[i + 1]) {
            case 't', 'n', 'r', '"', '\'', '\\' :
                return 2;
            case 'u' :
                return unicodeEscapeLength(bytes, i);
            default :
                boolean hex = i + 2 < bytes.length && NumberShape.isHex(bytes[i + 1]) && NumberShape.isHex(bytes[i + 2]);
                return hex ? 3 : 0;
        }
    }

    private static int unicodeEscapeLength(byte[] bytes, int i) {
        if (i + 2 >= bytes.length || bytes[i + 2] != '{') {
            return 0;
        }
        int end = i + 3;
        while (end < bytes.length && bytes[end] != '}' && bytes[end] != '"') {
            end++;
        }
        if (end >= bytes.length || bytes[end] != '}' || !NumberShape.areHex(bytes, i + 3, end)) {
            return 0;
        }
        long value = 0;
        for (int k = i + 3; k < end && value <= 0x10FFFF; k++) {
            value = bytes[k] == '_' ? value : value << 4 | NumberShape.value(bytes[k]);
        }
        return value > 0x10FFFF || value >= 0xD800 && value < 0xE000 ? 0 : end + 1 - i;
    }
}
