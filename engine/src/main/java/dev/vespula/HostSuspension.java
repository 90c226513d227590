package dev.vespula;

import dev.vespula.internal.runtime.HostFunctionInstance;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a host function to pause the call: made by {@link Caller#suspend}. In a call that is not resumable it reaches
 * the caller like any other exception of a host function. It has no stack trace.
 *
 * <pre>{@code
 * Linker<Void> asking = new Linker<Void>(engine).func("env", "ask", FuncType.of(ValType.I32).returning(ValType.I32),
 *         (caller, args) -> {
 *             throw caller.suspend("question " + args.i32(0));
 *         });
 * }</pre>
 */
public final class HostSuspension extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private transient Object payload;
    private final transient Asynchronous<?> asynchronous;

    HostSuspension(Object payload) {
        super("a host function suspended the call, which was not made with callResumable", null, false, false);
        this.payload = payload;
        this.asynchronous = null;
    }

    /** Suspends for an asynchronous host function; the payload is the stage that it waits for. */
    private HostSuspension(Object stage, Asynchronous<?> asynchronous) {
        super("an asynchronous host function was called in a call that was not made with callAsync", null, false, false);
        this.payload = stage;
        this.asynchronous = asynchronous;
    }

    /**
     * What the host function wants to tell whoever resumes the call; of an asynchronous one the stage it waits for. After Java
     * serialisation null if it is not {@link Serializable}.
     */
    public @Nullable Object payload() {
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

    /**
     * The stage that an asynchronous host function waits for, if that is why it threw an exception; else null.
     *
     * @throws IllegalStateException if it is another function that waits, below this one
     */
    static CompletionStage<?> awaited(Exception cause, HostFunctionInstance thrower) {
        if (!(cause instanceof HostSuspension suspension) || suspension.asynchronous == null) {
            return null;
        }
        if (thrower.body() instanceof Caller.Lambda<?> lambda && lambda.target() == suspension.asynchronous) {
            return (CompletionStage<?>) suspension.payload;
        }
        throw cannotWait(suspension);
    }

    /** A call that a host function made itself, and let through what suspended it. */
    private static IllegalStateException cannotWait(HostSuspension inner) {
        return new IllegalStateException("an asynchronous host function was called below another host function, which"
                + " called Wasm itself: only the outermost call can wait", inner);
    }

    /** An asynchronous host function: begins the work and suspends. */
    record Asynchronous<T>(AsyncHostFunction<T> function) implements HostFunction<T> {
        @Override
        public void call(Caller<T> caller, HostArgs args) throws Exception {
            throw new HostSuspension(stage(caller, args), this);
        }

        private CompletionStage<?> stage(Caller<T> caller, HostArgs args) throws Exception {
            CompletionStage<?> stage;
            try {
                stage = function.call(caller, args);
            } catch (HostSuspension inner) {
                throw inner.asynchronous == null ? inner : cannotWait(inner);
            }
            if (stage == null) {
                throw new NullPointerException("the asynchronous host function returned null, not a stage");
            }
            return stage;
        }
    }
}
