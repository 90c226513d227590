package dev.vespula.internal.snapshot;

import java.nio.charset.StandardCharsets;

/**
 * Strings as bytes: all sequences of code units, unpaired surrogates too. The first byte tells whether one byte or two are a code
 * unit, which most strings of programs have one of.
 */
final class TextBytes {
    private static final byte LATIN_1 = 1;
    private static final byte UTF_16 = 2;

    private TextBytes() {}

    /** The bytes of a string. */
    static byte[] of(String text) {
        byte[] narrow = new byte[text.length() + 1];
        narrow[0] = LATIN_1;
        for (int k = 0; k < text.length(); k++) {
            char unit = text.charAt(k);
            if (unit > 0xFF) {
                return wide(text);
            }
            narrow[k + 1] = (byte) unit;
        }
        return narrow;
    }

    private static byte[] wide(String text) {
        // Too long for an array only where the text is too long for a snapshot.
        byte[] bytes = new byte[Math.addExact(Math.multiplyExact(2, text.length()), 1)];
        bytes[0] = UTF_16;
        for (int k = 0; k < text.length(); k++) {
            char unit = text.charAt(k);
            bytes[2 * k + 1] = (byte) unit;
            bytes[2 * k + 2] = (byte) (unit >>> Byte.SIZE);
        }
        return bytes;
    }

    /** The string of such bytes, which may be anybody's. */
    static String text(byte[] bytes) {
        boolean isNarrow = bytes.length > 0 && bytes[0] == LATIN_1;
        StateRestorer.require(isNarrow || bytes.length % 2 == 1 && bytes[0] == UTF_16, "a string of impossible bytes");
        if (isNarrow) {
            return new String(bytes, 1, bytes.length - 1, StandardCharsets.ISO_8859_1);
        }
        char[] units = new char[bytes.length / 2];
        for (int k = 0; k < units.length; k++) {
            units[k] = (char) (bytes[2 * k + 1] & 0xFF | bytes[2 * k + 2] << Byte.SIZE);
        }
        return new String(units);
    }
}
