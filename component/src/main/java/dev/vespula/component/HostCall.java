package dev.vespula.component;

import dev.vespula.Caller;
import dev.vespula.HostSuspension;
import dev.vespula.Store;

/**
 * A call of a host function, for as long as it lasts.
 *
 * @param <T> type of the store's data
 */
public final class HostCall<T> {
    private final Store<T> store;
    private final Caller<?> caller;

    HostCall(Store<T> store, Caller<?> caller) {
        this.store = store;
        this.caller = caller;
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
        if (caller != null) {
            caller.checkStop();
        }
    }

    /**
     * Makes the exception that pauses the call when the host function throws it; its result is given when the call goes on.
     * Whoever made the call with {@link ComponentFunc#callResumable} gets a {@link PausedComponentCall.InHost} with the payload.
     *
     * @throws IllegalStateException if it is not a component that calls
     */
    public HostSuspension suspend(Object payload) {
        if (caller == null) {
            throw new IllegalStateException("the host called this function itself: there is nothing to be paused");
        }
        return caller.suspend(payload);
    }
}
