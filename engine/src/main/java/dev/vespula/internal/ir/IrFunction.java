package dev.vespula.internal.ir;

import java.util.Objects;

/**
 * The register IR of one function: what the translator produces and what both back ends read. Immutable by agreement: the
 * arrays are shared, not copied, and nobody writes to them.
 *
 * <p>{@link #code} is one list of statements in prefix form (see {@link Ir} and the tables in {@code src/main/ops}). An
 * index of a statement is a <em>pc</em>: it names a place where an execution can stop, and a fresh translation of
 * the same function with the same options yields the same pcs.
 *
 * <p>The frame of a call is {@link #frameSlots} slots: parameters, other locals, operand temporaries. A v128 takes two
 * slots. Where a callee's frame begins is up to each call; the callee's own frame may reach beyond the caller's.
 */
public final class IrFunction {
    private final int index;
    private final int[] code;
    private final int[] labels;
    private final int paramSlots;
    private final int localSlots;
    private final int frameSlots;
    private final int resultSlots;
    private final int firstRefSlot;
    private final int endRefSlot;
    private final HandlerTable handlers;
    private final SourceMap sourceMap;

    /**
     * Makes a function.
     *
     * @param index        index of the function in its module
     * @param code         the statements
     * @param labels       ascending pcs that branches go to, every loop header included
     * @param paramSlots   slots of the parameters; they come first in the frame
     * @param localSlots   slots of parameters and other locals; those from {@code paramSlots} on start as zero or null
     * @param frameSlots   slots of the whole frame, at least {@code resultSlots}
     * @param resultSlots  slots of the results; they are returned in the slots 0 to {@code resultSlots - 1}
     * @param firstRefSlot first slot that may hold a reference
     * @param endRefSlot   slot after the last that may hold a reference; equal to {@code firstRefSlot} when there is none
     * @param handlers     where exceptions are caught
     * @param sourceMap    Wasm offsets of the code
     */
    public IrFunction(int index, int[] code, int[] labels, int paramSlots, int localSlots, int frameSlots, int resultSlots,
            int firstRefSlot, int endRefSlot, HandlerTable handlers, SourceMap sourceMap) {
        this.index = index;
        this.code = Objects.requireNonNull(code);
        this.labels = Objects.requireNonNull(labels);
        this.paramSlots = paramSlots;
        this.localSlots = localSlots;
        this.frameSlots = frameSlots;
        this.resultSlots = resultSlots;
        this.firstRefSlot = firstRefSlot;
        this.endRefSlot = endRefSlot;
        this.handlers = Objects.requireNonNull(handlers);
        this.sourceMap = Objects.requireNonNull(sourceMap);
    }

    /** Index of the function in its module, imports first. */
    public int index() {
        return index;
    }

    /** The statements; not to be written to. */
    public int[] code() {
        return code;
    }

    /**
     * Ascending pcs where a block begins because a branch may go there: targets of branches and all loop headers.
     * Not to be written to.
     */
    public int[] labels() {
        return labels;
    }

    /** Slots of the parameters. */
    public int paramSlots() {
        return paramSlots;
    }

    /** Slots of parameters and other locals. */
    public int localSlots() {
        return localSlots;
    }

    /** Slots of the whole frame: locals, temporaries, and the arguments and results of its calls. */
    public int frameSlots() {
        return frameSlots;
    }

    /** Slots of the results. */
    public int resultSlots() {
        return resultSlots;
    }

    /** First slot that may hold a reference. */
    public int firstRefSlot() {
        return firstRefSlot;
    }

    /** Slot after the last that may hold a reference. */
    public int endRefSlot() {
        return endRefSlot;
    }

    /** Whether any slot holds references, so that the frame needs reference slots at all. */
    public boolean usesRefs() {
        return endRefSlot > firstRefSlot;
    }

    /** Where the exceptions of the function and of what it calls are caught. */
    public HandlerTable handlers() {
        return handlers;
    }

    /** Where statements and trapping expressions come from. */
    public SourceMap sourceMap() {
        return sourceMap;
    }
}
