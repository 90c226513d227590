package dev.vespula;

import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.Suspension;
import org.jspecify.annotations.Nullable;

/**
 * A resumable call that stopped in a host function: {@link HostSuspended} if that asked for it, {@link HostFailed} if it threw something
 * else. Going on means to provide the function's results; it is not called again.
 *
 * <pre>{@code
 * CallOutcome outcome = func.callResumable(7);
 * while (outcome instanceof HostSuspended waiting) {
 *     outcome = waiting.resume(waiting.payload().hashCode());
 * }
 * if (outcome instanceof HostFailed failed) {
 *     throw failed.cause();
 * }
 * }</pre>
 */
public abstract sealed class StoppedInHost extends SuspendedCall permits HostSuspended, HostFailed {
    private final HostFunctionInstance host;
    private final Exception cause;

    StoppedInHost(PausedCall call, Suspension.InHost suspension) {
        super(call);
        this.host = suspension.function();
        this.cause = suspension.cause();
    }

    /** The host function whose results are missing. */
    public Func hostFunction() {
        return Func.of(host);
    }

    /** What the host function threw. */
    public Exception cause() {
        return cause;
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
    public CallOutcome resume(@Nullable Object... results) {
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
