package dev.vespula;

import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Work of the host in turns with the asynchronous calls of a store. */
class InTurnsTest {
    private static final Executor DIRECT = Runnable::run;

    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final List<String> closed = new ArrayList<>();

    /** Waits for a stage and goes on with its value. */
    private final class Wait implements AsyncStep.Waiting<Object> {
        private final CompletionStage<?> stage;
        private final boolean takesFailures;

        Wait(CompletionStage<?> stage, boolean takesFailures) {
            this.stage = stage;
            this.takesFailures = takesFailures;
        }

        @Override
        public CompletionStage<?> stage() {
            return stage;
        }

        @Override
        public AsyncStep<Object> resume(Object value) {
            return new Done<>(value);
        }

        @Override
        public boolean takes(Throwable failure) {
            return takesFailures;
        }

        @Override
        public AsyncStep<Object> resumeThrowing(Throwable failure) {
            return takesFailures ? new Done<>(failure.getMessage()) : AsyncStep.Waiting.super.resumeThrowing(failure);
        }

        @Override
        public void close() {
            closed.add("closed");
        }
    }

    @Test
    void workThatWaitsLeavesTheStoreToOthers() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        CompletableFuture<Object> result = store.inTurns(DIRECT, () -> new Wait(answer, false));
        Func one = Func.of(store, FuncType.of().returning(I32), (caller, args) -> args.result(0, 1));
        assertThat(one.callAsync(DIRECT).join()).containsExactly(1);
        assertThat(result).isNotDone();
        answer.complete(7);
        assertThat(result.join()).isEqualTo(7);
        assertThat(closed).isEmpty();
    }

    @Test
    void workDecidesAboutFailures() {
        CompletionStage<Object> failed = CompletableFuture.failedFuture(new IllegalStateException("no"));
        assertThatThrownBy(() -> store.inTurns(DIRECT, () -> new Wait(failed, false)).join()).hasRootCauseMessage("no");
        assertThat(store.inTurns(DIRECT, () -> new Wait(failed, true)).join()).isEqualTo("no");
        assertThatThrownBy(() -> store.inTurns(DIRECT, () -> {
            throw new IllegalArgumentException("at once");
        }).join()).hasRootCauseMessage("at once");
        assertThatThrownBy(() -> store.inTurns(DIRECT, () -> null).join()).hasRootCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void whatATurnFindsCancelledIsClosed() {
        List<Runnable> queue = new ArrayList<>();
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        CompletableFuture<Object> result = store.inTurns(queue::add, () -> new Wait(answer, false));
        queue.remove(0).run();
        answer.complete(1);
        result.cancel(false);
        queue.forEach(Runnable::run);
        assertThat(result).isCancelled();
        assertThat(store.inTurns(DIRECT, () -> new AsyncStep.Done<>("next")).join()).isEqualTo("next");
    }
}
