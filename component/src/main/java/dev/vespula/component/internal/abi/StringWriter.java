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
    /** Writes a string of the host. */
    static StringWriter write(Lowering to, String text) {
        return switch (to.guest.encoding()) {
            case UTF8 -> exact(to, text.getBytes(StandardCharsets.UTF_8), 1, -1);
            case UTF16 -> exact(to, text.getBytes(StandardCharsets.UTF_16LE), 2, text.length());
            case LATIN1_UTF16 -> GuestStrings.isLatin1(text) ? exact(to, text.getBytes(StandardCharsets.ISO_8859_1), 2, -1)
                    : exact(to, text.getBytes(StandardCharsets.UTF_16LE), 2, text.length() | GuestStrings.UTF16_TAG);
        };
    }

    /** Bytes whose number is known. */
    private static StringWriter exact(Lowering to, byte[] bytes, int alignment, int units) {
        long address = to.allocate(bytes.length, alignment);
        to.guest.memory().write(address, bytes);
        return new StringWriter(address, units == -1 ? bytes.length : units);
    }
}
