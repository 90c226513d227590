package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.internal.runtime.BorderTraps;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads strings from memories of guests. CanonicalABI.md, {@code load_string_from_range}. */
public final class GuestStrings {
    /** Set in the number of code units of latin1+utf16 where they are UTF-16. */
    public static final int UTF16_TAG = 1 << 31;
    private static final int LATIN1_END = 0x100;

    private GuestStrings() {}

    /** The string at a pointer. */
    static String read(Lifting from, long pointer, int taggedUnits) {
        StringEncoding encoding = from.guest.encoding();
        boolean isTagged = encoding == StringEncoding.LATIN1_UTF16 && (taggedUnits & UTF16_TAG) != 0;
        boolean isWide = isTagged || encoding == StringEncoding.UTF16;
        long units = (isTagged ? taggedUnits ^ UTF16_TAG : taggedUnits) & 0xFFFF_FFFFL;
        long length = isWide ? 2 * units : units;
        long address = from.pointer(pointer, length, encoding == StringEncoding.UTF8 ? 1 : 2, "string");
        from.charge(2 * length);
        byte[] bytes = from.guest.memory().read(address, (int) length);
        return isWide ? utf16(bytes) : encoding == StringEncoding.UTF8 ? utf8(bytes)
                : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * The string that bytes are in UTF-8.
     *
     * @throws dev.vespula.Trap if they are none
     */
    public static String utf8(byte[] bytes) {
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            boolean isCut = in.position() + result.length() == bytes.length && isPrefix(bytes, in.position());
            throw BorderTraps.invalid(isCut ? "incomplete utf-8 byte sequence" : "invalid utf-8");
        }
        return out.flip().toString();
    }

    /** Whether what begins here is only too short. */
    private static boolean isPrefix(byte[] bytes, int start) {
        int lead = bytes[start] & 0xFF;
        int wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        return lead >= 0xC2 && lead <= 0xF4 && bytes.length - start < wanted;
    }

    /** Whether Latin-1 can hold a string. */
    public static boolean isLatin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= LATIN1_END) {
                return false;
            }
        }
        return true;
    }

    /** Whether all are less than 128. */
    public static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The string that bytes are in UTF-16, little-endian.
     *
     * @throws dev.vespula.Trap if they are none
     */
    public static String utf16(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_16LE);
        for (int i = 0; i < text.length(); i++) {
            char unit = (char) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
            if (Character.isSurrogate(unit)) {
                boolean isPair = Character.isHighSurrogate(unit) && 2 * i + 3 < bytes.length
                        && Character.isLowSurrogate((char) (bytes[2 * i + 2] & 0xFF | bytes[2 * i + 3] << 8));
                if (!isPair) {
                    throw BorderTraps.invalid("unpaired surrogate found: invalid utf-16");
                }
                i++;
            }
        }
        return text;
    }
}
