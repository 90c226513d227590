package dev.vespula.internal.memory;

/**
 * The content of a memory that is not one Java array. Callers have checked the bounds. Numbers are little-endian; a width
 * is 1, 2, 4 or 8 bytes, and of a number read only so many low bytes count.
 */
abstract class MemoryContent {
    private static final int COPY_BUFFER = 1 << 16;

    /** Makes room for so many bytes; the new ones are zero. */
    abstract void resize(long size);

    abstract byte get(long address);

    abstract void put(long address, byte value);

    long load(long address, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | get(address + i) & 0xFF;
        }
        return value;
    }

    void store(long address, long value, int width) {
        for (int i = 0; i < width; i++) {
            put(address + i, (byte) (value >>> 8 * i));
        }
    }

    abstract void read(long address, byte[] target, int from, int length);

    abstract void write(long address, byte[] source, int from, int length);

    abstract void fill(long address, byte value, long length);

    /** Copies between memories of which at least one is not an array, in the direction that overlap allows. */
    static void copy(LinearMemory target, long to, LinearMemory source, long from, long length) {
        byte[] buffer = new byte[(int) Math.min(length, COPY_BUFFER)];
        boolean backwards = target.hasContentOf(source) && to > from;
        for (long done = 0; done < length;) {
            int n = (int) Math.min(length - done, COPY_BUFFER);
            long at = backwards ? length - done - n : done;
            source.read(from + at, buffer, 0, n);
            target.write(to + at, buffer, 0, n);
            done += n;
        }
    }
}
