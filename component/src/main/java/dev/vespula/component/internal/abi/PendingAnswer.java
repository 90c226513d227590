package dev.vespula.component.internal.abi;

import java.util.concurrent.CompletionStage;

/** Thrown by an asynchronous function of the host, which has begun: its answer comes later. */
public final class PendingAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CompletionStage<?> stage;

    /** Says what gives the answer. */
    public PendingAnswer(CompletionStage<?> stage) {
        super("an asynchronous host function was called in a call that was not made with callAsync", null, false, false);
        this.stage = stage;
    }

    /** What gives the answer. */
    public CompletionStage<?> stage() {
        return stage;
    }

    /** What a call that cannot wait ends with. */
    public IllegalStateException cannotWait() {
        return new IllegalStateException(getMessage(), this);
    }
}
