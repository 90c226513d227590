package dev.vespula.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the primitive elements of the binary format. */
public class ByteWriter<W extends ByteWriter<W>> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @SuppressWarnings("unchecked")
    private W self() {
        return (W) this;
    }

    /** Bytes as they are. */
    public final W raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return self();
    }

    /** Bytes as they are. */
    public final W raw(byte[] values) {
        bytes.writeBytes(values);
        return self();
    }

    /** An unsigned LEB128 number in as few bytes as possible. */
    public final W unsigned(long value) {
        long rest = value;
        while (Long.compareUnsigned(rest, 0x7F) > 0) {
            bytes.write((int) rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        return raw((int) rest);
    }

    /** A signed LEB128 number in as few bytes as possible. */
    public final W signed(long value) {
        long rest = value;
        while (rest < -64 || rest > 63) {
            bytes.write((int) rest & 0x7F | 0x80);
            rest >>= 7;
        }
        return raw((int) rest & 0x7F);
    }

    /** Little-endian bytes of a number. */
    public final W fixed(long value, int count) {
        for (int k = 0; k < count; k++) {
            bytes.write((int) (value >>> 8 * k));
        }
        return self();
    }

    /** Length and UTF-8 bytes. */
    public final W name(String text) {
        return vector(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length and bytes. */
    public final W vector(byte[] values) {
        return unsigned(values.length).raw(values);
    }

    public final byte[] toBytes() {
        return bytes.toByteArray();
    }

    public final int size() {
        return bytes.size();
    }
}
