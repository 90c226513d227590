package dev.vespula.internal.runtime;

import dev.vespula.CallHook;
import dev.vespula.CallHook.Crossing;

/** Tells a store's call hook what crosses. Each method may throw; the exception then is the call's outcome. */
public final class CallListener {
    /** Tells nobody. */
    static final CallListener NOBODY = new CallListener(null, null);

    private final StoreState store;
    private final CallHook<Object> hook;

    CallListener(StoreState store, CallHook<Object> hook) {
        this.store = store;
        this.hook = hook;
    }

    /** The host is about to enter Wasm. */
    public void callingWasm() {
        tell(Crossing.CALLING_WASM);
    }

    /** Wasm returned to the host, normally or not. */
    public void returningFromWasm() {
        tell(Crossing.RETURNING_FROM_WASM);
    }

    /** Wasm is about to call a host function. */
    void callingHost() {
        tell(Crossing.CALLING_HOST);
    }

    /** A host function returned normally to Wasm. */
    void returningFromHost() {
        tell(Crossing.RETURNING_FROM_HOST);
    }

    private void tell(Crossing crossing) {
        if (hook != null) {
            hook.crossing(store.data, crossing);
        }
    }
}
