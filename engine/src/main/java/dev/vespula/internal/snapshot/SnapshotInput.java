package dev.vespula.internal.snapshot;

import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Numbers and bytes of a snapshot from a stream, hashed as they pass. What is announced is never allocated before it is
 * there, so a short stream cannot make a large array.
 */
final class SnapshotInput {
    private static final int STEP = 1 << 16;

    private final InputStream stream;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[STEP];
    private int at;
    private int end;
    /** Bytes of the current chunk that are still in the stream. */
    private int remaining;

    SnapshotInput(InputStream stream, MessageDigest digest) {
        this.stream = stream;
        this.digest = digest;
    }

    int u8() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xFF;
    }

    private void fill() throws IOException {
        begin();
        end = stream.read(buffer, 0, Math.min(remaining, buffer.length));
        if (end <= 0) {
            end = 0;
            throw truncated();
        }
        digest.update(buffer, 0, end);
        remaining -= end;
    }

    /** Makes sure that the current chunk has bytes that were not taken. */
    private void begin() throws IOException {
        at = 0;
        end = 0;
        if (remaining == 0) {
            remaining = length();
            if (remaining <= 0) {
                throw corrupt("its content ends too early");
            }
        }
    }

    private int length() throws IOException {
        byte[] bytes = stream.readNBytes(Integer.BYTES);
        if (bytes.length < Integer.BYTES) {
            throw truncated();
        }
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16 | bytes[3] << 24;
    }

    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw corrupt("a number that is too long");
    }

    /** A number that is an int and not negative. */
    int count() throws IOException {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw corrupt("a number that is too large");
        }
        return (int) value;
    }

    /** A number below a bound. */
    int index(int bound) throws IOException {
        int value = count();
        if (value >= bound) {
            throw corrupt("a number that refers to nothing");
        }
        return value;
    }

    long u64() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (long) u8() << shift;
        }
        return value;
    }

    byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, STEP)];
        int done = 0;
        while (done < length) {
            if (done == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * done));
            }
            done += some(bytes, done);
        }
        return bytes;
    }

    private int some(byte[] bytes, int from) throws IOException {
        int length = Math.min(bytes.length - from, end - at);
        if (length > 0) {
            System.arraycopy(buffer, at, bytes, from, length);
            at += length;
            return length;
        }
        begin();
        int read = stream.read(bytes, from, Math.min(remaining, bytes.length - from));
        if (read <= 0) {
            throw truncated();
        }
        digest.update(bytes, from, read);
        remaining -= read;
        return read;
    }

    byte[] sized() throws IOException {
        return bytes(count());
    }

    int[] numbers(int bound) throws IOException {
        int count = count();
        int[] values = new int[Math.min(count, STEP)];
        for (int i = 0; i < count; i++) {
            if (i == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * i));
            }
            values[i] = index(bound);
        }
        return values;
    }

    /** Whether the hash that follows is that of what was read. */
    void finish() throws IOException {
        if (at < end || remaining > 0 || length() != 0) {
            throw corrupt("it has more content than it should");
        }
        byte[] expected = digest.digest();
        byte[] found = stream.readNBytes(expected.length);
        if (found.length < expected.length) {
            throw truncated();
        }
        if (!MessageDigest.isEqual(expected, found)) {
            throw corrupt("its checksum is wrong");
        }
    }

    static SnapshotException corrupt(String detail) {
        return new SnapshotException(Reason.CORRUPT, "the snapshot was changed or damaged: " + detail);
    }

    private static SnapshotException truncated() {
        return new SnapshotException(Reason.TRUNCATED, "the snapshot ends too early");
    }
}
