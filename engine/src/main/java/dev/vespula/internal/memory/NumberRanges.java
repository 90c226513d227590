package dev.vespula.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Ranges of a memory as numbers in Java arrays, little-endian. A range is one access: its bounds are checked before anything is
 * copied, first those of the memory, then those of the array.
 */
public final class NumberRanges {
    /** Bytes that are copied at once where the content is not one array. */
    private static final int PIECE = 1 << 13;

    private NumberRanges() {}

    /** Copies some numbers between bytes, from the buffer's position on, and an array from an index on. */
    private interface Copy {
        void copy(ByteBuffer bytes, int from, int count);
    }

    /** Reads numbers into part of an array. */
    public static void read(LinearMemory memory, long address, short[] target, int offset, int length) {
        read(memory, address, Short.BYTES, target.length, offset, length, (bytes, from, count) -> bytes.asShortBuffer().get(
                target, from, count));
    }

    /** Reads numbers into part of an array. */
    public static void read(LinearMemory memory, long address, int[] target, int offset, int length) {
        read(memory, address, Integer.BYTES, target.length, offset, length, (bytes, from, count) -> bytes.asIntBuffer().get(
                target, from, count));
    }

    /** Reads numbers into part of an array. */
    public static void read(LinearMemory memory, long address, long[] target, int offset, int length) {
        read(memory, address, Long.BYTES, target.length, offset, length, (bytes, from, count) -> bytes.asLongBuffer().get(
                target, from, count));
    }

    /** Reads numbers into part of an array. */
    public static void read(LinearMemory memory, long address, float[] target, int offset, int length) {
        read(memory, address, Float.BYTES, target.length, offset, length, (bytes, from, count) -> bytes.asFloatBuffer().get(
                target, from, count));
    }

    /** Reads numbers into part of an array. */
    public static void read(LinearMemory memory, long address, double[] target, int offset, int length) {
        read(memory, address, Double.BYTES, target.length, offset, length, (bytes, from, count) -> bytes.asDoubleBuffer().get(
                target, from, count));
    }

    /** Writes part of an array. */
    public static void write(LinearMemory memory, long address, short[] source, int offset, int length) {
        write(memory, address, Short.BYTES, source.length, offset, length, (bytes, from, count) -> bytes.asShortBuffer().put(
                source, from, count));
    }

    /** Writes part of an array. */
    public static void write(LinearMemory memory, long address, int[] source, int offset, int length) {
        write(memory, address, Integer.BYTES, source.length, offset, length, (bytes, from, count) -> bytes.asIntBuffer().put(
                source, from, count));
    }

    /** Writes part of an array. */
    public static void write(LinearMemory memory, long address, long[] source, int offset, int length) {
        write(memory, address, Long.BYTES, source.length, offset, length, (bytes, from, count) -> bytes.asLongBuffer().put(
                source, from, count));
    }

    /** Writes part of an array. */
    public static void write(LinearMemory memory, long address, float[] source, int offset, int length) {
        write(memory, address, Float.BYTES, source.length, offset, length, (bytes, from, count) -> bytes.asFloatBuffer().put(
                source, from, count));
    }

    /** Writes part of an array. */
    public static void write(LinearMemory memory, long address, double[] source, int offset, int length) {
        write(memory, address, Double.BYTES, source.length, offset, length, (bytes, from, count) -> bytes.asDoubleBuffer().put(
                source, from, count));
    }

    private static void read(LinearMemory memory, long address, int width, int size, int offset, int length, Copy copy) {
        check(memory, address, width, size, offset, length);
        if (memory.isFlat()) {
            copy.copy(flat(memory, address, width * length), offset, length);
            return;
        }
        byte[] piece = new byte[(int) Math.min(PIECE, (long) width * length)];
        for (int done = 0; done < length;) {
            int count = Math.min(length - done, PIECE / width);
            memory.read(address + (long) done * width, piece, 0, count * width);
            copy.copy(ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN), offset + done, count);
            done += count;
        }
    }

    private static void write(LinearMemory memory, long address, int width, int size, int offset, int length, Copy copy) {
        check(memory, address, width, size, offset, length);
        if (memory.isFlat()) {
            copy.copy(flat(memory, address, width * length), offset, length);
            return;
        }
        byte[] piece = new byte[(int) Math.min(PIECE, (long) width * length)];
        for (int done = 0; done < length;) {
            int count = Math.min(length - done, PIECE / width);
            copy.copy(ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN), offset + done, count);
            memory.write(address + (long) done * width, piece, 0, count * width);
            done += count;
        }
    }

    private static ByteBuffer flat(LinearMemory memory, long address, int length) {
        return ByteBuffer.wrap(memory.bytes, (int) address, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void check(LinearMemory memory, long address, int width, int size, int offset, int length) {
        memory.check(address, (long) width * length);
        Objects.checkFromIndexSize(offset, length, size);
    }
}
