package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.LoopNest;
import dev.vespula.compiler.plan.Partition;
import dev.vespula.internal.ir.Ir;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a function is split: its parts, and the places where each can be entered. A place has a number, which the part that
 * goes there returns.
 */
final class SplitPlan {
    /** Bits of a number for the place in its part; the part is in those above. */
    static final int PLACE_BITS = 12;
    /** Returned instead of a place when the function has returned. */
    static final int RETURNED = -1;

    final FunctionPlan plan;
    final LoopNest loops;
    final Keeping keeping;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();

    /**
     * A part.
     *
     * @param number  which one it is
     * @param first   its first block
     * @param end     the block after its last one
     * @param entries positions where it can be entered, ascending
     */
    record Part(int number, int first, int end, List<Integer> entries) {
    }

    /** What parts keep in Java variables. */
    enum Keeping {
        /** What they use often. */
        OFTEN_USED,
        /** Nothing: all slots are read from and written to the value stack each time. */
        NOTHING
    }

    /**
     * Splits a function.
     *
     * @param sizes bytes of each block
     * @param most  bytes of a part
     * @param loop  a position where the function is entered besides its beginning, or -1
     */
    SplitPlan(FunctionPlan plan, int[] sizes, int most, int loop, Keeping keeping) {
        this.plan = plan;
        this.keeping = keeping;
        this.loops = new LoopNest(plan.flow);
        List<Integer> firsts = Partition.cut(sizes, loops.depthsOfBorders(), most);
        int[] partOf = new int[plan.flow.blockCount()];
        List<TreeSet<Integer>> entries = new ArrayList<>();
        for (int k = 0; k < firsts.size(); k++) {
            int end = k + 1 < firsts.size() ? firsts.get(k + 1) : partOf.length;
            for (int block = firsts.get(k); block < end; block++) {
                partOf[block] = k;
            }
            entries.add(new TreeSet<>());
        }
        findEntries(partOf, entries, loop);
        for (int k = 0; k < firsts.size(); k++) {
            int end = k + 1 < firsts.size() ? firsts.get(k + 1) : partOf.length;
            List<Integer> own = List.copyOf(entries.get(k));
            for (int place = 0; place < own.size(); place++) {
                places.put(own.get(place), k << PLACE_BITS | place);
            }
            parts.add(new Part(k, firsts.get(k), end, own));
        }
    }

    private void findEntries(int[] partOf, List<TreeSet<Integer>> entries, int loop) {
        Flow flow = plan.flow;
        entries.get(0).add(0);
        if (loop >= 0) {
            entries.get(partOf[flow.blockAt(loop)]).add(loop);
        }
        for (int block = 0; block < flow.blockCount(); block++) {
            int last = flow.last(block);
            int from = partOf[block];
            boolean isTable = Ir.op(plan.words[last]) == Ir.BR_TABLE
                    && Ir.field(plan.words[last]) > MethodEmitter.MOST_TARGETS;
            flow.successors(block, to -> enter(to, from, isTable, partOf, entries));
            List<Integer> clauses = plan.wide.clauses(last);
            boolean isByTable = WideStatements.isByTable(clauses);
            clauses.forEach(clause -> enter(flow.handlers().target(clause), from, isByTable, partOf, entries));
        }
    }

    private void enter(int position, int from, boolean always, int[] partOf, List<TreeSet<Integer>> entries) {
        int to = partOf[plan.flow.blockAt(position)];
        if (to != from || always) {
            entries.get(to).add(position);
        }
    }

    /** The parts, in the order of the code. */
    List<Part> parts() {
        return Collections.unmodifiableList(parts);
    }

    /** The number of a place. */
    int place(int position) {
        return places.get(position);
    }

    /** Blocks that cannot be cut further are cut between statements: positions for {@link Flow}. */
    static BitSet cuts(Flow flow, int[] statementSizes, int most) {
        BitSet cuts = new BitSet();
        for (int block = 0; block < flow.blockCount(); block++) {
            int size = 0;
            for (int k = flow.firstStatement(block); k < flow.firstStatement(block + 1); k++) {
                boolean afterLoop = k > 0 && Ir.op(flow.code[flow.position(k - 1)]) == Ir.LOOP;
                if (size > 0 && size + statementSizes[k] > most && !afterLoop) {
                    cuts.set(flow.position(k));
                    size = 0;
                }
                size += statementSizes[k];
            }
        }
        return cuts;
    }
}
