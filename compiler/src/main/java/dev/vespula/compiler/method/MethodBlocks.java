package dev.vespula.compiler.method;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The blocks of a method: of those that it may have, those that can be reached from where it is entered. */
final class MethodBlocks {
    /** The blocks. */
    final BitSet reachable = new BitSet();
    private final FunctionPlan plan;
    private final BitSet allowed;

    /** {@code entries}: positions where the method begins to execute statements. */
    MethodBlocks(FunctionPlan plan, BitSet allowed, List<Integer> entries) {
        this.plan = plan;
        this.allowed = allowed;
        ArrayDeque<Integer> work = new ArrayDeque<>();
        entries.forEach(entry -> reach(entry, work));
        while (!work.isEmpty()) {
            plan.edges(work.pop(), to -> reach(to, work));
        }
    }

    private void reach(int position, ArrayDeque<Integer> work) {
        int block = plan.flow.blockAt(position);
        if (contains(position) && !reachable.get(block)) {
            reachable.set(block);
            work.push(block);
        }
    }

    /** Whether the method may have the block at a position. */
    boolean contains(int position) {
        return allowed.get(plan.flow.blockAt(position));
    }

    /** Positions outside of the method where it goes on. */
    Set<Integer> outside() {
        Set<Integer> positions = new TreeSet<>();
        reachable.stream().forEach(block -> plan.edges(block, positions::add));
        positions.removeIf(this::contains);
        return positions;
    }
}
