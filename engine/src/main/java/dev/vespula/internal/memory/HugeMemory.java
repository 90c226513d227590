package dev.vespula.internal.memory;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import java.util.Arrays;

/**
 * The content of a memory of more than 2 GiB: chunks of 64 MiB, each allocated when it is first written. Slower than one
 * array (two dependent loads more), but it serves every size that the heap holds, and a large sparse memory costs only
 * what it touches. A chunk that the heap has no room for is the trap "out of system memory". Callers have checked the
 * bounds.
 */
final class HugeMemory extends MemoryContent {
    private static final int CHUNK_LOG2 = 26;
    private static final int CHUNK = 1 << CHUNK_LOG2;

    private byte[][] chunks;

    HugeMemory(long size) {
        chunks = new byte[count(size)][];
    }

    private static int count(long size) {
        long count = size + CHUNK - 1 >>> CHUNK_LOG2;
        if (count > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("linear memory of " + size + " bytes");
        }
        return (int) count;
    }

    @Override
    void resize(long size) {
        int count = count(size);
        if (count > chunks.length) {
            chunks = Arrays.copyOf(chunks, count);
        }
    }

    @Override
    byte get(long address) {
        byte[] chunk = chunks[(int) (address >>> CHUNK_LOG2)];
        return chunk == null ? 0 : chunk[(int) address & CHUNK - 1];
    }

    @Override
    void put(long address, byte value) {
        int index = (int) (address >>> CHUNK_LOG2);
        if (chunks[index] != null || value != 0) {
            written(index)[(int) address & CHUNK - 1] = value;
        }
    }

    /** A chunk to write to. */
    private byte[] written(int index) {
        byte[] chunk = chunks[index];
        if (chunk == null) {
            try {
                chunk = new byte[CHUNK];
            } catch (OutOfMemoryError e) {
                throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
            }
            chunks[index] = chunk;
        }
        return chunk;
    }

    @Override
    void read(long address, byte[] target, int from, int length) {
        while (length > 0) {
            byte[] chunk = chunks[(int) (address >>> CHUNK_LOG2)];
            int at = (int) address & CHUNK - 1;
            int n = Math.min(length, CHUNK - at);
            if (chunk == null) {
                Arrays.fill(target, from, from + n, (byte) 0);
            } else {
                System.arraycopy(chunk, at, target, from, n);
            }
            address += n;
            from += n;
            length -= n;
        }
    }

    @Override
    void write(long address, byte[] source, int from, int length) {
        while (length > 0) {
            int index = (int) (address >>> CHUNK_LOG2);
            int at = (int) address & CHUNK - 1;
            int n = Math.min(length, CHUNK - at);
            System.arraycopy(source, from, written(index), at, n);
            address += n;
            from += n;
            length -= n;
        }
    }

    @Override
    void fill(long address, byte value, long length) {
        while (length > 0) {
            int index = (int) (address >>> CHUNK_LOG2);
            int at = (int) address & CHUNK - 1;
            int n = (int) Math.min(length, CHUNK - at);
            if (chunks[index] != null || value != 0) {
                Arrays.fill(written(index), at, at + n, value);
            }
            address += n;
            length -= n;
        }
    }
}
