package dev.vespula;

import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.snapshot.StateCapture;
import dev.vespula.internal.snapshot.StoreImage;

/**
 * A resumable call that stopped in a host function, which asked for it with {@link Caller#suspend} or threw any other
 * exception. Going on means to provide the function's results; it is not called again.
 */
public final class HostSuspended extends SuspendedCall {
    private final HostFunctionInstance host;
    private final Exception cause;

    HostSuspended(PausedCall call, Suspension.InHost suspension) {
        super(call);
        this.host = suspension.function();
        this.cause = suspension.cause();
    }

    /** The host function whose results are missing. */
    public Func hostFunction() {
        return Func.of(host);
    }

    /** What the host function threw; after a snapshot an exception with its text, unless it suspended the call. */
    public Exception cause() {
        return cause;
    }

    /**
     * What was handed to {@link Caller#suspend}; of an {@link AsyncHostFunction} the stage that gives its results; null if
     * the host function threw something else.
     */
    public Object payload() {
        return cause instanceof HostSuspension suspension ? suspension.payload() : null;
    }

    @Override
    StoreImage.CallImage image(StateCapture capture, Activation activation) {
        String failure = cause instanceof HostSuspension ? null : text(cause);
        return capture.call(wasmFunction(), activation, 0, payload(), failure);
    }

    private static String text(Exception cause) {
        try {
            return cause.toString();
        } catch (RuntimeException e) {
            // It is of the host, and cannot even tell what it is.
            return cause.getClass().getName();
        }
    }

    /**
     * Goes on as if the host function had returned these results.
     *
     * @param results as for {@link Func#call}
     * @return the next outcome
     * @throws IllegalArgumentException if number or types do not match the host function; the call can still be resumed
     * @throws IllegalStateException    if the call was continued or closed already, or another thread uses the store
     * @throws Trap                     if the execution traps
     */
    public CallOutcome resume(Object... results) {
        return next(call().resume(results));
    }

    /**
     * Goes on as if the host function had thrown an exception for Wasm to catch.
     *
     * @return the next outcome
     * @throws IllegalArgumentException if the exception belongs to another store; the call can still be resumed
     * @throws IllegalStateException    if the call was continued or closed already, or another thread uses the store
     * @throws WasmThrown               if nothing catches the exception
     * @throws Trap                     if the execution traps
     */
    public CallOutcome resumeThrowing(WasmThrown exception) {
        return next(call().resumeThrowing(exception));
    }
}
