package dev.vespula;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** The body of an asynchronous host function: begins the work and suspends. */
record AsyncBody<T>(AsyncHostFunction<T> function) implements HostFunction<T> {
    AsyncBody {
        Objects.requireNonNull(function, "function");
    }

    @Override
    public void call(Caller<T> caller, HostArgs args) {
        throw new HostSuspension(stage(caller, args), this);
    }

    private CompletionStage<?> stage(Caller<T> caller, HostArgs args) {
        CompletionStage<?> stage;
        try {
            stage = function.call(caller, args);
        } catch (HostSuspension inner) {
            if (inner.asynchronous() == null) {
                throw inner;
            }
            throw cannotWait(inner);
        }
        if (stage == null) {
            throw new NullPointerException("the asynchronous host function returned null, not a stage");
        }
        return stage;
    }

    /** A call that a host function made itself, and let through what suspended it. */
    static IllegalStateException cannotWait(HostSuspension inner) {
        return new IllegalStateException("an asynchronous host function was called below another host function, which"
                + " called Wasm itself: only the outermost call can wait", inner);
    }
}
