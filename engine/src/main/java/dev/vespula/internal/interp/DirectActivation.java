package dev.vespula.internal.interp;

import dev.vespula.internal.call.DirectCalls;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.WasmFunction;

/**
 * An activation that begins with compiled code, which Java has called with Java values; see {@link DirectCalls}. Its stack is
 * an execution that is always as if its first call were under way, so that nothing has to be set up. The outermost one stays
 * the store's stack when it is over; one that is nested is taken from the free ones and given back.
 */
final class DirectActivation {
    private final Execution execution;
    /** The stack below while the activation is nested in another one. */
    private MachineStack outer;

    DirectActivation(Execution execution) {
        this.execution = execution;
    }

    /** Opens the stack. */
    void open() {
        MachineStack former = execution.compiled.begin();
        outer = former == execution ? null : former;
        begin();
        execution.start = execution.compiled.position(0);
        execution.isReady = false;
        execution.isUntidy = outer != null;
    }

    private void begin() {
        execution.frames[0] = Execution.EXIT;
        execution.depth = 1;
    }

    /** Makes the stack a window after an exception has left compiled code; arguments may be put only if it had not begun. */
    void stop(WasmFunction function, Throwable thrown) {
        execution.reserveWindow(function.signature);
        execution.beginCapture(0, execution.compiled.isInterpreted(thrown) ? function.signature.windowSlots : 0);
    }

    /** Goes on after {@link #stop} until the results are in the window. */
    void finish(WasmFunction function, Throwable thrown) {
        try {
            Block next = execution.compiled.goOnFromJava(function, thrown);
            if (next != null) {
                Dispatch.run(execution, next);
            }
            execution.base = 0;
        } catch (Throwable failure) {
            throw Failure.of(execution, failure);
        }
    }

    /** Closes the stack; whether it remains that of the store for the next call from Java. */
    boolean close() {
        execution.forget();
        execution.close();
        boolean remains = outer == null && execution.isOrdinary();
        execution.isUntidy = false;
        if (remains) {
            begin();
            execution.isReady = true;
        }
        execution.compiled.end(remains ? execution : outer);
        outer = null;
        return remains;
    }
}
