package dev.vespula.internal.ir;

/**
 * The register IR of one function: what the translator produces and what both back ends read. Immutable by agreement: the
 * arrays are shared, not copied, and nobody writes to them.
 *
 * <p>{@code code} is one list of statements in prefix form (see {@link Ir} and the tables in {@code src/main/ops}). An
 * index of a statement is a <em>pc</em>: it names a place where an execution can stop, and a fresh translation of
 * the same function with the same options yields the same pcs.
 *
 * <p>The frame of a call is {@code frameSlots} slots: parameters, other locals, operand temporaries. A v128 takes two
 * slots. Where a callee's frame begins is up to each call; the callee's own frame may reach beyond the caller's.
 *
 * @param index        index of the function in its module, imports first
 * @param code         the statements
 * @param labels       ascending pcs where a block begins because a branch may go there, every loop header included
 * @param paramSlots   slots of the parameters; they come first in the frame
 * @param localSlots   slots of parameters and other locals; those from {@code paramSlots} on start as zero or null
 * @param frameSlots   slots of the whole frame, the arguments and results of calls included; at least {@code resultSlots}
 * @param resultSlots  slots of the results; they are returned in the slots 0 to {@code resultSlots - 1}
 * @param firstRefSlot first slot that may hold a reference
 * @param endRefSlot   slot after the last that may hold a reference; equal to {@code firstRefSlot} when there is none
 * @param handlers     where exceptions of the function and of what it calls are caught
 * @param sourceMap    where statements and trapping expressions come from
 */
public record IrFunction(int index, int[] code, int[] labels, int paramSlots, int localSlots, int frameSlots, int resultSlots,
        int firstRefSlot, int endRefSlot, HandlerTable handlers, SourceMap sourceMap) {
    /** Whether any slot holds references, so that the frame needs reference slots at all. */
    public boolean usesRefs() {
        return endRefSlot > firstRefSlot;
    }
}
