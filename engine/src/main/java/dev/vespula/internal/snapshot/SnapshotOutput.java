package dev.vespula.internal.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Numbers and bytes of a snapshot on their way to a stream, hashed as they pass. They go out in chunks with their length
 * in front, so that a reader can take whole chunks and none of what may follow a snapshot in the stream; a chunk of no
 * length and the hash come last.
 */
final class SnapshotOutput {
    private final OutputStream stream;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[1 << 16];
    private int count;

    SnapshotOutput(OutputStream stream, MessageDigest digest) {
        this.stream = stream;
        this.digest = digest;
    }

    void u8(int value) throws IOException {
        if (count == buffer.length) {
            flush();
        }
        buffer[count++] = (byte) value;
    }

    /** An unsigned number in as few bytes as it needs, seven bits each, lowest first. */
    void number(long value) throws IOException {
        long rest = value;
        while (rest >>> 7 != 0) {
            u8((int) rest | 0x80);
            rest >>>= 7;
        }
        u8((int) rest);
    }

    /** Eight bytes, lowest first. */
    void u64(long value) throws IOException {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            u8((int) (value >>> shift));
        }
    }

    void bytes(byte[] bytes) throws IOException {
        bytes(bytes, 0, bytes.length);
    }

    private void bytes(byte[] bytes, int from, int to) throws IOException {
        int length = to - from;
        if (length > buffer.length - count) {
            flush();
            if (length >= buffer.length) {
                chunk(bytes, from, length);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, count, length);
        count += length;
    }

    /** Bytes with their number in front. */
    void sized(byte[] bytes) throws IOException {
        sized(bytes, 0, bytes.length);
    }

    /** A part of an array with the number of its bytes in front. */
    void sized(byte[] bytes, int from, int to) throws IOException {
        number(to - from);
        bytes(bytes, from, to);
    }

    void numbers(int[] values) throws IOException {
        number(values.length);
        for (int value : values) {
            number(value);
        }
    }

    /** Ends the content with its hash. */
    void finish() throws IOException {
        flush();
        length(0);
        stream.write(digest.digest());
        stream.flush();
    }

    private void flush() throws IOException {
        if (count > 0) {
            chunk(buffer, 0, count);
            count = 0;
        }
    }

    private void chunk(byte[] bytes, int from, int length) throws IOException {
        digest.update(bytes, from, length);
        length(length);
        stream.write(bytes, from, length);
    }

    private void length(int length) throws IOException {
        stream.write(new byte[] {(byte) length, (byte) (length >>> 8), (byte) (length >>> 16), (byte) (length >>> 24)});
    }
}
