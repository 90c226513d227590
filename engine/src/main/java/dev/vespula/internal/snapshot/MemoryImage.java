package dev.vespula.internal.snapshot;

import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.MemoryShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A memory: its pieces that are not full of zeros.
 *
 * @param site   where it is declared
 * @param shape  as declared by whoever defined it
 * @param pages  the size
 * @param pieces the content; what lies between is zero
 */
public record MemoryImage(StoreImage.Site site, MemoryShape shape, long pages, List<Piece> pieces) {
    /** The most bytes in a piece. */
    static final int MOST = 1 << 20;
    /** Zeros are left out by so many: fewer would make many small pieces in memory. Written are fewer, see ZeroRuns. */
    private static final int BLOCK = 1 << 12;
    private static final byte[] ZEROS = new byte[BLOCK];

    /** Some bytes at an address. */
    public record Piece(long address, byte[] bytes) {
        /** The address behind it. */
        long end() {
            return address + bytes.length;
        }
    }

    /** The image of a memory. */
    static MemoryImage of(LinearMemory memory, StoreImage.Site site) {
        long size = memory.size();
        List<Piece> pieces = new ArrayList<>();
        byte[] window = new byte[(int) Math.min(size, MOST)];
        for (long at = 0; at < size; at += window.length) {
            int length = (int) Math.min(window.length, size - at);
            memory.read(at, window, 0, length);
            addPieces(pieces, at, window, length);
        }
        return new MemoryImage(site, memory.shape(), memory.pages(), List.copyOf(pieces));
    }

    private static void addPieces(List<Piece> pieces, long address, byte[] window, int length) {
        int from = -1;
        for (int at = 0; at < length; at += BLOCK) {
            int end = Math.min(at + BLOCK, length);
            boolean zero = Arrays.equals(window, at, end, ZEROS, 0, end - at);
            if (zero && from >= 0) {
                pieces.add(new Piece(address + from, Arrays.copyOfRange(window, from, at)));
                from = -1;
            } else if (!zero && from < 0) {
                from = at;
            }
        }
        if (from >= 0) {
            pieces.add(new Piece(address + from, Arrays.copyOfRange(window, from, length)));
        }
    }

    /** Makes a memory of the right size, full of zeros, have this content. */
    void writeTo(LinearMemory memory) {
        for (Piece piece : pieces) {
            memory.write(piece.address(), piece.bytes(), 0, piece.bytes().length);
        }
    }

    /** Makes a memory of the right size have this content. */
    void overwrite(LinearMemory memory) {
        long done = 0;
        for (Piece piece : pieces) {
            clear(memory, done, piece.address());
            done = piece.end();
        }
        clear(memory, done, memory.size());
        writeTo(memory);
    }

    private static void clear(LinearMemory memory, long from, long to) {
        if (to > from) {
            memory.fill(from, (byte) 0, to - from);
        }
    }
}
