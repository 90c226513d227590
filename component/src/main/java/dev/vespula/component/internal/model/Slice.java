package dev.vespula.component.internal.model;

import java.util.Arrays;

/**
 * Bytes within a file, which nobody writes to.
 *
 * @param bytes the whole file
 * @param from offset of the first byte
 * @param to offset after the last byte
 */
public record Slice(byte[] bytes, int from, int to) {
    /** All of an array. */
    public Slice(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Number of bytes. */
    public int length() {
        return to - from;
    }

    /** The bytes for themselves. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
