package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.stop.Unwind;

/** A function implemented in Java. */
public final class HostFunctionInstance extends FunctionInstance {
    private final HostBody body;
    /** The same, or what tells of it. */
    private final HostBody called;
    /** Whether it is the engine's own, see {@link TypedTarget.Kind#BUILTIN}. */
    public final boolean isBuiltin;

    /** A host function of the given type. */
    public HostFunctionInstance(StoreState store, Signature signature, HostBody body) {
        super(store, signature, null);
        this.body = body;
        this.called = store.engine.executor.watched(body);
        this.isBuiltin = body instanceof TypedBody typed && typed.target().kind() == TypedTarget.Kind.BUILTIN;
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
            call(frame, isBuiltin ? null : store.callListener);
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
        try {
            called.call(frame, this);
        } catch (Unwind counting) {
            countAndCall(frame);
        }
    }

    /** Goes on after a builtin function wanted objects to be counted, where no statement can be executed again. */
    public void countAndCall(HostFrame frame) {
        store.budget.recount();
        called.call(frame, this);
    }
}
