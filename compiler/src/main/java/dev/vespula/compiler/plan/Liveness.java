package dev.vespula.compiler.plan;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
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
    private final BitSet[] atStart;

    /** Analyses a function; all its variables exist afterwards. */
    public Liveness(Flow flow, SlotUse use, Variables variables, Effort effort) {
        this.effort = effort;
        this.flow = flow;
        this.use = use;
        this.variables = variables;
        IntConsumer made = number -> {
            // That it is told is all that is wanted.
        };
        for (int k = 0; k < flow.statementCount(); k++) {
            use.reads(flow.position(k), made);
            use.writes(flow.position(k), made);
        }
        for (int clause = 0; clause < flow.handlers().clauses(); clause++) {
            use.filled(clause, made);
        }
        isExact = (long) Math.max(flow.blockCount(), longestBlock()) * variables.count() <= MOST_WORK;
        atStart = new BitSet[flow.blockCount()];
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
            atStart[block] = new BitSet();
            int from = block;
            flow.edges(block, to -> edges.add(flow.blockAt(to), from));
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
            BitSet live = atEnd(block);
            spend(1);
            backwards(block, live, k -> {
                // All that is wanted is what is live before the first one.
            });
            if (!live.equals(atStart[block])) {
                atStart[block] = live;
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
    private BitSet atEnd(int block) {
        BitSet live = new BitSet();
        flow.successors(block, to -> {
            spend(1);
            live.or(atStart[flow.blockAt(to)]);
        });
        return live;
    }

    /** Goes through a block from its end: {@code live} is what is live before each statement when {@code before} is told of it. */
    private void backwards(int block, BitSet live, IntConsumer before) {
        effort.spend((flow.end(block) - flow.start(block)) / WORDS_PER_UNIT);
        for (int k = flow.firstStatement(block + 1) - 1; k >= flow.firstStatement(block); k--) {
            int pc = flow.position(k);
            use.writes(pc, live::clear);
            flow.clauses(pc, clause -> live.or(atHandler(clause)));
            use.reads(pc, live::set);
            before.accept(k);
        }
    }

    /** What the code of a handler reads that the exception does not bring. */
    public BitSet atHandler(int clause) {
        BitSet live = at(flow.handlers().target(clause));
        use.filled(clause, live::clear);
        return live;
    }

    /** Live at the beginning of the block at a position. */
    public BitSet at(int position) {
        return atBlock(flow.blockAt(position));
    }

    /** Live at any of some positions. */
    public BitSet atAny(Collection<Integer> positions) {
        BitSet live = new BitSet();
        positions.forEach(position -> live.or(at(position)));
        return live;
    }

    /** Live at the beginning of a block. */
    public BitSet atBlock(int block) {
        spend(1);
        if (!isExact) {
            return all();
        }
        return (BitSet) atStart[block].clone();
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

    /** Live before those statements of a block that are wanted, by their number. */
    public Map<Integer, BitSet> within(int block, IntPredicate wanted) {
        Map<Integer, BitSet> sets = new HashMap<>();
        if (!isExact) {
            BitSet everything = all();
            IntStream.range(flow.firstStatement(block), flow.firstStatement(block + 1)).filter(wanted)
                    .forEach(k -> sets.put(k, everything));
            return sets;
        }
        BitSet live = atEnd(block);
        backwards(block, live, k -> {
            if (wanted.test(k)) {
                spend(1);
                sets.put(k, (BitSet) live.clone());
            }
        });
        return sets;
    }
}
