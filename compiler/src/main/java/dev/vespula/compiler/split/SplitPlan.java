package dev.vespula.compiler.split;

import dev.vespula.compiler.method.Calls;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.MethodEmitter;
import dev.vespula.compiler.method.WideStatements;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Frequencies;
import dev.vespula.compiler.plan.LoopNest;
import dev.vespula.compiler.plan.Regions;
import dev.vespula.internal.ir.Ir;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How a function is split: its parts, and the places where each can be entered from another one. A place has a number,
 * which the part that goes there returns. The first part is the main one, which is called in place of the function.
 */
final class SplitPlan {
    /** Bits of a number for the place in its part; the part is in those above. */
    static final int PLACE_BITS = 12;
    private static final int BITS_PER_UNIT = 256;
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
     * @param numbers of its blocks
     * @param entries positions where it can be entered, ascending
     */
    record Part(int number, int[] numbers, List<Integer> entries) {
        /** Its blocks, in a new set: those of thousands of parts would take too much memory together. */
        BitSet blocks() {
            BitSet blocks = new BitSet();
            for (int block : numbers) {
                blocks.set(block);
            }
            return blocks;
        }
    }

    /** The largest sizes of the main part and of the others, in bytes. */
    record Sizes(int main, int other) {}

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
     * @param control how often control passes between blocks
     * @param sizes   bytes of each block
     * @param loop    a position where the function is entered instead of its beginning, or -1
     */
    SplitPlan(FunctionPlan plan, Frequencies control, int[] sizes, Sizes most, int loop, Keeping keeping) {
        this.plan = plan;
        this.keeping = keeping;
        this.loops = control.loops();
        payForSets(sizes, most.other);
        List<int[]> regions = Regions.divide(control, sizes, most.main, most.other);
        int[] partOf = new int[plan.flow.blockCount()];
        List<TreeSet<Integer>> entries = new ArrayList<>();
        for (int k = 0; k < regions.size(); k++) {
            int number = k;
            IntStream.of(regions.get(k)).forEach(block -> partOf[block] = number);
            entries.add(new TreeSet<>());
        }
        entries.get(partOf[plan.flow.blockAt(Math.max(loop, 0))]).add(Math.max(loop, 0));
        findEntries(partOf, entries);
        for (int k = 0; k < regions.size(); k++) {
            List<Integer> own = List.copyOf(entries.get(k));
            for (int place = 0; place < own.size(); place++) {
                places.put(own.get(place), k << PLACE_BITS | place);
            }
            parts.add(new Part(k, regions.get(k), own));
        }
    }

    /** Each part has sets of blocks. */
    private void payForSets(int[] sizes, int most) {
        long parts = 1 + IntStream.of(sizes).asLongStream().sum() / most;
        plan.effort.spend(parts * sizes.length / BITS_PER_UNIT);
    }

    private void findEntries(int[] partOf, List<TreeSet<Integer>> entries) {
        Flow flow = plan.flow;
        for (int block = 0; block < flow.blockCount(); block++) {
            int last = flow.last(block);
            int from = partOf[block];
            boolean isTable = Ir.op(plan.words[last]) == Ir.BR_TABLE
                    && Ir.field(plan.words[last]) > MethodEmitter.MOST_TARGETS;
            flow.successors(block, to -> enter(to, from, isTable, partOf, entries));
            List<Integer> clauses = plan.wide.clauses(last);
            boolean isByTable = WideStatements.isByTable(clauses);
            clauses.forEach(clause -> enter(flow.handlers().target(clause), from, isByTable, partOf, entries));
            if (Calls.isSelfTailCall(plan.words, last, plan.function.index)) {
                enter(0, from, true, partOf, entries);
            }
        }
    }

    private void enter(int position, int from, boolean always, int[] partOf, List<TreeSet<Integer>> entries) {
        int to = partOf[plan.flow.blockAt(position)];
        if (to != from || always) {
            entries.get(to).add(position);
        }
    }

    /** The parts, the main one first; that may be empty. */
    List<Part> parts() {
        return Collections.unmodifiableList(parts);
    }

    /** The number of a place. */
    int place(int position) {
        return places.get(position);
    }

    /** Blocks that are too large are cut between statements: positions for {@link Flow}. */
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
