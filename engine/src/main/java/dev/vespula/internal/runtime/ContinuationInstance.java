package dev.vespula.internal.runtime;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.values.Exposed;
import java.util.Arrays;

/**
 * A continuation: a function that has not begun, or the frames between a suspension and the resumption that it was handed to,
 * taken off the stack. It is used once, by what resumes, binds or switches to it.
 *
 * <p>Its slots are those of the frames from the outermost one on, up to where what the innermost one waits for is to be put;
 * arguments that are bound come behind them. A function that has not begun has none but these. So what resumes it puts the
 * arguments behind the slots in any case.
 */
public final class ContinuationInstance extends Exposed {
    private static final int[] NO_TYPES = {};
    private static final long[] NO_CELLS = {};
    /** The object and its arrays. */
    private static final int OWN_BYTES = 128;
    /** A number and a reference. */
    private static final int SLOT_BYTES = 12;

    /** The store. */
    public final StoreState store;
    private int[] params;
    private int[] results;
    private State state;
    private FunctionInstance function;
    private long[] cells;
    private Object[] refs;
    private Frames frames;

    /** What can become of it. */
    public enum State {
        /** Nothing of its function has been executed. */
        NEW,
        /** It waits. */
        SUSPENDED,
        /** It was used. */
        CONSUMED
    }

    /**
     * The calls that were under way, as the machine's call stack has them, with frames counted from the outermost one.
     *
     * @param entries  return sites and frames, outermost first; the last one is that of what is waited for
     * @param callers  the instances that entries restore
     * @param instance that of the innermost frame
     * @param extent   slots that the frames need, to run
     */
    public record Frames(long[] entries, ModuleInstance[] callers, ModuleInstance instance, int extent) {
        /** The instance of the outermost frame. */
        public ModuleInstance outermost() {
            return callers.length > 0 ? callers[0] : instance;
        }
    }

    private ContinuationInstance(StoreState store, int[] params, int[] results, State state) {
        this.store = store;
        this.params = params;
        this.results = results;
        this.state = state;
    }

    /** One that has not begun. */
    private ContinuationInstance(StoreState store, int[] params, int[] results, FunctionInstance function) {
        this(store, params, results, State.NEW);
        this.function = function;
        this.cells = NO_CELLS;
    }

    /**
     * A continuation that calls a function.
     *
     * @throws Trap   if the function is null
     * @throws dev.vespula.internal.stop.Unwind if the objects are to be counted first
     */
    public static ContinuationInstance make(StoreState store, Object function, ObjectType type) {
        if (function == null) {
            throw new Trap(TrapCode.NULL_REFERENCE, "null function reference");
        }
        store.spend(OWN_BYTES);
        return new ContinuationInstance(store, type.function.params(), type.function.results(), (FunctionInstance) function);
    }

    /** A continuation that calls a function, made by no instruction. */
    public static ContinuationInstance makeByHost(FunctionInstance function) {
        function.store.budget.makeRoom(OWN_BYTES);
        function.store.spend(OWN_BYTES);
        return new ContinuationInstance(function.store, function.signature.params, function.signature.results, function);
    }

    /**
     * A continuation of frames, which are to be taken off the stack.
     *
     * @param refs the reference slots, null if there are none
     */
    public static ContinuationInstance of(StoreState store, int[] params, int[] results, long[] cells, Object[] refs,
            Frames frames) {
        ContinuationInstance made = new ContinuationInstance(store, params, results, State.SUSPENDED);
        made.cells = cells;
        made.refs = refs;
        made.frames = frames;
        return made;
    }

    /** A continuation that was used, or is to be made out of a file: see {@link #take} and {@link #giveBack}. */
    public static ContinuationInstance blank(StoreState store) {
        store.budget.makeRoom(OWN_BYTES);
        store.spend(OWN_BYTES);
        return new ContinuationInstance(store, NO_TYPES, NO_TYPES, State.CONSUMED);
    }

    /** Says what a blank one takes and gives, which is now one that was not used. */
    public void setTypes(int[] taken, int[] given) {
        state = State.SUSPENDED;
        params = taken;
        results = given;
    }

    /** Gives a blank one its frames. */
    public void take(long[] numbers, Object[] references, Frames calls) {
        cells = numbers;
        refs = references;
        frames = calls;
    }

    /** What a continuation with so many slots and frames takes of a limit of bytes. */
    public static long bytes(int slots, int frames) {
        return OWN_BYTES + (long) SLOT_BYTES * slots + (long) Long.BYTES * frames;
    }

    /** What it takes of a limit of bytes now. */
    long bytes() {
        return bytes(cells == null ? 0 : cells.length, frames == null ? 0 : frames.entries.length);
    }

    /**
     * The continuation that a reference refers to, which must not have been used.
     *
     * @throws Trap if it is null or was used
     */
    public static ContinuationInstance usable(Object reference) {
        if (reference == null) {
            throw new Trap(TrapCode.NULL_REFERENCE, "null continuation reference");
        }
        ContinuationInstance continuation = (ContinuationInstance) reference;
        if (continuation.state == State.CONSUMED) {
            throw new Trap(TrapCode.CONTINUATION_CONSUMED);
        }
        return continuation;
    }

    /**
     * This one with its first arguments, which uses it up.
     *
     * @param numbers    the numeric slots of the arguments
     * @param references their reference slots, null if there are none
     */
    public ContinuationInstance bind(long[] numbers, Object[] references, ObjectType type) {
        int slots = cells.length + numbers.length;
        store.spend(bytes(slots, frames == null ? 0 : frames.entries.length));
        ContinuationInstance bound = new ContinuationInstance(store, type.function.params(), results, state);
        bound.function = function;
        bound.frames = frames;
        bound.cells = Arrays.copyOf(cells, slots);
        System.arraycopy(numbers, 0, bound.cells, cells.length, numbers.length);
        if (refs != null || references != null) {
            bound.refs = refs == null ? new Object[slots] : Arrays.copyOf(refs, slots);
            if (references != null) {
                System.arraycopy(references, 0, bound.refs, cells.length, references.length);
            }
        }
        consume();
        return bound;
    }

    /** It is used: it lets go of everything. */
    public void consume() {
        state = State.CONSUMED;
        function = null;
        cells = null;
        refs = null;
        frames = null;
    }

    /** It was not used after all, or is made out of a blank one: it has not begun. */
    public void giveBack(FunctionInstance notBegun, long[] numbers, Object[] references) {
        state = State.NEW;
        function = notBegun;
        cells = numbers;
        refs = references;
    }

    /** Types of the values that it takes when it is resumed. */
    public int[] params() {
        return params;
    }

    /** Types of the values that it gives when it ends. */
    public int[] results() {
        return results;
    }

    /** What can become of it. */
    public State state() {
        return state;
    }

    /** The function that has not begun; null if it has. */
    public FunctionInstance function() {
        return function;
    }

    /** The numeric slots. Not to be written to. */
    public long[] cells() {
        return cells;
    }

    /** The reference slots, as many as {@link #cells}; null if there are none. Not to be written to. */
    public Object[] refs() {
        return refs;
    }

    /** The frames; null if the function has not begun. */
    public Frames frames() {
        return frames;
    }
}
