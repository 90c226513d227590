package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.Ir;
import java.util.Arrays;

/**
 * A guess of how often control passes each edge between blocks for one call of the function: loops run eight times, branches
 * go either way alike, and what ends in a trap or an exception is hardly ever reached.
 */
public final class Frequencies {
    private static final double TRIPS = 8;
    private static final double MOST = 1e9;
    private static final double RARE = 0.01;

    private final Flow flow;
    private final LoopNest loops;
    private final double[] blocks;
    private int[] begins = new int[64];
    private int[] ends = new int[64];
    private double[] weights = new double[64];
    private int edges;

    /** Guesses for a function. */
    public Frequencies(Flow flow, LoopNest loops) {
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
