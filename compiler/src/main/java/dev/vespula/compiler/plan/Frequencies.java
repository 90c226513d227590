package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.Ir;
import java.util.ArrayList;
import java.util.List;

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
    private final List<Edge> edges = new ArrayList<>();

    /**
     * An edge.
     *
     * @param from   block
     * @param to     block
     * @param weight how often control passes
     */
    public record Edge(int from, int to, double weight) {
    }

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
        List<Integer> targets = new ArrayList<>();
        flow.successors(block, to -> targets.add(flow.blockAt(to)));
        double sum = 0;
        for (int target : targets) {
            sum += chance(target);
        }
        for (int target : targets) {
            int left = target > block ? loops.left(block, target) : 0;
            double weight = blocks[block] * chance(target) / sum / Math.pow(TRIPS, left);
            edges.add(new Edge(block, target, weight));
            if (target > block) {
                blocks[target] += weight;
            }
        }
        int last = flow.last(block);
        if (Flow.mayThrow(Ir.op(flow.code[last]))) {
            flow.clauses(last, clause -> {
                int target = flow.blockAt(flow.handlers().target(clause));
                edges.add(new Edge(block, target, blocks[block] * RARE));
                blocks[target] += target > block ? blocks[block] * RARE : 0;
            });
        }
    }

    private double chance(int target) {
        int op = Ir.op(flow.code[flow.last(target)]);
        return op == Ir.UNREACHABLE || op == Ir.THROW || op == Ir.THROW_REF ? RARE : 1;
    }

    /** How often a block is executed. */
    public double of(int block) {
        return blocks[block];
    }

    /** All edges. */
    public List<Edge> edges() {
        return edges;
    }
}
