package dev.vespula.compiler.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The loops of a function as ranges of blocks: from where a loop begins to the last branch back to there. WebAssembly's
 * loops are structured, so ranges nest.
 */
public final class LoopNest {
    private static final int NONE = -1;

    private final List<Range> loops = new ArrayList<>();
    private final BitSet headers = new BitSet();
    private final int[] innermost;
    private final int[] outer;
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
                headers.set(block);
            }
        }
        innermost = new int[blocks];
        outer = new int[loops.size()];
        nest();
    }

    /** Finds the innermost loop of each block and the loop around each loop; loops are in the order of their beginning. */
    private void nest() {
        int next = 0;
        int current = NONE;
        for (int block = 0; block < blocks; block++) {
            while (current != NONE && loops.get(current).last < block) {
                current = outer[current];
            }
            if (next < loops.size() && loops.get(next).first == block) {
                outer[next] = current;
                current = next++;
            }
            innermost[block] = current;
        }
    }

    /** Whether a loop begins with a block. */
    public boolean isHeader(int block) {
        return headers.get(block);
    }

    /** How many loops are left on the way from one block to another. */
    public int left(int from, int to) {
        int count = 0;
        int loop = innermost[from];
        while (loop >= 0 && (to < loops.get(loop).first || to > loops.get(loop).last)) {
            count++;
            loop = outer[loop];
        }
        return count;
    }

    /**
     * Divides the blocks into those loops that are not larger than a size, each as a whole, and all other blocks one by one.
     *
     * @param sizes of the blocks
     * @return for each block the first block of its unit
     */
    public int[] units(int[] sizes, int most) {
        int[] units = new int[blocks];
        for (int block = 0; block < blocks; block++) {
            units[block] = block;
        }
        // Outer loops come first, and inner ones are inside of them.
        int end = 0;
        for (Range loop : loops) {
            if (loop.first < end) {
                continue;
            }
            long size = 0;
            for (int block = loop.first; block <= loop.last; block++) {
                size += sizes[block];
            }
            if (size <= most) {
                for (int block = loop.first; block <= loop.last; block++) {
                    units[block] = loop.first;
                }
                end = loop.last + 1;
            }
        }
        return units;
    }

    /** In how many of the loops that begin in a set of blocks each block is. */
    public int[] depthsWithin(BitSet set) {
        int[] steps = new int[blocks + 1];
        for (Range loop : loops) {
            if (set.get(loop.first)) {
                steps[loop.first]++;
                steps[loop.last + 1]--;
            }
        }
        return sums(steps);
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
