package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.limits.Budget;
import dev.vespula.internal.stop.Unwind;
import dev.vespula.internal.values.Exposed;
import java.util.Arrays;

/**
 * An exception: what an exnref refers to. Its identity is its own; two exceptions of one tag with the same values are
 * different. It holds its values as a frame would, a v128 in two slots and references beside the numbers.
 */
public final class ExceptionInstance extends Exposed {
    private static final long[] NO_CELLS = {};
    private static final int EXCEPTION_BYTES = 64;
    /** A number and a reference. */
    private static final int SLOT_BYTES = 12;

    /** What it is caught by. */
    @Contract
    public final TagInstance tag;
    /** The numeric slots of its values. */
    @Contract
    public final long[] cells;
    /** The reference slots of its values; {@code null} if there are no references among them. */
    @Contract
    public final Object[] refs;

    /**
     * An exception whose values are still to be written to its slots.
     *
     * @throws Unwind if the objects are to be counted first, see {@link Budget#lack}
     */
    @Contract
    public ExceptionInstance(TagInstance tag) {
        tag.store.spend(bytes(tag));
        this.tag = tag;
        this.cells = new long[tag.signature.paramSlots];
        this.refs = tag.signature.usesRefs ? new Object[tag.signature.paramSlots] : null;
    }

    /**
     * An exception whose values stand in slots.
     *
     * @param at the first slot, in both arrays
     */
    public ExceptionInstance(TagInstance tag, long[] fromCells, Object[] fromRefs, int at) {
        tag.store.spend(bytes(tag));
        int slots = tag.signature.paramSlots;
        this.tag = tag;
        this.cells = slots == 0 ? NO_CELLS : Arrays.copyOfRange(fromCells, at, at + slots);
        this.refs = tag.signature.usesRefs ? Arrays.copyOfRange(fromRefs, at, at + slots) : null;
    }

    /** An exception that no instruction makes, whose values are still to be written to its slots. */
    public static ExceptionInstance makeByHost(TagInstance tag) {
        tag.store.budget.makeRoom(bytes(tag));
        return new ExceptionInstance(tag);
    }

    /** What an exception takes of a limit of bytes. */
    static long bytes(TagInstance tag) {
        return EXCEPTION_BYTES + (long) SLOT_BYTES * tag.signature.paramSlots;
    }
}
