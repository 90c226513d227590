package dev.vespula.internal.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the pieces of a memory as they are read. Many are small; those close together become one with the zeros
 * between them, so that a small piece takes no more than some twenty times its place in the file.
 */
final class PieceList {
    private static final int CLOSE = 64;

    private final List<MemoryImage.Piece> pieces = new ArrayList<>();
    private byte[] bytes = {};
    private int length;
    private long address;

    /** Adds some bytes at a distance behind those before. */
    void add(long distance, byte[] added) {
        long end = address + length;
        long at = end + distance;
        if (distance < 0 || at < end || at + added.length < at) {
            throw SnapshotInput.corrupt("content of a memory at an impossible address");
        }
        long together = length + distance + added.length;
        if (length == 0 || distance > CLOSE || together > MemoryImage.MOST) {
            flush();
            address = at;
            bytes = added;
            length = added.length;
            return;
        }
        if (together > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(together, Math.min(2L * length, MemoryImage.MOST)));
        }
        System.arraycopy(added, 0, bytes, (int) (length + distance), added.length);
        length = (int) together;
    }

    private void flush() {
        if (length > 0) {
            pieces.add(new MemoryImage.Piece(address, length == bytes.length ? bytes : Arrays.copyOf(bytes, length)));
        }
    }

    /** All pieces. */
    List<MemoryImage.Piece> done() {
        flush();
        return pieces;
    }
}
