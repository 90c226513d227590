package dev.vespula;

import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.Invocation;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.snapshot.HostObjects;
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
 * sees and usually lets through, so that the outer call pauses as {@link HostSuspended}.
 */
public abstract sealed class SuspendedCall implements CallOutcome, AutoCloseable permits HostSuspended, OutOfFuel {
    private static final Stretch BEGIN = Invocation::runResumable;
    private static final Stretch GO_ON = Invocation::resume;

    private final FunctionInstance function;
    private final HostFrame frame;
    private boolean spent;

    SuspendedCall(FunctionInstance function, HostFrame frame) {
        this.function = function;
        this.frame = frame;
    }

    /** What is done between taking the store and leaving it. */
    private interface Stretch {
        Suspension run(HostFrame frame, FunctionInstance function);
    }

    /** Begins a resumable call in a window that holds the arguments. */
    static CallOutcome begin(FunctionInstance function, HostFrame frame) {
        return settle(function, frame, BEGIN);
    }

    private static CallOutcome settle(FunctionInstance function, HostFrame frame, Stretch stretch) {
        Suspension suspension = null;
        List<Val> results = null;
        try {
            suspension = stretch.run(frame, function);
            if (suspension == null) {
                results = Val.results(frame, function.signature);
            }
        } finally {
            if (suspension == null) {
                Invocation.end(frame, function);
            } else {
                Invocation.pause(function);
            }
        }
        if (suspension == null) {
            return new Finished(results);
        }
        if (suspension instanceof Suspension.InHost host) {
            return new HostSuspended(function, frame, host);
        }
        return new OutOfFuel(function, frame, ((Suspension.OutOfFuel) suspension).required());
    }

    /** The function that was called. */
    public final Func function() {
        return Func.of(function);
    }

    /** Whether this was continued or closed already. */
    public final boolean isSpent() {
        return spent;
    }

    /** Gives the call up. Nothing happens if it was continued or closed before. */
    @Override
    public final void close() {
        if (spent) {
            return;
        }
        Invocation.unpause(function);
        if (spent) {
            // By another thread meanwhile.
            Invocation.pause(function);
        } else {
            spent = true;
            Invocation.end(frame, function);
        }
    }

    final HostFrame frame() {
        return frame;
    }

    // ---- snapshots

    /** A snapshot of this call. */
    final Snapshot capture(HostObjects objects) {
        Invocation.unpause(function);
        try {
            checkUnspent();
            if (!(function instanceof WasmFunction)) {
                throw new SnapshotException(SnapshotException.Reason.UNSUPPORTED_STATE,
                        "a host function that Java called itself leaves nothing to be saved");
            }
            StateCapture capture = new StateCapture(function.store, objects);
            return Snapshot.of(capture, image(capture, function.store.engine.executor.capture(frame)));
        } finally {
            Invocation.pause(function);
        }
    }

    /** The image of the call. */
    abstract StoreImage.CallImage image(StateCapture capture, Activation activation);

    final WasmFunction wasmFunction() {
        return (WasmFunction) function;
    }

    /** A call that was restored; its window is open but the store not taken for it. */
    static SuspendedCall restored(StateRestorer.Restored restored, StoreImage.CallImage image) {
        if (restored.host() == null) {
            return new OutOfFuel(restored.function(), restored.frame(), image.required());
        }
        Exception cause = image.failure() == null ? new HostSuspension(restored.payload())
                : new RestoredFailure(image.failure());
        return new HostSuspended(restored.function(), restored.frame(), new Suspension.InHost(restored.host(), cause));
    }

    /** Stands for what a host function threw in the process in which the snapshot was made. */
    private static final class RestoredFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RestoredFailure(String message) {
            super(PrintableName.lines(message), null, false, false);
        }
    }

    /** Goes on; {@code prepare} may still refuse, and then the call stays as it is. */
    final CallOutcome advance(Runnable prepare) {
        take(prepare);
        return settle(function, frame, GO_ON);
    }

    /** Goes on with an exception thrown by the host function in which the call stopped. */
    final CallOutcome advanceThrowing(WasmThrown thrown) {
        Stretch stretch = (at, called) -> Invocation.resumeThrowing(at, called, thrown);
        take(() -> { });
        return settle(function, frame, stretch);
    }

    private void checkUnspent() {
        if (spent) {
            throw new IllegalStateException("this call was continued or closed already");
        }
    }

    /** Takes the store and spends the call, unless {@code prepare} refuses. */
    private void take(Runnable prepare) {
        Invocation.unpause(function);
        boolean ready = false;
        try {
            checkUnspent();
            prepare.run();
            spent = true;
            ready = true;
        } finally {
            if (!ready) {
                Invocation.pause(function);
            }
        }
    }
}
