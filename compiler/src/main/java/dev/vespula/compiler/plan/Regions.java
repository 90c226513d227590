package dev.vespula.compiler.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Divides a function that is too large for one method into regions of bounded size, so that control goes from one to another
 * as rarely as possible. The first one grows from the beginning of the function along its most frequent edges, the next ones
 * from the most frequent blocks left. Loops that are small enough stay whole.
 */
public final class Regions {
    private static final int LOOKED_AT = 32;

    private final int[] sizes;
    private final int[] units;
    private final Map<Integer, Long> unitSizes = new HashMap<>();
    private final Map<Integer, Map<Integer, Double>> neighbours = new HashMap<>();
    private final Map<Integer, Double> frequencies = new HashMap<>();
    private final List<BitSet> regions = new ArrayList<>();
    private final BitSet taken = new BitSet();

    private record Candidate(int unit, double weight) {
    }

    private Regions(LoopNest loops, Frequencies guess, int[] sizes, int most) {
        this.sizes = sizes;
        this.units = loops.units(sizes, most);
        for (int block = 0; block < sizes.length; block++) {
            unitSizes.merge(units[block], (long) sizes[block], Long::sum);
            frequencies.merge(units[block], guess.of(block), Math::max);
        }
        for (Frequencies.Edge edge : guess.edges()) {
            int from = units[edge.from()];
            int to = units[edge.to()];
            if (from != to) {
                neighbours.computeIfAbsent(from, key -> new HashMap<>()).merge(to, edge.weight(), Double::sum);
                neighbours.computeIfAbsent(to, key -> new HashMap<>()).merge(from, edge.weight(), Double::sum);
            }
        }
    }

    /**
     * Divides a function.
     *
     * @param sizes of the blocks
     * @param main  the largest size of the first region
     * @param most  the largest size of any other; a block that is larger is a region by itself
     * @return the regions; the first one contains the first block, unless that is too large for it
     */
    public static List<BitSet> divide(LoopNest loops, Frequencies guess, int[] sizes, int main, int most) {
        Regions division = new Regions(loops, guess, sizes, Math.min(main, most));
        division.regions.add(division.grow(0, main));
        List<Integer> seeds = new ArrayList<>(division.unitSizes.keySet());
        seeds.sort(Comparator.comparingDouble((Integer unit) -> -division.frequencies.get(unit)).thenComparing(unit -> unit));
        for (int seed : seeds) {
            if (!division.taken.get(seed)) {
                division.regions.add(division.grow(seed, most));
            }
        }
        return division.merged(most);
    }

    private BitSet grow(int seed, int most) {
        BitSet region = new BitSet();
        Map<Integer, Double> weights = new HashMap<>();
        PriorityQueue<Candidate> queue =
                new PriorityQueue<>(Comparator.comparingDouble((Candidate one) -> -one.weight).thenComparing(Candidate::unit));
        queue.add(new Candidate(seed, Double.MAX_VALUE));
        weights.put(seed, Double.MAX_VALUE);
        long left = most;
        while (!queue.isEmpty()) {
            Candidate best = queue.poll();
            long size = unitSizes.get(best.unit);
            boolean fits = size <= left || region.isEmpty() && best.unit != 0;
            if (taken.get(best.unit) || weights.get(best.unit) > best.weight || !fits) {
                continue;
            }
            taken.set(best.unit);
            region.set(best.unit);
            left -= size;
            neighbours.getOrDefault(best.unit, Map.of()).forEach((unit, weight) -> {
                double sum = weights.merge(unit, weight, Double::sum);
                queue.add(new Candidate(unit, sum));
            });
        }
        return region;
    }

    /** The regions as sets of blocks; small ones are put together. */
    private List<BitSet> merged(int most) {
        List<BitSet> result = new ArrayList<>();
        List<Long> room = new ArrayList<>();
        int[] resultOf = new int[sizes.length];
        for (int k = 0; k < regions.size(); k++) {
            BitSet region = regions.get(k);
            long size = region.stream().mapToLong(unit -> unitSizes.get(unit)).sum();
            // The last few regions are looked at: enough to fill them up, and no more work than there are regions.
            int into = k == 0 ? -1 : fit(room, size);
            if (into < 0) {
                into = result.size();
                result.add(new BitSet());
                room.add(k == 0 ? 0 : most - size);
            } else {
                room.set(into, room.get(into) - size);
            }
            int target = into;
            region.stream().forEach(unit -> resultOf[unit] = target);
        }
        for (int block = 0; block < sizes.length; block++) {
            result.get(resultOf[units[block]]).set(block);
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
