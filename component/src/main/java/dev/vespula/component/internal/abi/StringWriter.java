package dev.vespula.component.internal.abi;

import java.nio.charset.StandardCharsets;

/**
 * Writes a string to a guest's memory. The calls of its allocator are those that the specification prescribes for the encodings
 * on both sides; what the host writes counts as UTF-8 or UTF-16 of which the length is known. CanonicalABI.md, {@code store_string_into_range}.
 *
 * @param address where it stands
 * @param units number of code units, tagged where the encoding has a tag
 */
record StringWriter(long address, int units) {
    private static final int LATIN1_END = 0x100;

    /** Writes a {@link String} of the host or an {@link EncodedString} of a guest. */
    static StringWriter write(Lowering to, Object value) {
        if (value instanceof EncodedString encoded) {
            return switch (to.guest.encoding()) {
                case UTF8 -> utf8(to, encoded);
                case UTF16 -> utf16(to, encoded);
                case LATIN1_UTF16 -> latin1OrUtf16(to, encoded);
            };
        }
        String text = (String) value;
        return switch (to.guest.encoding()) {
            case UTF8 -> exact(to, text.getBytes(StandardCharsets.UTF_8), 1, -1);
            case UTF16 -> exact(to, text.getBytes(StandardCharsets.UTF_16LE), 2, text.length());
            case LATIN1_UTF16 -> isLatin1(text) ? exact(to, text.getBytes(StandardCharsets.ISO_8859_1), 2, -1)
                    : exact(to, text.getBytes(StandardCharsets.UTF_16LE), 2, text.length() | GuestStrings.UTF16_TAG);
        };
    }

    /** Bytes whose number is known. */
    private static StringWriter exact(Lowering to, byte[] bytes, int alignment, int units) {
        long address = to.allocate(bytes.length, alignment, "string");
        to.guest.memory().write(address, bytes);
        return new StringWriter(address, units == -1 ? bytes.length : units);
    }

    private static StringWriter utf8(Lowering to, EncodedString value) {
        byte[] bytes = value.text().getBytes(StandardCharsets.UTF_8);
        if (value.source() == EncodedString.Source.UTF8) {
            return exact(to, bytes, 1, -1);
        }
        int units = value.text().length();
        long most = value.source() == EncodedString.Source.LATIN1 ? 2L * units : 3L * units;
        long address = to.allocate(units, 1, "string");
        int ascii = asciiPrefix(bytes, units);
        to.guest.memory().write(address, bytes, 0, ascii);
        if (ascii < units) {
            address = to.reallocate(address, units, 1, most);
            to.guest.memory().write(address + ascii, bytes, ascii, bytes.length - ascii);
            if (bytes.length < most) {
                address = to.reallocate(address, most, 1, bytes.length);
            }
        }
        return new StringWriter(address, bytes.length);
    }

    private static int asciiPrefix(byte[] bytes, int most) {
        int length = 0;
        while (length < most && bytes[length] >= 0) {
            length++;
        }
        return length;
    }

    private static StringWriter utf16(Lowering to, EncodedString value) {
        String text = value.text();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        if (value.source() != EncodedString.Source.UTF8) {
            return exact(to, bytes, 2, text.length());
        }
        long most = 2L * utf8Length(text);
        long address = to.allocate(most, 2, "string");
        to.guest.memory().write(address, bytes);
        if (bytes.length < most) {
            address = to.reallocate(address, most, 2, bytes.length);
        }
        return new StringWriter(address, text.length());
    }

    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // A pair of surrogates takes four bytes.
            length += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return length;
    }

    private static StringWriter latin1OrUtf16(Lowering to, EncodedString value) {
        String text = value.text();
        if (value.source() == EncodedString.Source.LATIN1) {
            return exact(to, text.getBytes(StandardCharsets.ISO_8859_1), 2, -1);
        }
        if (value.source() == EncodedString.Source.TAGGED_UTF16) {
            return narrowed(to, text);
        }
        long units = value.source() == EncodedString.Source.UTF8 ? utf8Length(text) : text.length();
        long address = to.allocate(units, 2, "string");
        int narrow = latin1Prefix(text);
        byte[] latin1 = text.substring(0, narrow).getBytes(StandardCharsets.ISO_8859_1);
        to.guest.memory().write(address, latin1);
        if (narrow == text.length()) {
            if (narrow < units) {
                address = to.reallocate(address, units, 2, narrow);
            }
            return new StringWriter(address, narrow);
        }
        address = to.reallocate(address, units, 2, 2 * units);
        byte[] wide = text.getBytes(StandardCharsets.UTF_16LE);
        to.guest.memory().write(address, wide);
        if (wide.length < 2 * units) {
            address = to.reallocate(address, 2 * units, 2, wide.length);
        }
        return new StringWriter(address, text.length() | GuestStrings.UTF16_TAG);
    }

    /** UTF-16 that may turn out to be narrow. */
    private static StringWriter narrowed(Lowering to, String text) {
        byte[] wide = text.getBytes(StandardCharsets.UTF_16LE);
        long address = to.allocate(wide.length, 2, "string");
        to.guest.memory().write(address, wide);
        if (!isLatin1(text)) {
            return new StringWriter(address, text.length() | GuestStrings.UTF16_TAG);
        }
        to.guest.memory().write(address, text.getBytes(StandardCharsets.ISO_8859_1));
        return new StringWriter(to.reallocate(address, wide.length, 1, text.length()), text.length());
    }

    private static boolean isLatin1(String text) {
        return latin1Prefix(text) == text.length();
    }

    private static int latin1Prefix(String text) {
        int length = 0;
        while (length < text.length() && text.charAt(length) < LATIN1_END) {
            length++;
        }
        return length;
    }
}
