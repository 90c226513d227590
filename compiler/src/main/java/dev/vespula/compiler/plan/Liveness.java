package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.Ir;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which variables are live where: whose value may still be read. Only they must be saved when a frame is captured, and only
 * they are handed from one part of a split function to another.
 */
public final class Liveness {
    /**
     * More variables times blocks (or statements of a block) than this are not analysed: all variables then count as live
     * everywhere.
     */
    private static final long MOST_WORK = 40_000_000;
    private static final int BITS_PER_UNIT = 256;
    private static final int WORDS_PER_UNIT = 4;

    private final Flow flow;
    private final SlotUse use;
    private final Variables variables;
    private final Effort effort;
    private final boolean isExact;
    /** Live at the beginning of each block. */
    private final BitSet[] in;

    /** Analyses a function; all its variables exist afterwards. */
    public Liveness(Flow flow, SlotUse use, Variables variables, Effort effort) {
        this.effort = effort;
        this.flow = flow;
        this.use = use;
        this.variables = variables;
        for (int block = 0; block < flow.blockCount(); block++) {
            for (int k = flow.firstStatement(block); k < flow.firstStatement(block + 1); k++) {
                use.reads(flow.position(k), variables::of);
                use.writes(flow.position(k), variables::of);
            }
        }
        for (int clause = 0; clause < flow.handlers().clauses(); clause++) {
            use.filled(clause, variables::of);
        }
        isExact = (long) Math.max(flow.blockCount(), longestBlock()) * variables.count() <= MOST_WORK;
        in = new BitSet[flow.blockCount()];
        if (isExact) {
            analyse();
        }
    }

    private int longestBlock() {
        int longest = 0;
        for (int block = 0; block < flow.blockCount(); block++) {
            longest = Math.max(longest, flow.firstStatement(block + 1) - flow.firstStatement(block));
        }
        return longest;
    }

    /**
     * Whether it is known what is live. If not, two variables of one slot may be said to be live at the same point, and which
     * of them really is cannot be told: neither may be kept outside of the frame.
     */
    public boolean isExact() {
        return isExact;
    }

    private void analyse() {
        int count = flow.blockCount();
        Edges edges = new Edges(count);
        for (int block = 0; block < count; block++) {
            in[block] = new BitSet();
            int from = block;
            flow.successors(block, to -> edges.add(flow.blockAt(to), from));
            if (Flow.mayThrow(Ir.op(flow.code[flow.last(block)]))) {
                flow.clauses(flow.last(block), clause -> edges.add(flow.blockAt(flow.handlers().target(clause)), from));
            }
        }
        edges.sort();
        ArrayDeque<Integer> work = new ArrayDeque<>();
        BitSet waiting = new BitSet(count);
        for (int block = 0; block < count; block++) {
            work.push(block);
            waiting.set(block);
        }
        while (!work.isEmpty()) {
            int block = work.pop();
            waiting.clear(block);
            BitSet live = out(block);
            before(block, flow.firstStatement(block), live);
            if (!live.equals(in[block])) {
                in[block] = live;
                for (int k = edges.first(block); k < edges.first(block + 1); k++) {
                    int predecessor = edges.end(k);
                    if (!waiting.get(predecessor)) {
                        waiting.set(predecessor);
                        work.push(predecessor);
                    }
                }
            }
        }
    }

    /** Live at the end of a block. Statements that throw to a handler of the function end a block. */
    private BitSet out(int block) {
        BitSet live = new BitSet();
        flow.successors(block, to -> {
            spend(1);
            live.or(in[flow.blockAt(to)]);
        });
        return live;
    }

    /** What is live before a statement of a block, from what is live at its end. */
    private void before(int block, int statement, BitSet live) {
        spend(1);
        effort.spend((flow.end(block) - flow.position(statement)) / WORDS_PER_UNIT);
        for (int k = flow.firstStatement(block + 1) - 1; k >= statement; k--) {
            int pc = flow.position(k);
            use.writes(pc, (slot, kind) -> live.clear(variables.of(slot, kind).number()));
            if (Flow.mayThrow(Ir.op(flow.code[pc]))) {
                flow.clauses(pc, clause -> live.or(atHandler(clause)));
            }
            use.reads(pc, (slot, kind) -> live.set(variables.of(slot, kind).number()));
        }
    }

    /** What the code of a handler reads that the exception does not bring. */
    public BitSet atHandler(int clause) {
        BitSet live = at(flow.blockAt(flow.handlers().target(clause)));
        use.filled(clause, (slot, kind) -> live.clear(variables.of(slot, kind).number()));
        return live;
    }

    /** Live at the beginning of a block. */
    public BitSet at(int block) {
        spend(1);
        if (!isExact) {
            return all();
        }
        return (BitSet) in[block].clone();
    }

    /** Pays for looking at so many sets of variables. */
    private void spend(int sets) {
        effort.spend(sets * (1L + variables.count() / BITS_PER_UNIT));
    }

    private BitSet all() {
        BitSet everything = new BitSet(variables.count());
        everything.set(0, variables.count());
        return everything;
    }

    /**
     * Live before statements of a block that something asks for.
     *
     * @param wanted which statements, by number from the first one of the block
     * @return the sets by the same numbers
     */
    public Map<Integer, BitSet> within(int block, IntPredicate wanted) {
        Map<Integer, BitSet> sets = new HashMap<>();
        int first = flow.firstStatement(block);
        int count = flow.firstStatement(block + 1) - first;
        if (!isExact) {
            BitSet everything = all();
            IntStream.range(0, count).filter(wanted).forEach(k -> sets.put(k, everything));
            return sets;
        }
        effort.spend((flow.end(block) - flow.start(block)) / WORDS_PER_UNIT);
        BitSet live = out(block);
        for (int k = count - 1; k >= 0; k--) {
            int pc = flow.position(first + k);
            use.writes(pc, (slot, kind) -> live.clear(variables.of(slot, kind).number()));
            if (Flow.mayThrow(Ir.op(flow.code[pc]))) {
                flow.clauses(pc, clause -> live.or(atHandler(clause)));
            }
            use.reads(pc, (slot, kind) -> live.set(variables.of(slot, kind).number()));
            if (wanted.test(k)) {
                spend(1);
                sets.put(k, (BitSet) live.clone());
            }
        }
        return sets;
    }
}
