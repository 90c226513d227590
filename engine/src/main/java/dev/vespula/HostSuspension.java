package dev.vespula;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * Thrown by a host function to pause the call: made by {@link Caller#suspend}. In a call that is not resumable it reaches
 * the caller like any other exception of a host function. It has no stack trace.
 */
public final class HostSuspension extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private transient Object payload;
    private final transient AsyncBody<?> asynchronous;

    HostSuspension(Object payload) {
        super("a host function suspended the call, which was not made with callResumable", null, false, false);
        this.payload = payload;
        this.asynchronous = null;
    }

    /** Suspends for an asynchronous host function; the payload is what it waits for. */
    HostSuspension(Object stage, AsyncBody<?> asynchronous) {
        super("an asynchronous host function was called in a call that was not made with callAsync", null, false, false);
        this.payload = stage;
        this.asynchronous = asynchronous;
    }

    /**
     * What the host function wants to tell whoever resumes the call; of an asynchronous one the stage it waits for. After Java
     * serialisation null if it is not {@link Serializable}.
     */
    public Object payload() {
        return payload;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(payload instanceof Serializable ? payload : null);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        payload = in.readObject();
    }

    /** The asynchronous host function that waits, or null. */
    AsyncBody<?> asynchronous() {
        return asynchronous;
    }
}
