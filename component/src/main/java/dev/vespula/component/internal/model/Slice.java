package dev.vespula.component.internal.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes within a file, which nobody writes to. Slices are equal when their bytes are.
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice slice && Arrays.equals(bytes, from, to, slice.bytes, slice.from, slice.to);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes, from, length()).hashCode();
    }

    @Override
    public String toString() {
        return length() + " bytes from 0x" + Integer.toHexString(from);
    }
}
