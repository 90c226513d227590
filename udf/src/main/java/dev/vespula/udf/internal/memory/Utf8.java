package dev.vespula.udf.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are UTF-8, as Unicode 15 has it in table 3-7: no surrogates, nothing overlong, nothing beyond U+10FFFF. */
public final class Utf8 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    public static boolean isValid(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            // Most text is ASCII: eight bytes at once.
            if (end - at >= Long.BYTES && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
                continue;
            }
            int size = sizeAt(bytes, at, end);
            if (size == 0) {
                return false;
            }
            at += size;
        }
        return true;
    }

    /** Bytes of the character at a place; 0 if there is none. */
    private static int sizeAt(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        int size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (end - at < size) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        boolean isValid = second >= low && second <= high;
        for (int i = 2; i < size; i++) {
            isValid &= (bytes[at + i] & 0xc0) == 0x80;
        }
        return isValid ? size : 0;
    }
}
