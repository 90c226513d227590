package dev.vespula.compiler.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Divides a function that is too large for one method into regions of bounded size, so that control goes from one to another
 * as rarely as possible. The first one grows from the beginning of the function along its most frequent edges, the next ones
 * from the most frequent blocks left. Loops that are small enough stay whole.
 */
public final class Regions {
    private static final int LOOKED_AT = 32;
    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble((Candidate one) -> -one.weight).thenComparingInt(Candidate::unit);

    private final int[] sizes;
    /** Of each block the first block of its unit, which stands for the unit. */
    private final int[] units;
    private final long[] unitSizes;
    private final double[] frequencies;
    /** Edges between units in both directions, and how often control passes each. */
    private final Edges neighbours;
    private final double[] weights;
    private final List<int[]> regions = new ArrayList<>();
    private final BitSet taken = new BitSet();
    /** How often control passes between the region that grows and each unit. */
    private final double[] attraction;

    private record Candidate(int unit, double weight) {}

    private Regions(Frequencies guess, int[] sizes, int most) {
        this.sizes = sizes;
        this.units = guess.loops().units(sizes, most);
        unitSizes = new long[sizes.length];
        frequencies = new double[sizes.length];
        attraction = new double[sizes.length];
        for (int block = 0; block < sizes.length; block++) {
            unitSizes[units[block]] += sizes[block];
            frequencies[units[block]] = Math.max(frequencies[units[block]], guess.of(block));
        }
        neighbours = new Edges(sizes.length);
        guess.edges((from, to, weight) -> {
            if (units[from] != units[to]) {
                neighbours.add(units[from], units[to]);
                neighbours.add(units[to], units[from]);
            }
        });
        int[] numbers = neighbours.sort();
        weights = new double[numbers.length];
        int[] next = {0};
        guess.edges((from, to, weight) -> {
            if (units[from] != units[to]) {
                weights[numbers[next[0]++]] = weight;
                weights[numbers[next[0]++]] = weight;
            }
        });
    }

    /**
     * Divides a function.
     *
     * @param sizes of the blocks
     * @param main  the largest size of the first region
     * @param most  the largest size of any other; a block that is larger is a region by itself
     * @return the blocks of each region; the first one contains the first block, unless that is too large for it
     */
    public static List<int[]> divide(Frequencies guess, int[] sizes, int main, int most) {
        Regions division = new Regions(guess, sizes, Math.min(main, most));
        division.regions.add(division.grow(0, main));
        for (int seed : division.seeds()) {
            if (!division.taken.get(seed)) {
                division.regions.add(division.grow(seed, most));
            }
        }
        return division.merged(most);
    }

    /** The units, the most frequent first. */
    private int[] seeds() {
        return IntStream.range(0, sizes.length).filter(block -> units[block] == block).boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -frequencies[unit]).thenComparing(unit -> unit))
                .mapToInt(Integer::intValue).toArray();
    }

    /** Units of a new region, ascending. */
    private int[] grow(int seed, int most) {
        IntStream.Builder region = IntStream.builder();
        PriorityQueue<Candidate> queue = new PriorityQueue<>(BEST_FIRST);
        List<Candidate> seen = new ArrayList<>();
        attract(seed, Double.MAX_VALUE, queue, seen);
        long left = most;
        boolean isEmpty = true;
        while (!queue.isEmpty() && left > 0) {
            Candidate best = queue.poll();
            long size = unitSizes[best.unit];
            boolean fits = size <= left || isEmpty && best.unit != 0;
            if (taken.get(best.unit) || attraction[best.unit] > best.weight || !fits) {
                continue;
            }
            taken.set(best.unit);
            region.add(best.unit);
            isEmpty = false;
            left -= size;
            for (int k = neighbours.first(best.unit); k < neighbours.first(best.unit + 1); k++) {
                int unit = neighbours.end(k);
                if (!taken.get(unit)) {
                    attract(unit, weights[k], queue, seen);
                }
            }
        }
        seen.forEach(candidate -> attraction[candidate.unit] = 0);
        return region.build().sorted().toArray();
    }

    private void attract(int unit, double weight, PriorityQueue<Candidate> queue, List<Candidate> seen) {
        attraction[unit] += weight;
        Candidate candidate = new Candidate(unit, attraction[unit]);
        queue.add(candidate);
        seen.add(candidate);
    }

    /** The regions as blocks in ascending order; small ones are put together. */
    private List<int[]> merged(int most) {
        List<Long> room = new ArrayList<>();
        int[] resultOf = new int[sizes.length];
        for (int k = 0; k < regions.size(); k++) {
            int[] region = regions.get(k);
            long size = IntStream.of(region).mapToLong(unit -> unitSizes[unit]).sum();
            // The last few regions are looked at: enough to fill them up, and no more work than there are regions.
            int into = k == 0 ? -1 : fit(room, size);
            if (into < 0) {
                into = room.size();
                room.add(k == 0 ? 0 : most - size);
            } else {
                room.set(into, room.get(into) - size);
            }
            for (int unit : region) {
                resultOf[unit] = into;
            }
        }
        Edges blocks = new Edges(room.size());
        for (int block = 0; block < sizes.length; block++) {
            blocks.add(resultOf[units[block]], block);
        }
        blocks.sort();
        List<int[]> result = new ArrayList<>();
        for (int k = 0; k < room.size(); k++) {
            result.add(IntStream.range(blocks.first(k), blocks.first(k + 1)).map(blocks::end).toArray());
        }
        return result;
    }

    private static int fit(List<Long> room, long size) {
        for (int k = Math.max(1, room.size() - LOOKED_AT); k < room.size(); k++) {
            if (room.get(k) >= size) {
                return k;
            }
        }
        return -1;
    }
}
