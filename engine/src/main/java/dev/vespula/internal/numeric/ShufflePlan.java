package dev.vespula.internal.numeric;

import java.util.Arrays;

/**
 * How to make one half of a shuffle with a known pattern. A byte that moves from place {@code p} of a source long to
 * place {@code q} of the result is rotated by {@code 8 * (q - p)}; bytes with the same source and the same distance move
 * together. So a half is the union of {@code rotateLeft(source, shift) & mask} over a few steps: one or two for moves of
 * whole 32-bit or 64-bit lanes and for rotations inside lanes, eight at most.
 */
public final class ShufflePlan {
    /** Source of each step, ascending: 0 and 1 the halves of the first operand, 2 and 3 those of the second. */
    private final byte[] sources;
    /** Bits to rotate left in each step. */
    private final byte[] shifts;
    /** Which bits of the result each step gives. */
    private final long[] masks;

    private ShufflePlan(byte[] sources, byte[] shifts, long[] masks) {
        this.sources = sources;
        this.shifts = shifts;
        this.masks = masks;
    }

    /**
     * Plans a half.
     *
     * @param lanes eight byte numbers 0 to 31, the first one lowest
     */
    public static ShufflePlan of(long lanes) {
        long[] masks = new long[32];
        for (int place = 0; place < 8; place++) {
            int lane = (int) (lanes >>> 8 * place) & 31;
            int distance = place - lane & 7;
            masks[(lane >>> 3) * 8 + distance] |= 0xFFL << 8 * place;
        }
        byte[] sources = new byte[8];
        byte[] shifts = new byte[8];
        long[] used = new long[8];
        int count = 0;
        for (int group = 0; group < masks.length; group++) {
            if (masks[group] != 0) {
                sources[count] = (byte) (group >>> 3);
                shifts[count] = (byte) (8 * (group & 7));
                used[count++] = masks[group];
            }
        }
        return new ShufflePlan(Arrays.copyOf(sources, count), Arrays.copyOf(shifts, count), Arrays.copyOf(used, count));
    }

    /** How many steps there are, 1 to 8. */
    public int steps() {
        return masks.length;
    }

    /** The source of a step: 0 and 1 the halves of the first operand, 2 and 3 those of the second. */
    public int source(int step) {
        return sources[step];
    }

    /** Bits to rotate left in a step. */
    public int shift(int step) {
        return shifts[step];
    }

    /** Which bits of the result a step gives. */
    public long mask(int step) {
        return masks[step];
    }

    /** The half. */
    public long apply(long aLow, long aHigh, long bLow, long bHigh) {
        long result = 0;
        for (int step = 0; step < masks.length; step++) {
            int source = sources[step];
            long low = (source & 2) == 0 ? aLow : bLow;
            long high = (source & 2) == 0 ? aHigh : bHigh;
            result |= Long.rotateLeft((source & 1) == 0 ? low : high, shifts[step]) & masks[step];
        }
        return result;
    }
}
