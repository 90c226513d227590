package dev.vespula.component;

import dev.vespula.Caller;
import dev.vespula.HostSuspension;
import dev.vespula.Store;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call of a host function, for as long as it lasts.
 *
 * @param <T> type of the store's data
 */
public final class HostCall<T extends @Nullable Object> {
    /** How the call is linked. */
    interface Site {
        /** The engine's caller; null if the host called. */
        Caller<?> caller();

        /** What {@link HostCall#checkStop} does. */
        void checkStop();

        /** What {@link HostCall#await} does. */
        <R> R await(CompletionStage<R> stage);
    }

    private final Store<T> store;
    private final Site site;

    HostCall(Store<T> store, Site site) {
        this.store = store;
        this.site = site;
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
        site.checkStop();
    }

    /**
     * Makes the exception that pauses the call when the host function throws it; its result is given when the call goes on.
     * Whoever made the call with {@link ComponentFunc#callResumable} gets a {@link PausedComponentCall.InHost} with the payload.
     *
     * @throws IllegalStateException if it is not a component that calls
     */
    public HostSuspension suspend(@Nullable Object payload) {
        Caller<?> caller = site.caller();
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
    public <R extends @Nullable Object> R await(CompletionStage<R> stage) {
        return site.await(stage);
    }
}
