package dev.vespula.component.internal.binary;

import dev.vespula.component.internal.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Bytes that grow, and the primitive elements of the binary format. */
public final class ByteSink {
    private byte[] bytes = new byte[64];
    private int length;

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public void writeByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    public void writeBytes(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    void writeSlice(Slice slice) {
        writeBytes(slice.bytes(), slice.from(), slice.to());
    }

    /** An unsigned LEB128 number of 32 bits. */
    public void writeU32(int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        writeByte(rest);
    }

    /** A signed LEB128 number that is an unsigned one of 32 bits. */
    public void writeIndex(int value) {
        long rest = Integer.toUnsignedLong(value);
        while (rest >= 0x40) {
            writeByte((int) rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    /** A signed LEB128 number. */
    public void writeSigned(long value) {
        long rest = value;
        while (rest < -0x40 || rest >= 0x40) {
            writeByte((int) rest & 0x7F | 0x80);
            rest >>= 7;
        }
        writeByte((int) rest & 0x7F);
    }

    /** Four bytes, little-endian. */
    public void writeFixed32(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            writeByte(value >>> shift);
        }
    }

    public void writeName(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        writeU32(utf8.length);
        writeBytes(utf8, 0, utf8.length);
    }

    /** A vector. */
    public <T> void writeVector(Collection<T> elements, Consumer<T> element) {
        writeU32(elements.size());
        elements.forEach(element);
    }

    /** Something that may be absent. */
    public <T> void writeOptional(Optional<T> content, Consumer<T> element) {
        writeByte(content.isPresent() ? 1 : 0);
        content.ifPresent(element);
    }

    /** The bytes of another sink behind their length. */
    public void writeSized(ByteSink content) {
        writeU32(content.length);
        writeSink(content);
    }

    public void writeSink(ByteSink content) {
        writeBytes(content.bytes, 0, content.length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, length * 2));
        }
    }
}
