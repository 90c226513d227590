package dev.vespula.component.internal.abi;

import java.util.concurrent.CompletionStage;

/** Thrown by an asynchronous function of the host, which has begun: its answer comes later. */
public final class PendingAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CompletionStage<?> stage;
    private final transient Runnable givingUp;

    PendingAnswer(CompletionStage<?> stage) {
        this(stage, () -> {});
    }

    /**
     * Says what gives the answer.
     *
     * @param givingUp what is done if the call is given up before
     */
    public PendingAnswer(CompletionStage<?> stage, Runnable givingUp) {
        super("an asynchronous host function was called in a call that was not made with callAsync", null, false, false);
        this.stage = stage;
        this.givingUp = givingUp;
    }

    /** What gives the answer. */
    public CompletionStage<?> stage() {
        return stage;
    }

    /** Nobody wants the answer any more. */
    void giveUp() {
        givingUp.run();
    }

    /** What a call that cannot wait ends with. */
    public IllegalStateException cannotWait() {
        return new IllegalStateException(getMessage(), this);
    }
}
