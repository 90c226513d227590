package dev.vespula.component.internal.abi;

import dev.vespula.HostSuspension;

/** Pauses a call in a lowered function of the host, whose result is missing. */
public final class LoweredSuspension extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LoweredFunction.OneCall call;
    private final transient HostSuspension request;

    LoweredSuspension(LoweredFunction.OneCall call, HostSuspension request) {
        super(request.getMessage(), null, false, false);
        this.call = call;
        this.request = request;
    }

    /** What the host function threw. */
    public HostSuspension request() {
        return request;
    }

    /**
     * Gives the result to the guest.
     *
     * @return the core results with which the engine's call goes on
     * @throws IllegalArgumentException if it is none of the function's type
     */
    public Object[] deliver(Object result) {
        return call.complete(result);
    }
}
