package dev.vespula.text.printer;

import java.nio.charset.StandardCharsets;

/** Strings and identifiers as they are written in texts. */
final class Quoted {
    private static final String SYMBOLS = "!#$%&'*+-./:<=>?@\\^_`|~";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Quoted() {}

    /** A name in quotes; letters of all languages stay as they are. */
    static String name(String name) {
        StringBuilder out = new StringBuilder(name.length() + 2).append('"');
        name.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x80 ? c >= 0x20 && c < 0x7F : Character.isLetterOrDigit(c)) {
                out.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escape(out, b);
                }
            }
        });
        return out.append('"').toString();
    }

    /** Appends bytes as they stand between quotes. */
    static void bytes(StringBuilder out, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b >= 0x20 && b < 0x7F && b != '"' && b != '\\') {
                out.append((char) b);
            } else {
                escape(out, b);
            }
        }
    }

    /** A non-empty name as an identifier, quoted where it must be. */
    static String identifier(String name) {
        return "$" + (isPlain(name) ? name : name(name));
    }

    private static void escape(StringBuilder out, byte b) {
        out.append('\\').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
                || SYMBOLS.indexOf(c) >= 0);
    }
}
