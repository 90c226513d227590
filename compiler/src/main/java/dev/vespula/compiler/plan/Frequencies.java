package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.runtime.Samples;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * How often control passes each edge between blocks. Where the interpreter was seen often enough, that tells; the rest is rare
 * in comparison, and guessed: loops run eight times, branches go either way alike, and what ends in a trap or an exception is
 * hardly ever reached.
 */
public final class Frequencies {
    private static final double TRIPS = 8;
    private static final double MOST = 1e9;
    private static final double RARE = 0.01;
    /** What a guess is worth beside a sample: nothing, as long as there is a sample. */
    private static final double GUESS = 1e-12;
    /** Samples that tell more than the guess. */
    private static final int ENOUGH = 64;
    /**
     * Of all samples, those of a block that is hot are one in so many at least. With 16 and 32 argon2 takes 11.5 ms in one process
     * and 34 in the next, as C2 has it; with 8 it takes 18 in all.
     */
    private static final int HOT_SHARE = 8;
    /** Words of a loop that is hot although it was not seen: it may not have begun when the function was compiled. */
    private static final int SMALL_LOOP = 64;
    /** Blocks without a branch between them that are executed together. */
    private static final int MOST_JOINED = 8;

    private final Flow flow;
    private final LoopNest loops;
    private final double[] blocks;
    private int[] begins = new int[64];
    private int[] ends = new int[64];
    private double[] weights = new double[64];
    private int edges;
    /** Samples of the function, if they tell more than the guess, else 0. */
    private long measured;

    /** Of a function that was seen at some places. */
    public Frequencies(Flow flow, LoopNest loops, Samples samples) {
        this.flow = flow;
        this.loops = loops;
        this.blocks = new double[flow.blockCount()];
        blocks[0] = 1;
        // The code is in the order of the program, so all edges but those of loops lead onwards.
        for (int block = 0; block < blocks.length; block++) {
            if (loops.isHeader(block)) {
                blocks[block] = Math.min(MOST, blocks[block] * TRIPS);
            }
            leave(block);
        }
        long count = IntStream.of(samples.counts()).asLongStream().sum();
        if (count >= ENOUGH) {
            measured = count;
            measure(samples);
        }
    }

    private void measure(Samples samples) {
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] *= GUESS;
        }
        for (int k = 0; k < samples.pcs().length; k++) {
            see(flow.blockAt(samples.pcs()[k]), samples.counts()[k]);
        }
        // Of a block's frequency, each way on has a share like that of where it leads.
        int edge = 0;
        while (edge < edges) {
            int begin = begins[edge];
            int end = edge;
            double sum = 0;
            while (end < edges && begins[end] == begin) {
                sum += blocks[ends[end++]];
            }
            for (; edge < end; edge++) {
                weights[edge] = sum == 0 ? 0 : blocks[begin] * (blocks[ends[edge]] / sum);
            }
        }
    }

    /** Counts a block, and those behind it to which there is no other way on. */
    private void see(int first, int count) {
        int block = first;
        for (int k = 0; k < MOST_JOINED && block >= 0; k++) {
            blocks[block] += count;
            block = onlyNext(block);
        }
    }

    private int onlyNext(int block) {
        int last = flow.last(block);
        int op = Ir.op(flow.words[last]);
        if (op == Ir.BR) {
            return flow.blockAt(flow.words[last + 1]);
        }
        return Ir.kind(op) == Ir.KIND_TERM || block + 1 == blocks.length ? -1 : block + 1;
    }

    private void leave(int block) {
        int first = edges;
        flow.successors(block, to -> add(block, flow.blockAt(to), 0));
        double sum = 0;
        for (int edge = first; edge < edges; edge++) {
            sum += chance(ends[edge]);
        }
        for (int edge = first; edge < edges; edge++) {
            int target = ends[edge];
            int left = target > block ? loops.left(block, target) : 0;
            weights[edge] = blocks[block] * chance(target) / sum / Math.pow(TRIPS, left);
            if (target > block) {
                blocks[target] += weights[edge];
            }
        }
        flow.clauses(flow.last(block), clause -> {
            int target = flow.blockAt(flow.handlers().target(clause));
            add(block, target, blocks[block] * RARE);
            blocks[target] += target > block ? blocks[block] * RARE : 0;
        });
    }

    private void add(int from, int to, double weight) {
        if (edges == begins.length) {
            begins = Arrays.copyOf(begins, 2 * edges);
            ends = Arrays.copyOf(ends, 2 * edges);
            weights = Arrays.copyOf(weights, 2 * edges);
        }
        begins[edges] = from;
        ends[edges] = to;
        weights[edges++] = weight;
    }

    private double chance(int target) {
        int op = Ir.op(flow.words[flow.last(target)]);
        return op == Ir.UNREACHABLE || op == Ir.THROW || op == Ir.THROW_REF ? RARE : 1;
    }

    /** The loops. */
    public LoopNest loops() {
        return loops;
    }

    /** How often a block is executed. */
    public double of(int block) {
        return blocks[block];
    }

    /** The blocks on which the speed of the function depends: those that were seen often, and small loops with no other in them. */
    public BitSet hot() {
        BitSet hot = new BitSet();
        for (int block = 0; block < blocks.length; block++) {
            boolean isSeen = measured > 0 && blocks[block] * HOT_SHARE >= measured;
            hot.set(block, isSeen || loops.wordsOfInnermost(block) <= SMALL_LOOP);
        }
        return hot;
    }

    /** How often blocks are executed, all together. */
    public double total() {
        return Arrays.stream(blocks).sum();
    }

    /** How often control passes from some blocks to others, or back. */
    public double crossings(BitSet some) {
        double sum = 0;
        for (int edge = 0; edge < edges; edge++) {
            sum += some.get(begins[edge]) == some.get(ends[edge]) ? 0 : weights[edge];
        }
        return sum;
    }

    /** Told of edges. */
    interface EdgeVisitor {
        /** Control passes from a block to another one so often. */
        void edge(int from, int to, double weight);
    }

    /** Tells all edges. */
    void edges(EdgeVisitor visitor) {
        for (int edge = 0; edge < edges; edge++) {
            visitor.edge(begins[edge], ends[edge], weights[edge]);
        }
    }
}
