package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.limits.HostFailure;

/** A function implemented in Java. */
public final class HostFunctionInstance extends FunctionInstance {
    private final HostBody body;
    /** The same, or what tells of it. */
    private final HostBody called;

    /** A host function of the given type. */
    public HostFunctionInstance(StoreState store, Signature signature, HostBody body) {
        super(store, signature, null);
        this.body = body;
        this.called = store.engine.executor.watched(body);
    }

    /** What it does. */
    public HostBody body() {
        return body;
    }

    /** The receiver of a {@link TypedBody}. */
    @Contract
    public Object receiver() {
        return ((TypedBody) body).receiver;
    }

    /**
     * Calls it from Wasm: arguments are taken from the window and results left there. The store's call hook hears of
     * it; it does not hear of the return of a function that threw. What either of them throws may be {@linkplain HostFailure
     * carried}.
     */
    public void callFromWasm(HostFrame frame) {
        try {
            call(frame, store.callListener);
        } catch (IndexOutOfBoundsException | VirtualMachineError e) {
            throw HostFailure.<RuntimeException>thrown(HostFailure.carried(e));
        }
    }

    private void call(HostFrame frame, CallListener hook) {
        if (hook == null) {
            called.call(frame, this);
            return;
        }
        hook.callingHost();
        called.call(frame, this);
        hook.returningFromHost();
    }

    /** Calls it from the host: as {@link #callFromWasm} without hooks. */
    public void callFromHost(HostFrame frame) {
        called.call(frame, this);
    }
}
