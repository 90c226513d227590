package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * The statements and basic blocks of a function. Blocks are numbered in the order of the code and begin at labels and behind
 * terminators.
 */
public final class Flow {
    private static final int WORDS_PER_UNIT = 4;

    /** The IR. */
    public final int[] words;
    /** What looking at the function may cost. */
    final Effort effort;
    private final HandlerTable handlers;
    /** Positions of the statements, ascending. */
    private final int[] statements;
    /** Index in {@link #statements} of the first statement of each block, then the number of statements. */
    private final int[] blocks;

    /** The blocks of a function, which also begin at the positions given. */
    public Flow(IrFunction ir, BitSet cuts, Effort effort) {
        this.effort = effort;
        words = ir.code();
        effort.spend(words.length / WORDS_PER_UNIT);
        handlers = ir.handlers();
        int[] positions = new int[words.length];
        int[] starts = new int[words.length + 1];
        int[] labels = ir.labels();
        int label = 0;
        int count = 0;
        int blockCount = 0;
        boolean begins = true;
        for (int pc = 0; pc < words.length; pc = IrReader.next(words, pc)) {
            if (label < labels.length && labels[label] == pc) {
                begins = true;
                label++;
            }
            if (begins || cuts.get(pc)) {
                starts[blockCount++] = count;
            }
            positions[count++] = pc;
            begins = Ir.kind(Ir.op(words[pc])) == Ir.KIND_TERM;
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

    /** Tells the positions of the statements of some blocks. */
    public void statements(BitSet some, IntConsumer visitor) {
        for (int block = some.nextSetBit(0); block >= 0; block = some.nextSetBit(block + 1)) {
            for (int k = blocks[block]; k < blocks[block + 1]; k++) {
                visitor.accept(statements[k]);
            }
        }
    }

    /** Position of the first statement of a block. */
    public int start(int block) {
        return statements[blocks[block]];
    }

    /** Position after the last statement of a block. */
    public int end(int block) {
        return block + 1 == blockCount() ? words.length : start(block + 1);
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

    /** Tells where control may go after a block: positions, those of handlers too. */
    public void edges(int block, IntConsumer visitor) {
        successors(block, visitor);
        clauses(last(block), clause -> visitor.accept(handlers.target(clause)));
    }

    /** Tells where control may go after a block, exceptions apart. */
    public void successors(int block, IntConsumer visitor) {
        targets(words, last(block), visitor);
        int end = end(block);
        if (goesOn(block) && end < words.length) {
            visitor.accept(end);
        }
    }

    /** Tells where a statement may branch to. */
    static void targets(int[] words, int pc, IntConsumer visitor) {
        int op = Ir.op(words[pc]);
        int meaning = Ir.wordEntries(op) > 0 ? Ir.wordMeaning(op, 0) : Ir.MEANING_NONE;
        int count = meaning == Ir.MEANING_TARGET ? 1 : meaning == Ir.MEANING_TARGETS ? Ir.field(words[pc]) : 0;
        for (int k = 0; k < count; k++) {
            visitor.accept(words[pc + 1 + k]);
        }
    }

    /** Whether control may go on behind a block. */
    public boolean goesOn(int block) {
        int op = Ir.op(words[last(block)]);
        return Ir.kind(op) != Ir.KIND_TERM || Ir.has(op, Ir.FLAG_FALLS);
    }

    /**
     * Tells the clauses of this function that may catch what a statement throws, in the order in which they are tried: of those
     * for one tag only the first, and none behind one for all tags.
     */
    public void clauses(int pc, IntConsumer visitor) {
        if (!Ir.has(Ir.op(words[pc]), Ir.FLAG_THROWS)) {
            return;
        }
        BitSet tags = new BitSet();
        for (int region = handlers.regionAt(pc); region >= 0; region = handlers.next(region)) {
            effort.spend(1);
            for (int clause = handlers.firstClause(region), end = handlers.endClause(region); clause < end; clause++) {
                effort.spend(1);
                int tag = handlers.tag(clause);
                if (tag < 0) {
                    visitor.accept(clause);
                    return;
                }
                if (!tags.get(tag)) {
                    tags.set(tag);
                    visitor.accept(clause);
                }
            }
        }
    }

    /** The handlers. */
    public HandlerTable handlers() {
        return handlers;
    }
}
