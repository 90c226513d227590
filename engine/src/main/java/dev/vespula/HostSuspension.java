package dev.vespula;

/**
 * Thrown by a host function to pause the call: made by {@link Caller#suspend}. In a call that is not resumable it reaches
 * the caller like any other exception of a host function. It has no stack trace.
 */
public final class HostSuspension extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object payload;

    HostSuspension(Object payload) {
        super("a host function suspended the call, which was not made with callResumable", null, false, false);
        this.payload = payload;
    }

    /** What the host function wants to tell whoever resumes the call. */
    public Object payload() {
        return payload;
    }
}
