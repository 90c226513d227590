package dev.vespula;

import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.snapshot.StateCapture;
import dev.vespula.internal.snapshot.StoreImage;

/**
 * A resumable call that needs more fuel than the store has. Nothing was deducted for what could not be paid.
 *
 * @see CallOutcome
 */
public final class OutOfFuel extends SuspendedCall {
    private final long required;

    OutOfFuel(PausedCall call, Suspension.OutOfFuel suspension) {
        super(call);
        this.required = suspension.required();
    }

    /** The size of the charge that failed: the least that the store must hold for the call to go on. */
    public long requiredFuel() {
        return required;
    }

    @Override
    StoreImage.CallImage image(StateCapture capture, Activation activation) {
        return capture.call(wasmFunction(), activation, required, null, null);
    }

    /**
     * Goes on with the fuel that the store now has; the same charge is made again.
     *
     * @return the next outcome
     * @throws IllegalStateException if the call was continued or closed already, or another thread uses the store
     * @throws Trap                  if the execution traps
     */
    public CallOutcome resume() {
        return next(call().resume());
    }
}
