package dev.vespula.internal.translate;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.IrWriter;
import java.util.Arrays;

/** The open blocks of the function under translation, the function's body being the outermost. */
final class ControlStack {
    enum Kind {
        BODY,
        BLOCK,
        LOOP,
        /** An {@code if} before its {@code else}. */
        IF,
        /** An {@code if} behind its {@code else}. */
        ELSE,
        TRY_TABLE,
        /** A legacy {@code try} before its first {@code catch}. */
        TRY,
        /** A legacy {@code try} behind a {@code catch} or {@code catch_all}. */
        CATCH
    }

    /** An open block. The objects are used again, so that none is made for each block. */
    static final class Block {
        Kind kind;
        /** Height of the operand stack below the block's parameters. */
        int base;
        int[] params;
        int[] results;
        /** For a loop the pc of its header, for others the chain of the branches to the end. */
        int label;
        /** For an if the chain of the branch around the first arm, empty when the condition is a constant. */
        int elseChain;
        /** Whether the second arm of an if can be reached. */
        boolean elseReachable;
        /** Chain of the entries of a branch table that need moves before they may go on to the label. */
        int stubChain;
        /** The fuel unit around the block. */
        int unit;
        /** The region of handlers that the block's code is in; that of the block around it until it is set. */
        int region;
        /** The region that is the body of a try; of other blocks undefined. */
        int tried;

        /** Types of the values that a branch to the block takes along. */
        int[] labelTypes() {
            return kind == Kind.LOOP ? params : results;
        }

        /** Whether branches go to the end of the block. */
        boolean hasBranches() {
            return label != IrWriter.NO_CHAIN;
        }

        /** Makes the block's code, up to the next change, the body of a try. */
        void setTried(int newRegion) {
            tried = newRegion;
            region = newRegion;
        }
    }

    private Block[] blocks = new Block[16];
    private int depth;

    /** Begins a function. */
    void reset() {
        depth = 0;
    }

    /** Opens a block. */
    Block push(Kind kind, int base, int[] params, int[] results, int unit) {
        if (depth == blocks.length) {
            blocks = Arrays.copyOf(blocks, depth * 2);
        }
        Block block = blocks[depth];
        if (block == null) {
            block = new Block();
            blocks[depth] = block;
        }
        block.kind = kind;
        block.base = base;
        block.params = params;
        block.results = results;
        block.label = IrWriter.NO_CHAIN;
        block.elseChain = IrWriter.NO_CHAIN;
        block.elseReachable = false;
        block.stubChain = IrWriter.NO_CHAIN;
        block.unit = unit;
        block.region = depth == 0 ? HandlerTable.NONE : top().region;
        depth++;
        return block;
    }

    /** Closes the innermost block. */
    void pop() {
        depth--;
    }

    /** The innermost block. */
    Block top() {
        return blocks[depth - 1];
    }

    /** The block that a branch with this depth goes to. */
    Block target(int label) {
        return blocks[depth - 1 - label];
    }

    /** The function's body. */
    Block body() {
        return blocks[0];
    }
}
