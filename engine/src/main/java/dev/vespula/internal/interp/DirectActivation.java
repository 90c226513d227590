package dev.vespula.internal.interp;

import dev.vespula.internal.call.DirectCalls;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.WasmFunction;

/**
 * An activation that begins with compiled code, which Java has called with Java values; see {@link DirectCalls}. Its stack is
 * an execution that is always as if its first call were under way, so that nothing has to be set up. The outermost one stays
 * the store's stack when it is over; one that is nested is taken from the free ones and given back.
 */
final class DirectActivation {
    private final Execution x;
    /** The stack below while the activation is nested in another one. */
    private MachineStack outer;

    DirectActivation(Execution x) {
        this.x = x;
    }

    /** Opens the stack. */
    void open() {
        MachineStack former = x.compiled.begin();
        outer = former == x ? null : former;
        begin();
        x.start = x.compiled.position(0);
        x.isReady = false;
        x.isUntidy = outer != null;
    }

    private void begin() {
        x.frames[0] = Execution.EXIT;
        x.depth = 1;
    }

    /** Makes the stack a window after an exception has left compiled code; arguments may be put only if it had not begun. */
    void stop(WasmFunction function, Throwable thrown) {
        x.reserveWindow(function.signature);
        x.beginCapture(0, x.compiled.isInterpreted(thrown) ? function.signature.windowSlots : 0);
    }

    /** Goes on after {@link #stop} until the results are in the window. */
    void finish(WasmFunction function, Throwable thrown) {
        try {
            Block next = x.compiled.goOnFromJava(function, thrown);
            if (next != null) {
                Dispatch.run(x, next);
            }
            x.base = 0;
        } catch (Throwable failure) {
            throw Failure.of(x, failure);
        }
    }

    /** Closes the stack; whether it remains that of the store for the next call from Java. */
    boolean close() {
        x.forget();
        x.close();
        boolean remains = outer == null && x.isOrdinary();
        x.isUntidy = false;
        if (remains) {
            begin();
            x.isReady = true;
        }
        x.compiled.end(remains ? x : outer);
        outer = null;
        return remains;
    }
}
