package dev.vespula.compiler.split;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.MethodEmitter;
import dev.vespula.compiler.method.WideStatements;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Frequencies;
import dev.vespula.compiler.plan.LoopNest;
import dev.vespula.compiler.plan.Regions;
import dev.vespula.internal.ir.Ir;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

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
    /** Descriptor of the methods of parts, and of those that call them: instance, position, and place to place. */
    static final String PART = "(" + Engine.ModuleInstance.TYPE + "JI)I";

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

        /**
         * Writes to a method of the part how it is entered.
         *
         * @param stubs labels for the entries
         * @param load  writes what loads what is live at a position
         */
        void enter(MethodEmitter method, Label[] stubs, IntConsumer load) {
            for (int k = 0; k < stubs.length; k++) {
                method.target(stubs[k]);
                load.accept(entries.get(k));
                method.code.jump(Opcodes.GOTO, method.label(entries.get(k)));
            }
        }
    }

    /** So many labels. */
    static Label[] labels(int count) {
        return Stream.generate(Label::new).limit(count).toArray(Label[]::new);
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
     * @param control how often control passes between blocks
     * @param sizes   bytes of each block
     * @param main    the largest size of the main part
     * @param most    the largest size of the others
     */
    SplitPlan(FunctionPlan plan, Frequencies control, int[] sizes, int main, int most, Keeping keeping) {
        this.plan = plan;
        this.keeping = keeping;
        this.loops = control.loops();
        long setsOfBlocks = 1 + IntStream.of(sizes).asLongStream().sum() / most;
        plan.effort.spend(setsOfBlocks * sizes.length / BITS_PER_UNIT);
        List<int[]> regions = Regions.divide(control, sizes, main, most);
        int[] partOf = new int[plan.flow.blockCount()];
        List<TreeSet<Integer>> entries = new ArrayList<>();
        for (int k = 0; k < regions.size(); k++) {
            int number = k;
            IntStream.of(regions.get(k)).forEach(block -> partOf[block] = number);
            entries.add(new TreeSet<>());
        }
        entries.get(partOf[plan.flow.blockAt(plan.start())]).add(plan.start());
        findEntries(partOf, entries);
        for (int k = 0; k < regions.size(); k++) {
            List<Integer> own = List.copyOf(entries.get(k));
            for (int place = 0; place < own.size(); place++) {
                places.put(own.get(place), k << PLACE_BITS | place);
            }
            parts.add(new Part(k, regions.get(k), own));
        }
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
            if (plan.isSelfTailCall(last)) {
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

    /** The part that is called in place of the function. */
    Part main() {
        return parts.get(0);
    }

    /** The number of a place. */
    int place(int position) {
        return places.get(position);
    }

    /** The numbers of the places that a branch table leads to. */
    int[] places(int pc) {
        return targets(pc).stream().mapToInt(this::place).toArray();
    }

    /** The positions that a branch table leads to. */
    List<Integer> targets(int pc) {
        return Arrays.stream(plan.words, pc + 1, pc + 1 + Ir.field(plan.words[pc])).boxed().toList();
    }

    /** Blocks that are too large are cut between statements: positions for {@link Flow}. */
    static BitSet cuts(Flow flow, int[] statementSizes, int most) {
        BitSet cuts = new BitSet();
        for (int block = 0; block < flow.blockCount(); block++) {
            int size = 0;
            for (int k = flow.firstStatement(block); k < flow.firstStatement(block + 1); k++) {
                boolean afterLoop = k > 0 && Ir.op(flow.words[flow.position(k - 1)]) == Ir.LOOP;
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
