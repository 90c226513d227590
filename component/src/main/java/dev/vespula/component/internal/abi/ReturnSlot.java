package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.types.FuncType;

/** Where an instance's call of a function in the asynchronous form waits for what {@code task.return} gives. */
public final class ReturnSlot {
    private LiftedFunction.Activation current;

    /** A call begins: there is none yet, since an instance is not entered twice. */
    void begin(LiftedFunction.Activation activation) {
        current = activation;
    }

    /** It is over. */
    void end() {
        current = null;
    }

    /**
     * Takes the result of the call that is under way.
     *
     * @param from   the instance with the options of the built-in function
     * @param type   of the built-in function
     * @param values its core arguments
     */
    public void give(Guest from, FuncType type, long[] values) {
        if (current == null) {
            throw BorderTraps.invalid("`task.return` is called outside of an asynchronous function");
        }
        current.take(from, type, values);
    }
}
