package dev.vespula.internal.ir;

import java.util.Arrays;

/**
 * Says which Wasm instruction a part of the IR comes from. Every statement and every expression that can trap has an entry.
 *
 * <p>Entries are deltas in LEB128 bytes (two to three bytes an entry), so a lookup reads from the start; only traps,
 * backtraces and listings look anything up.
 */
public final class SourceMap {
    private static final SourceMap EMPTY = new SourceMap(new byte[0]);

    private final byte[] entries;

    private SourceMap(byte[] entries) {
        this.entries = entries;
    }

    /**
     * The Wasm byte offset, counted from the start of the module, of the last entry at or before an index of the IR.
     *
     * @param index index of the op word of a statement or of a trapping expression
     * @return the offset, or -1 when there is no entry at or before the index
     */
    public int offsetAt(int index) {
        return new Reader(entries).offsetAt(index);
    }

    /** A reader for lookups in ascending order, each of which goes on where the one before ended. */
    public Reader reader() {
        return new Reader(entries);
    }

    /** Looks indices up in ascending order. Not thread-safe. */
    public static final class Reader {
        private final byte[] entries;
        private int next;
        private int pc;
        private int offset;
        private int found = -1;
        private boolean isPending;

        private Reader(byte[] entries) {
            this.entries = entries;
        }

        /** As {@link SourceMap#offsetAt}; not before the index asked for last. */
        public int offsetAt(int index) {
            while (true) {
                if (!isPending) {
                    if (next == entries.length) {
                        return found;
                    }
                    pc += readDelta();
                    int delta = readDelta();
                    offset += delta >>> 1 ^ -(delta & 1);
                    isPending = true;
                }
                if (pc > index) {
                    return found;
                }
                found = offset;
                isPending = false;
            }
        }

        private int readDelta() {
            int shift = 0;
            int value = 0;
            byte b;
            do {
                b = entries[next++];
                value |= (b & 0x7F) << shift;
                shift += 7;
            } while (b < 0);
            return value;
        }
    }

    /** Collects the entries of a map, in ascending order of their index. Reusable. */
    public static final class Builder {
        private byte[] entries = new byte[256];
        private int size;
        private int lastIndex;
        private int lastOffset;

        /** Begins a new map. */
        public void reset() {
            size = 0;
            lastIndex = 0;
            lastOffset = 0;
        }

        /**
         * Adds an entry.
         *
         * @param index  index in the IR, not before the entry added last
         * @param offset Wasm byte offset; any order, since an operand may be evaluated later than it was written
         */
        public void add(int index, int offset) {
            if (size + 10 > entries.length) {
                entries = Arrays.copyOf(entries, entries.length * 2);
            }
            put(index - lastIndex);
            int delta = offset - lastOffset;
            put(delta << 1 ^ delta >> 31);
            lastIndex = index;
            lastOffset = offset;
        }

        /** The map of the entries added since the last reset. */
        public SourceMap build() {
            return size == 0 ? EMPTY : new SourceMap(Arrays.copyOf(entries, size));
        }

        private void put(int value) {
            int rest = value;
            while ((rest & ~0x7F) != 0) {
                entries[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            entries[size++] = (byte) rest;
        }
    }
}
