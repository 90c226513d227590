package dev.vespula.internal.linked;

import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TagInstance;

/**
 * What nodes know of the execution in which they run: the stack, what is cached of the current instance, and how calls, returns
 * and exceptions get to the next block.
 */
public abstract class Context extends MachineStack {
    /** The store. */
    public final StoreState store;
    /** Content of memory 0 of the current instance. */
    public byte[] memory;
    /** Size of memory 0 in bytes, 0 while its content is not in one array. */
    public long limit;
    /** Globals of the current instance. */
    public GlobalCell[] globals;
    /** The instance whose code runs. */
    public ModuleInstance instance;
    /** Where the current frame's slots begin. */
    public int fp;
    /** How many entries the call stack has. */
    public int depth;
    /** The high half of the vector that was evaluated last. */
    public long high;

    protected Context(StoreState store) {
        this.store = store;
    }

    @Override
    public final StoreState store() {
        return store;
    }

    /**
     * Calls a function of the current instance.
     *
     * @param callee  the function
     * @param site    where to return to
     * @param callerFp the caller's frame
     * @param calleeFp the callee's frame: where its arguments stand
     * @return the callee's first block
     */
    public abstract Block call(LinkedFunction callee, int site, int callerFp, int calleeFp);

    /** Calls any function; the block returned is the callee's first or, after a host function, that after the call. */
    public abstract Block call(FunctionInstance callee, CallSite site, int callerFp, int calleeFp);

    /** Replaces the current frame by a call of a function of the current instance; arguments are moved down. */
    public abstract Block tailCall(LinkedFunction callee, LinkedFunction caller, int frame, int argumentFp);

    /** Replaces the current frame by a call of any function. */
    public abstract Block tailCall(FunctionInstance callee, LinkedFunction caller, int frame, int argumentFp);

    /** Goes on in the compiled code of a loop, or in the block as it was if there is no room for that. */
    public abstract Block enterLoop(Block loop, CallEntry entry, Block interpreted);

    /** Returns from the current frame: the block after the call, or null when the activation is over. */
    public abstract Block leave();

    /** As {@link #leave} for a function with reference slots: forgets all but its results. */
    public abstract Block leave(LinkedFunction from);

    /**
     * Throws an exception in the current frame.
     *
     * @return the block of its handler, in the frame that {@link #fp} then names
     */
    public abstract Block raise(ExceptionInstance exception, LinkedFunction thrower, int pc);

    /**
     * Leaves the frames up to the innermost resumption that has a clause for suspensions with a tag.
     *
     * @param site   where to go on when what is left is resumed; what it gets then is put where the values stand
     * @param fp     the current frame
     * @param values where the tag's values stand
     * @return the block of the clause, in the frame that {@link #fp} then names
     */
    public abstract Block suspend(TagInstance tag, CallSite site, int fp, int values);

    /**
     * Begins or continues a continuation as a call whose frame begins where its arguments stand.
     *
     * @param slots slots of the arguments
     */
    public abstract Block resume(ContinuationInstance continuation, CallSite site, int callerFp, int calleeFp, int slots);

    /** As {@link #resume}, but what it waits for throws an exception. */
    public abstract Block resumeThrow(ContinuationInstance continuation, ExceptionInstance thrown, CallSite site, int callerFp,
            int calleeFp);

    /**
     * As {@link #suspend}, to the innermost resumption with a clause for switches, which then goes on with another continuation.
     *
     * @param arguments where its arguments stand; what is left becomes the last one
     * @param slots     slots of those
     */
    public abstract Block switchTo(ContinuationInstance continuation, TagInstance tag, CallSite site, int fp, int arguments,
            int slots);

    /** Reads again where memory 0 is: after everything that may have let it grow. */
    public abstract void reload();
}
