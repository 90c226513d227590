package dev.vespula.component;

import dev.vespula.Caller;
import dev.vespula.HostSuspension;
import dev.vespula.Store;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.abi.PendingAnswer;
import dev.vespula.component.internal.runtime.UserCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call of a host function, for as long as it lasts.
 *
 * @param <T> type of the store's data
 */
public final class HostCall<T> {
    /** How often somebody who waits looks whether the store was asked to stop. */
    private static final long SLICE_MILLIS = 20;

    private final Store<T> store;
    private final Callee.Call call;

    HostCall(Store<T> store, Callee.Call call) {
        this.store = store;
        this.call = call;
    }

    /** The store. */
    public Store<T> store() {
        return store;
    }

    /** The embedder's data in the store. */
    public T data() {
        return store.data();
    }

    /**
     * Traps if the store was asked to stop: for host functions that take long.
     *
     * @throws dev.vespula.Trap if it was
     */
    public void checkStop() {
        if (call.caller() != null) {
            call.caller().checkStop();
        }
    }

    /**
     * Makes the exception that pauses the call when the host function throws it; its result is given when the call goes on.
     * Whoever made the call with {@link ComponentFunc#callResumable} gets a {@link PausedComponentCall.InHost} with the payload.
     *
     * @throws IllegalStateException if it is not a component that calls
     */
    public HostSuspension suspend(Object payload) {
        Caller<?> caller = call.caller();
        if (caller == null) {
            throw new IllegalStateException("the host called this function itself: there is nothing to be paused");
        }
        return caller.suspend(payload);
    }

    /**
     * The result of the host function, which comes later:
     *
     * <pre>{@code
     * linker.func("get", (call, args) -> call.await(database.get((String) args[0])));
     * }</pre>
     *
     * <p>If the component was called with {@link ComponentFunc#callAsync} or {@link ComponentFunc#callResumable}, the call is
     * suspended, and whatever the stage gives is the result of the host function: this method does not return then, and must be the last thing that the
     * function does. Otherwise the thread waits here, until the store is asked to stop. If nobody waits any more, because of
     * that or because the suspended call was given up, the stage is cancelled.
     *
     * @throws dev.vespula.Trap if the store was asked to stop, or the thread was interrupted
     * @throws RuntimeException what the stage failed with, as it is
     */
    public <R> R await(CompletionStage<R> stage) {
        CompletableFuture<R> future = stage.toCompletableFuture();
        if (!future.isDone() && call.canSuspend()) {
            throw new PendingAnswer(stage, () -> future.cancel(false));
        }
        try {
            while (true) {
                try {
                    return future.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    checkStop(future);
                }
            }
        } catch (ExecutionException e) {
            throw UserCode.thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checkStop(future);
            throw new IllegalStateException("interrupted while the host waited", e);
        }
    }

    private void checkStop(CompletableFuture<?> awaited) {
        try {
            checkStop();
        } catch (RuntimeException stopped) {
            awaited.cancel(false);
            throw stopped;
        }
    }
}
