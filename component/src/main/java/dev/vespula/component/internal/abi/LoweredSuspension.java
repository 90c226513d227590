package dev.vespula.component.internal.abi;

import dev.vespula.HostSuspension;
import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.spi.SuspensionRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Pauses a call in a lowered function of the host, whose result is missing. */
public final class LoweredSuspension extends RuntimeException implements SuspensionRequest {
    private static final long serialVersionUID = 1L;

    private final transient LoweredFunction.OneCall call;
    private final transient RuntimeException request;
    private final transient Object payload;

    private LoweredSuspension(LoweredFunction.OneCall call, RuntimeException request, Object payload) {
        super(request == null ? null : request.getMessage(), null, false, false);
        this.call = call;
        this.request = request;
        this.payload = payload;
    }

    LoweredSuspension(LoweredFunction.OneCall call, HostSuspension request) {
        this(call, request, request.payload());
    }

    LoweredSuspension(LoweredFunction.OneCall call, PendingAnswer pending) {
        this(call, pending, pending.stage());
    }

    /** A call that paused in another process. */
    LoweredSuspension(LoweredFunction.OneCall call, Object payload) {
        this(call, null, payload);
    }

    /** The function in which the call stands. */
    public LoweredFunction function() {
        return call.function();
    }

    /** The core arguments of the call. */
    public long[] values() {
        return call.values();
    }

    /** The handles that were lent for the call. */
    public List<Handle> lent() {
        return call.lent();
    }

    /** What is told to whoever made the call: what was handed to the suspension, or the stage of an asynchronous function. */
    public Object payload() {
        return payload;
    }

    /** The stage that gives the result; null if the host function is not an asynchronous one. */
    public CompletionStage<?> stage() {
        return request instanceof PendingAnswer pending ? pending.stage() : null;
    }

    /** The call is given up. */
    public void giveUp() {
        if (request instanceof PendingAnswer pending) {
            pending.giveUp();
        }
    }

    /** What a call that cannot be paused ends with. */
    public RuntimeException cannotPause() {
        return request instanceof PendingAnswer pending ? pending.cannotWait() : request;
    }

    /** What a destructor ends with, whoever dropped the resource. */
    public IllegalStateException inDestructor() {
        return new IllegalStateException("a host function that pauses was called by a destructor, which cannot pause", this);
    }

    /**
     * Refuses what is no result of the function, before anything is done with it.
     *
     * @throws IllegalArgumentException if it is none of the function's type
     */
    public void check(Object result) {
        call.check(result);
    }

    /** What the stage of the function gave, as its result: anything means nothing if it has none. */
    public Object result(Object answer) {
        return call.hasResult() ? answer : null;
    }

    /**
     * Gives the result to the guest.
     *
     * @return the core results with which the engine's call goes on
     */
    public Object[] deliver(Object result) {
        return call.complete(result);
    }
}
