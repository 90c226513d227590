package dev.vespula.internal.compiled;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.stop.Unwind;

/** Exceptions of Wasm whose values stand in slots, and those of {@code throw_ref}. */
public final class Exceptions {
    private Exceptions() {}

    /** Words that a clause takes in the table of {@link #handler}. */
    public static final int CLAUSE_WORDS = 5;

    /** An exception whose values stand in slots of a frame. */
    @Contract
    public static ExceptionInstance make(TagInstance tag, MachineStack stack, long position, int first) {
        return new ExceptionInstance(tag, stack.cells, stack.refs, Position.slot(position) + first);
    }

    /**
     * Puts an exception and its values into slots of a frame.
     *
     * @param values    first slot of the values, negative if they are not wanted
     * @param reference slot of the exception, negative if it is not wanted
     */
    @Contract
    public static void fill(ExceptionInstance exception, MachineStack stack, long position, int values, int reference) {
        int first = Position.slot(position);
        if (values >= 0) {
            System.arraycopy(exception.cells, 0, stack.cells, first + values, exception.cells.length);
            if (exception.refs != null) {
                System.arraycopy(exception.refs, 0, stack.refs, first + values, exception.refs.length);
            }
        }
        if (reference >= 0) {
            stack.refs[first + reference] = exception;
        }
    }

    /**
     * Lets a frame whose slots are all on the value stack catch an exception.
     *
     * @param function index of its function
     * @param clauses  for each clause the tag, or a negative number for every tag; the slots as for {@link #fill}; what is
     *                 returned if it catches; the position of its handler in the IR
     * @return what the table says, or -1 if no clause catches the exception
     */
    @Contract
    public static int handler(ExceptionInstance exception, ModuleInstance in, long position, int function, int[] clauses) {
        for (int clause = 0; clause < clauses.length; clause += CLAUSE_WORDS) {
            int tag = clauses[clause];
            if (tag < 0 || in.tags[tag] == exception.tag) {
                MachineStack stack = in.store.stack;
                // Before the slots are filled: it clears those of frames that overlap with this one.
                stack.discard();
                fill(exception, stack, position, tag < 0 ? -1 : clauses[clause + 1], clauses[clause + 2]);
                if (in.memories.length > 0 && !in.memories[0].tighten()) {
                    // The code of the handler may take memory 0 for an array of its size.
                    stack.capture(Unwind.INSTANCE, in, position, function, clauses[clause + 4]);
                    throw Unwind.INSTANCE;
                }
                return clauses[clause + 3];
            }
        }
        return -1;
    }

    /** The exception that {@code throw_ref} throws. */
    @Contract
    public static ExceptionInstance nonNull(Object reference) {
        if (reference == null) {
            throw new Trap(TrapCode.NULL_REFERENCE, "null exception reference");
        }
        return (ExceptionInstance) reference;
    }
}
