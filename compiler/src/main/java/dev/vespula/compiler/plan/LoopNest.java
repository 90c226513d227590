package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The loops of a function as ranges of blocks: from where a loop begins to the last branch back to there. WebAssembly's
 * loops are structured, so ranges nest.
 */
public final class LoopNest {
    private static final int NONE = -1;
    private static final int MOST_LEFT = 20;

    private final Flow flow;
    private final List<Range> loops = new ArrayList<>();
    /** For each block that begins a loop, the block after the loop; 0 for others. */
    private final int[] ends;
    private final int[] innermost;
    private final int[] outer;
    private final BitSet hasInner = new BitSet();
    private final int blocks;

    /** A loop. */
    private record Range(int first, int last) {}

    /** The loops of a function. */
    public LoopNest(Flow flow) {
        this.flow = flow;
        blocks = flow.blockCount();
        ends = new int[blocks];
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
                if (current != NONE) {
                    hasInner.set(current);
                }
                current = next++;
            }
            innermost[block] = current;
        }
    }

    /**
     * The innermost loop around a position: where its code begins. A loop reaches to the last branch back to its beginning.
     *
     * @return the position, or -1 if there is none
     */
    public static int innermost(IrFunction ir, int pc) {
        int[] words = ir.code();
        int[] found = {NONE};
        for (int branch = 0; branch < words.length; branch = IrReader.next(words, branch)) {
            if (branch >= pc) {
                Flow.targets(words, branch, target -> {
                    if (target <= pc && target > found[0] && Ir.op(words[target]) == Ir.LOOP) {
                        found[0] = target;
                    }
                });
            }
        }
        return found[0];
    }

    /** Whether a loop begins with a block. */
    public boolean isHeader(int block) {
        return ends[block] > 0;
    }

    /** The size of the loop around a block in words, if there is no other one in that loop, else {@link Integer#MAX_VALUE}. */
    int wordsOfInnermost(int block) {
        int loop = innermost[block];
        if (loop == NONE || hasInner.get(loop)) {
            return Integer.MAX_VALUE;
        }
        return flow.end(loops.get(loop).last) - flow.start(loops.get(loop).first);
    }

    /** How many loops are left on the way from one block to another; more than {@link #MOST_LEFT} are as good as that. */
    public int left(int from, int to) {
        int count = 0;
        int loop = innermost[from];
        while (count < MOST_LEFT && loop >= 0 && (to < loops.get(loop).first || to > loops.get(loop).last)) {
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
        long[] before = new long[blocks + 1];
        for (int block = 0; block < blocks; block++) {
            before[block + 1] = before[block] + sizes[block];
        }
        // Outer loops come first, and inner ones are inside of them.
        int end = 0;
        for (Range loop : loops) {
            if (loop.first < end) {
                continue;
            }
            if (before[loop.last + 1] - before[loop.first] <= most) {
                for (int block = loop.first; block <= loop.last; block++) {
                    units[block] = loop.first;
                }
                end = loop.last + 1;
            }
        }
        return units;
    }

    /** The blocks of a set that are in a loop which begins in the set. */
    public BitSet inLoopsOf(BitSet set) {
        BitSet inside = new BitSet();
        int end = 0;
        for (int block = set.nextSetBit(0); block >= 0; block = set.nextSetBit(block + 1)) {
            end = Math.max(end, ends[block]);
            inside.set(block, block < end);
        }
        return inside;
    }
}
