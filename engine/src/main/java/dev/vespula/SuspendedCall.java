package dev.vespula;

import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.snapshot.StateCapture;
import dev.vespula.internal.snapshot.StateRestorer;
import dev.vespula.internal.snapshot.StoreImage;
import java.util.List;

/**
 * A call that paused and can be continued once: its stacks are kept, the store is free for other calls meanwhile. What
 * those change (memories, tables, globals) is what the call finds when it goes on.
 *
 * <p>It may be continued by any thread, one at a time as for everything in a store. A call that is not wanted any more may
 * simply be dropped; {@link #close} gives its stacks back to the store at once.
 *
 * <p>Only the Wasm frames above the last entry from Java belong to it: if a host function calls Wasm again with
 * {@link Func#call}, that inner call cannot be suspended, and fuel that runs out there is a trap which the host function
 * sees and usually lets through, so that the outer call stops as {@link HostFailed}.
 *
 * @see Snapshot
 */
public abstract sealed class SuspendedCall implements CallOutcome, AutoCloseable permits StoppedInHost, OutOfFuel {
    private final PausedCall call;

    SuspendedCall(PausedCall call) {
        this.call = call;
    }

    /** The outcome of a stretch of a call in a window: paused, or finished if there is no paused one. */
    static CallOutcome of(PausedCall paused, FunctionInstance function, MachineStack stack) {
        if (paused != null) {
            return of(paused);
        }
        try {
            return new Finished(Val.results(stack, function.signature));
        } finally {
            Invocation.end(stack, function);
        }
    }

    private static SuspendedCall of(PausedCall paused) {
        if (!(paused.suspension instanceof Suspension.InHost host)) {
            return new OutOfFuel(paused, (Suspension.OutOfFuel) paused.suspension);
        }
        return paused.function.store.engine.api.isRequest(host.cause()) ? new HostSuspended(paused, host)
                : new HostFailed(paused, host);
    }

    /** What comes after this pause. */
    final CallOutcome next(PausedCall paused) {
        return of(paused, call.function, call.stack);
    }

    final PausedCall call() {
        return call;
    }

    /** The function that was called. */
    public final Func function() {
        return Func.of(call.function);
    }

    /** Whether this was continued or closed already, or its store was closed. */
    public final boolean isSpent() {
        return call.isSpent();
    }

    /** Gives the call up. Nothing happens if it was continued or closed before, or its store was closed. */
    @Override
    public final void close() {
        call.close();
    }

    // ---- snapshots

    /** A snapshot of this call. */
    final Snapshot capture(List<Instance> instances, ReferenceCodec codec) {
        Invocation.unpause(call.function);
        try {
            call.checkUnspent();
            if (!(call.function instanceof WasmFunction)) {
                throw new SnapshotException(SnapshotException.Reason.UNSUPPORTED_STATE,
                        "a host function that Java called itself leaves nothing to be saved");
            }
            StoreState store = call.function.store;
            StateCapture capture = Snapshot.capture(store, instances, codec);
            return Snapshot.of(capture, image(capture, call.stack.activation()));
        } finally {
            Invocation.pause(call.function);
        }
    }

    /** The image of the call. */
    abstract StoreImage.CallImage image(StateCapture capture, Activation activation);

    final WasmFunction wasmFunction() {
        return (WasmFunction) call.function;
    }

    /** A call that was restored; its window is open but the store not taken for it. */
    static SuspendedCall restored(StateRestorer.Restored restored, StoreImage.CallImage image) {
        if (restored.host() == null) {
            return of(new PausedCall(restored.function(), restored.stack(), new Suspension.OutOfFuel(image.required())));
        }
        Exception cause = image.failure() == null ? new HostSuspension(restored.payload())
                : new RestoredFailure(image.failure());
        return of(new PausedCall(restored.function(), restored.stack(), new Suspension.InHost(restored.host(), cause)));
    }

    /** Stands for what a host function threw in the process in which the snapshot was made. */
    private static final class RestoredFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RestoredFailure(String message) {
            super(PrintableName.lines(message), null, false, false);
        }
    }
}
