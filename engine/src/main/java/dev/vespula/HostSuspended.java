package dev.vespula;

import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.snapshot.StateCapture;
import dev.vespula.internal.snapshot.StoreImage;
import org.jspecify.annotations.Nullable;

/**
 * A resumable call that waits for a host function, which asked for it with {@link Caller#suspend}.
 *
 * <pre>{@code
 * if (func.callResumable() instanceof HostSuspended waiting) {
 *     System.out.println("asked for " + waiting.payload());
 *     CallOutcome next = waiting.resume(42);
 * }
 * }</pre>
 *
 * <pre>{@code
 * Func ask = Func.of(store, FuncType.of(ValType.I32).returning(ValType.I32), (caller, args) -> {
 *     throw caller.suspend("question " + args.i32(0));
 * });
 * CallOutcome outcome = ask.callResumable(7);
 * if (outcome instanceof HostSuspended paused) {
 *     System.out.println("asked: " + paused.payload());
 *     outcome = paused.resume(42);
 * }
 * }</pre>
 */
public final class HostSuspended extends StoppedInHost {
    HostSuspended(PausedCall call, Suspension.InHost suspension) {
        super(call, suspension);
    }

    /** What was handed to {@link Caller#suspend}; of an {@link AsyncHostFunction} the stage that gives its results. */
    public @Nullable Object payload() {
        return cause() instanceof HostSuspension suspension ? suspension.payload() : null;
    }

    @Override
    StoreImage.CallImage image(StateCapture capture, Activation activation) {
        return capture.call(wasmFunction(), activation, 0, payload(), null);
    }
}
