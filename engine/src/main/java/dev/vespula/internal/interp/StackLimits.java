package dev.vespula.internal.interp;

import dev.vespula.Config;

/**
 * Bounds of an activation's stacks.
 *
 * @param minCells  slots that a value stack has from the beginning
 * @param maxCells  slots it may grow to
 * @param maxFrames calls that may be under way at a time
 */
record StackLimits(int minCells, int maxCells, int maxFrames) {
    private static final int KEPT_CELLS = 1 << 17;
    private static final int KEPT_FRAMES = 1 << 15;

    static StackLimits of(Config config) {
        return new StackLimits(config.minStackHeight() / Long.BYTES, config.maxStackHeight() / Long.BYTES,
                Math.min(config.maxRecursionDepth(), Integer.MAX_VALUE - 16));
    }

    /** Slots up to which a value stack is kept for reuse: one deep recursion must not hold its memory for ever. */
    int keptCells() {
        return Math.max(minCells, KEPT_CELLS);
    }

    /** Frames up to which a call stack is kept for reuse. */
    int keptFrames() {
        return KEPT_FRAMES;
    }
}
