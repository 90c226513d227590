package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The statements and basic blocks of a function. Blocks are numbered in the order of the code and begin at labels and behind
 * terminators.
 */
public final class Flow {
    private static final int WORDS_PER_UNIT = 4;

    /** The code. */
    public final int[] code;
    /** What looking at the function may cost. */
    final Effort effort;
    private final HandlerTable handlers;
    /** Positions of the statements, ascending. */
    private final int[] statements;
    /** Index in {@link #statements} of the first statement of each block, then the number of statements. */
    private final int[] blocks;

    /** The blocks of a function. */
    public Flow(IrFunction ir, Effort effort) {
        this(ir, new BitSet(), effort);
    }

    /** The blocks of a function, which also begin at the positions given. */
    public Flow(IrFunction ir, BitSet cuts, Effort effort) {
        this.effort = effort;
        code = ir.code();
        effort.spend(code.length / WORDS_PER_UNIT);
        handlers = ir.handlers();
        int[] positions = new int[code.length];
        int[] starts = new int[code.length + 1];
        int[] labels = ir.labels();
        int label = 0;
        int count = 0;
        int blockCount = 0;
        boolean begins = true;
        for (int pc = 0; pc < code.length; pc = IrReader.next(code, pc)) {
            if (label < labels.length && labels[label] == pc) {
                begins = true;
                label++;
            }
            if (begins || cuts.get(pc)) {
                starts[blockCount++] = count;
            }
            positions[count++] = pc;
            begins = Ir.kind(Ir.op(code[pc])) == Ir.KIND_TERM;
        }
        starts[blockCount] = count;
        statements = Arrays.copyOf(positions, count);
        blocks = Arrays.copyOf(starts, blockCount + 1);
    }

    /** How many statements there are. */
    public int statementCount() {
        return statements.length;
    }

    /** How many blocks there are. */
    public int blockCount() {
        return blocks.length - 1;
    }

    /** All blocks. */
    public BitSet allBlocks() {
        BitSet all = new BitSet(blockCount());
        all.set(0, blockCount());
        return all;
    }

    /** Number of the first statement of a block; of the block after the last one the number of statements. */
    public int firstStatement(int block) {
        return blocks[block];
    }

    /** Position of a statement. */
    public int position(int statement) {
        return statements[statement];
    }

    /** Position of the first statement of a block. */
    public int start(int block) {
        return statements[blocks[block]];
    }

    /** Position after the last statement of a block. */
    public int end(int block) {
        return block + 1 == blockCount() ? code.length : start(block + 1);
    }

    /** The block that begins at a position. */
    public int blockAt(int position) {
        int low = 0;
        int high = blockCount() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (start(middle) <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The statement that ends a block. */
    public int last(int block) {
        return statements[blocks[block + 1] - 1];
    }

    /** Told of edges between blocks. */
    public interface EdgeVisitor {
        /** Control may go on at a position. */
        void to(int position);
    }

    /** Tells where control may go after a block, exceptions apart. */
    public void successors(int block, EdgeVisitor visitor) {
        int pc = last(block);
        int op = Ir.op(code[pc]);
        targets(pc, visitor);
        if (Ir.kind(op) != Ir.KIND_TERM || falls(op)) {
            int end = end(block);
            if (end < code.length) {
                visitor.to(end);
            }
        }
    }

    /** Tells where a statement may branch to. */
    public void targets(int pc, EdgeVisitor visitor) {
        int op = Ir.op(code[pc]);
        if (Ir.wordEntries(op) > 0) {
            switch (Ir.wordMeaning(op, 0)) {
                case Ir.MEANING_TARGET -> visitor.to(code[pc + 1]);
                case Ir.MEANING_TARGETS -> {
                    int count = Ir.field(code[pc]);
                    for (int k = 0; k < count; k++) {
                        visitor.to(code[pc + 1 + k]);
                    }
                }
                default -> {
                    // No targets.
                }
            }
        }
    }

    /** Whether control may go on behind a terminator. */
    public static boolean falls(int op) {
        return Ir.has(op, Ir.FLAG_FALLS);
    }

    /** Told of clauses. */
    public interface ClauseVisitor {
        /** A clause that may catch. */
        void clause(int clause);
    }

    /**
     * Tells the clauses that may catch what is thrown at a position, in the order in which they are tried: of those for one
     * tag only the first, and none behind one for all tags.
     */
    public void clauses(int position, ClauseVisitor visitor) {
        int region = handlers.regionAt(position);
        if (region < 0) {
            return;
        }
        BitSet tags = new BitSet();
        for (; region >= 0; region = handlers.next(region)) {
            effort.spend(1);
            for (int clause = handlers.firstClause(region), end = handlers.endClause(region); clause < end; clause++) {
                effort.spend(1);
                int tag = handlers.tag(clause);
                if (tag < 0) {
                    visitor.clause(clause);
                    return;
                }
                if (!tags.get(tag)) {
                    tags.set(tag);
                    visitor.clause(clause);
                }
            }
        }
    }

    /** The handlers. */
    public HandlerTable handlers() {
        return handlers;
    }

    /** Whether a statement may throw one of Wasm's exceptions that this function can catch. */
    public static boolean mayThrow(int op) {
        return Ir.has(op, Ir.FLAG_THROWS);
    }
}
