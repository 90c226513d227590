package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.task.GuestFault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a block whose size is known when it is written. */
final class ByteOutput {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int size;

    ByteOutput(int expected) {
        bytes = new byte[Math.max(64, expected)];
    }

    /** Writes the lowest 8 bits. */
    ByteOutput put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteOutput put(byte[] array, int offset, int length) {
        reserve(length);
        System.arraycopy(array, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Writes the lowest bytes of a number, the highest of them first. */
    ByteOutput putBigEndian(long value, int width) {
        for (int shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((int) (value >> shift));
        }
        return this;
    }

    /** Writes characters up to U+00FF, each as its byte. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) copies such text without an array of its own.
    ByteOutput putLatin(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, size);
        size += text.length();
        return this;
    }

    ByteOutput putUtf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return put(utf8, 0, utf8.length);
    }

    private void reserve(int more) {
        long needed = (long) size + more;
        if (needed > bytes.length) {
            if (needed > MAX_BYTES) {
                throw new GuestFault(UdfErrorKind.LIMIT, "a block of more than 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, bytes.length * 2L)));
        }
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
