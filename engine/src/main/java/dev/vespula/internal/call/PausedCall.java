package dev.vespula.internal.call;

import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.Suspension;

/**
 * A call that paused and can be continued once: its stacks are kept, the store is free for other calls meanwhile. Only the
 * frames above the last entry from Java belong to it.
 */
public final class PausedCall {
    private static final Stretch BEGIN = Invocation::runResumable;
    private static final Stretch GO_ON = Invocation::resume;

    /** The function that was called. */
    public final FunctionInstance function;
    /** The window. */
    public final MachineStack stack;
    /** Why it paused. */
    public final Suspension suspension;
    private boolean spent;

    /** A call in a window that is open; the store is not taken for it. */
    public PausedCall(FunctionInstance function, MachineStack stack, Suspension suspension) {
        this.function = function;
        this.stack = stack;
        this.suspension = suspension;
    }

    /** What is done between taking the store and leaving it. */
    private interface Stretch {
        Suspension run(MachineStack stack, FunctionInstance function);
    }

    /**
     * Begins a resumable call in a window that holds the arguments.
     *
     * @return null if it finished: then the results stand in the window, which is to be closed by {@link Invocation#end}
     */
    public static PausedCall begin(FunctionInstance function, MachineStack stack) {
        return run(function, stack, BEGIN);
    }

    private static PausedCall run(FunctionInstance function, MachineStack stack, Stretch stretch) {
        Suspension suspension;
        boolean returned = false;
        try {
            suspension = stretch.run(stack, function);
            returned = true;
        } finally {
            if (!returned) {
                Invocation.end(stack, function);
            }
        }
        if (suspension == null) {
            return null;
        }
        Invocation.pause(function);
        return new PausedCall(function, stack, suspension);
    }

    /** Goes on; returns as {@link #begin} does. */
    public PausedCall resume() {
        take(() -> {});
        return run(function, stack, GO_ON);
    }

    /**
     * Goes on as if the host function in which the call paused had returned these results; returns as {@link #begin} does.
     *
     * @throws IllegalArgumentException if they do not fit; then the call stays as it is
     */
    public PausedCall resume(Object[] results) {
        take(() -> write(((Suspension.InHost) suspension).function(), results));
        return run(function, stack, GO_ON);
    }

    /**
     * Goes on with an exception thrown by the host function in which the call paused; returns as {@link #begin} does.
     *
     * @throws IllegalArgumentException if it is of another store; then the call stays as it is
     */
    public PausedCall resumeThrowing(RuntimeException thrown) {
        if (!belongs(thrown)) {
            throw new IllegalArgumentException("the exception belongs to another store");
        }
        take(() -> {});
        return run(function, stack, (resumed, called) -> Invocation.resumeThrowing(resumed, called, thrown));
    }

    /** Whether it is an exception of the store, which Wasm can catch. */
    public boolean belongs(Throwable thrown) {
        ExceptionInstance exception = function.store.engine.api.exception(thrown);
        return exception != null && exception.tag.store == function.store;
    }

    private void write(HostFunctionInstance host, Object[] results) {
        Signature signature = host.signature;
        if (results.length != signature.results.length) {
            throw new IllegalArgumentException("the host function of type " + ExternTypes.of(host) + " has "
                    + signature.results.length + " results but was given " + results.length);
        }
        for (int i = 0; i < results.length; i++) {
            try {
                stack.put(signature.resultSlot(i), signature.results[i], results[i]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("result " + i + ": " + e.getMessage(), e);
            }
        }
    }

    /** Whether it was continued or closed already, or its store was. */
    public boolean isSpent() {
        return spent || function.store.isClosed();
    }

    /** Throws if it was continued or closed already. */
    public void checkUnspent() {
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

    /** Gives the call up. Nothing happens if it was continued or closed before, or its store was. */
    public void close() {
        if (isSpent()) {
            return;
        }
        Invocation.unpause(function);
        if (spent) {
            // By another thread meanwhile.
            Invocation.pause(function);
        } else {
            spent = true;
            Invocation.end(stack, function);
        }
    }
}
