package dev.vespula.internal.translate;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.IrWriter;
import java.util.Arrays;

/** The open blocks of the function under translation, the function's body being the outermost, in flat arrays. */
final class ControlStack {
    static final int BODY = 0;
    static final int BLOCK = 1;
    static final int LOOP = 2;
    /** An {@code if} before its {@code else}. */
    static final int IF = 3;
    /** An {@code if} behind its {@code else}. */
    static final int ELSE = 4;
    static final int TRY_TABLE = 5;
    /** A legacy {@code try} before its first {@code catch}. */
    static final int TRY = 6;
    /** A legacy {@code try} behind a {@code catch} or {@code catch_all}. */
    static final int CATCH = 7;

    private int depth;
    private byte[] kinds = new byte[16];
    /** Height of the operand stack below the block's parameters. */
    private int[] bases = new int[16];
    private int[][] params = new int[16][];
    private int[][] results = new int[16][];
    /** For a loop the pc of its header, for others the chain of the branches to the end. */
    private int[] labels = new int[16];
    /** For an if the chain of the branch around the first arm, empty when the condition is a constant. */
    private int[] elseChains = new int[16];
    /** Chain of the entries of a branch table that need moves before they may go on to the label. */
    private int[] stubChains = new int[16];
    /** Whether the second arm of an if can be reached. */
    private boolean[] elseReachable = new boolean[16];
    /** The fuel unit around the block. */
    private int[] units = new int[16];
    /** The region of handlers that the block's code is in. */
    private int[] regions = new int[16];
    /** The region that is the body of a try; of other blocks undefined. */
    private int[] tried = new int[16];

    /** Begins a function. */
    void reset() {
        depth = 0;
    }

    /** Opens a block. */
    void push(int kind, int base, int[] paramTypes, int[] resultTypes, int unit) {
        if (depth == kinds.length) {
            grow();
        }
        kinds[depth] = (byte) kind;
        bases[depth] = base;
        params[depth] = paramTypes;
        results[depth] = resultTypes;
        labels[depth] = IrWriter.NO_CHAIN;
        elseChains[depth] = IrWriter.NO_CHAIN;
        stubChains[depth] = IrWriter.NO_CHAIN;
        elseReachable[depth] = false;
        units[depth] = unit;
        regions[depth] = depth == 0 ? HandlerTable.NONE : regions[depth - 1];
        depth++;
    }

    /** Closes the innermost block. */
    void pop() {
        depth--;
        params[depth] = null;
        results[depth] = null;
    }

    private void grow() {
        int size = depth * 2;
        kinds = Arrays.copyOf(kinds, size);
        bases = Arrays.copyOf(bases, size);
        params = Arrays.copyOf(params, size);
        results = Arrays.copyOf(results, size);
        labels = Arrays.copyOf(labels, size);
        elseChains = Arrays.copyOf(elseChains, size);
        stubChains = Arrays.copyOf(stubChains, size);
        elseReachable = Arrays.copyOf(elseReachable, size);
        units = Arrays.copyOf(units, size);
        regions = Arrays.copyOf(regions, size);
        tried = Arrays.copyOf(tried, size);
    }

    /** The innermost block. */
    int top() {
        return depth - 1;
    }

    /** The block that a branch with this depth goes to. */
    int target(int label) {
        return depth - 1 - label;
    }

    int kind(int block) {
        return kinds[block];
    }

    void setKind(int block, int kind) {
        kinds[block] = (byte) kind;
    }

    int base(int block) {
        return bases[block];
    }

    int[] params(int block) {
        return params[block];
    }

    int[] results(int block) {
        return results[block];
    }

    /** Types of the values that a branch to the block takes along. */
    int[] labelTypes(int block) {
        return kinds[block] == LOOP ? params[block] : results[block];
    }

    int label(int block) {
        return labels[block];
    }

    void setLabel(int block, int pcOrChain) {
        labels[block] = pcOrChain;
    }

    int elseChain(int block) {
        return elseChains[block];
    }

    void setElseChain(int block, int chain) {
        elseChains[block] = chain;
    }

    int stubChain(int block) {
        return stubChains[block];
    }

    void setStubChain(int block, int chain) {
        stubChains[block] = chain;
    }

    boolean isElseReachable(int block) {
        return elseReachable[block];
    }

    void setElseReachable(int block) {
        elseReachable[block] = true;
    }

    int unit(int block) {
        return units[block];
    }

    /** The region of handlers that the block's code is in; that of the block around it until it is set. */
    int region(int block) {
        return regions[block];
    }

    void setRegion(int block, int region) {
        regions[block] = region;
    }

    /** The region that is the body of a try. */
    int tried(int block) {
        return tried[block];
    }

    /** Makes the block's code, up to the next change, the body of a try. */
    void setTried(int block, int region) {
        tried[block] = region;
        regions[block] = region;
    }
}
