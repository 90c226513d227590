package dev.vespula.compiler.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The loops of a function as ranges of blocks: from where a loop begins to the last branch back to there. WebAssembly's
 * loops are structured, so ranges nest.
 */
public final class LoopNest {
    private final List<Range> loops = new ArrayList<>();
    private final int blocks;

    /** A loop. */
    private record Range(int first, int last) {
    }

    /** The loops of a function. */
    public LoopNest(Flow flow) {
        blocks = flow.blockCount();
        int[] ends = new int[blocks];
        for (int block = 0; block < blocks; block++) {
            int from = block;
            flow.successors(block, to -> {
                int target = flow.blockAt(to);
                if (target <= from) {
                    ends[target] = Math.max(ends[target], from + 1);
                }
            });
        }
        for (int block = 0; block < blocks; block++) {
            if (ends[block] > 0) {
                loops.add(new Range(block, ends[block] - 1));
            }
        }
    }

    /** In how many loops there is a border before each block: blocks on both sides of it belong to the loop. */
    public int[] depthsOfBorders() {
        int[] steps = new int[blocks + 1];
        for (Range loop : loops) {
            steps[loop.first + 1]++;
            steps[loop.last + 1]--;
        }
        return sums(steps);
    }

    /** In how many of the loops that begin in a range of blocks each block of the range is. */
    public int[] depthsWithin(int first, int end) {
        int[] steps = new int[end - first + 1];
        for (int k = firstLoopAt(first); k < loops.size() && loops.get(k).first < end; k++) {
            steps[loops.get(k).first - first]++;
            steps[Math.min(loops.get(k).last + 1, end) - first]--;
        }
        return sums(steps);
    }

    /** Number of the first loop that begins at a block or behind it; loops are in order. */
    private int firstLoopAt(int block) {
        int low = 0;
        int high = loops.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (loops.get(middle).first < block) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int[] sums(int[] steps) {
        int[] sums = new int[steps.length];
        int depth = 0;
        for (int k = 0; k < steps.length; k++) {
            depth += steps[k];
            sums[k] = depth;
        }
        return sums;
    }
}
