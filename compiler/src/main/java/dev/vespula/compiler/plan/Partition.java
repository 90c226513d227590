package dev.vespula.compiler.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Cuts a function into parts of bounded size. Going from one part to another costs some dozens of nanoseconds, so borders
 * should be where control passes rarely: the cost of a border is eight times as high for each loop it is in, and the
 * partition with the lowest sum is taken.
 */
public final class Partition {
    private static final int DEPTH_BITS = 3;
    private static final int MOST_DEPTH = 15;

    private Partition() {
    }

    /**
     * The first blocks of the parts, ascending.
     *
     * @param sizes  of the blocks
     * @param depths in how many loops the border before each block is
     * @param most   the largest size of a part; a block that is larger is a part by itself
     */
    public static List<Integer> cut(int[] sizes, int[] depths, int most) {
        int count = sizes.length;
        double[] best = new double[count + 1];
        int[] from = new int[count + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        for (int end = 1; end <= count; end++) {
            long size = 0;
            for (int first = end - 1; first >= 0; first--) {
                size += sizes[first];
                if (size > most && first < end - 1) {
                    break;
                }
                double cost = best[first] + (first == 0 ? 0 : 1L << DEPTH_BITS * Math.min(depths[first], MOST_DEPTH));
                if (cost < best[end]) {
                    best[end] = cost;
                    from[end] = first;
                }
            }
        }
        List<Integer> firsts = new ArrayList<>();
        for (int end = count; end > 0; end = from[end]) {
            firsts.add(from[end]);
        }
        Collections.reverse(firsts);
        return firsts;
    }
}
