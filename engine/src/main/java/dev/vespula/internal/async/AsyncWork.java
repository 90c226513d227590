package dev.vespula.internal.async;

import dev.vespula.AsyncStep;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Work that gives its thread back while it waits. Each stretch of it is a turn of the store, so that several works of one store
 * interleave without ever running at the same time. The future is completed when the turn is over: what hangs on it may use
 * the store, and wait for other calls.
 *
 * @param <R> class of the result
 */
public final class AsyncWork<R> {
    private final StoreTurns turns;
    private final Executor executor;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    /** Where the work stands while it waits for a stage. Who takes it out goes on with it. */
    private final AtomicReference<AsyncStep.Waiting<R>> waiting = new AtomicReference<>();
    /** The last turn that was asked for. */
    private volatile StoreTurns.Turn turn;

    private AsyncWork(StoreTurns turns, Executor executor) {
        this.turns = turns;
        this.executor = executor;
    }

    /** Begins work. */
    public static <R> CompletableFuture<R> start(StoreTurns turns, Executor executor, Supplier<AsyncStep<R>> first) {
        AsyncWork<R> work = new AsyncWork<>(turns, executor);
        work.take(first, null);
        work.result.whenComplete((value, failure) -> work.giveUp());
        return work.result;
    }

    /** The result is not waited for any more, or has been found. */
    private void giveUp() {
        waiting.set(null);
        turn.abandon();
    }

    /**
     * Runs until the next wait or the end, in a turn.
     *
     * @param waited where the work stood if it goes on, null if it begins
     */
    private void take(Supplier<AsyncStep<R>> stretch, AsyncStep.Waiting<R> waited) {
        StoreTurns.Turn next = turns.turn(executor, new StoreTurns.Task() {
            @Override
            public Runnable run() {
                return advance(stretch, waited);
            }

            @Override
            public Runnable refused(Throwable reason) {
                return () -> result.completeExceptionally(reason);
            }
        });
        turn = next;
        turns.take(next);
        if (result.isDone()) {
            next.abandon();
        }
    }

    /** Returns what is to be done after the turn. */
    private Runnable advance(Supplier<AsyncStep<R>> stretch, AsyncStep.Waiting<R> waited) {
        if (result.isDone()) {
            close(waited);
            return () -> {};
        }
        AsyncStep<R> step = null;
        try {
            step = stretch.get();
            if (step instanceof AsyncStep.Done<R> done) {
                return () -> result.complete(done.result());
            }
            await((AsyncStep.Waiting<R>) step);
            return () -> {};
        } catch (Throwable failure) {
            close(step == null ? waited : (AsyncStep.Waiting<R>) step);
            return () -> result.completeExceptionally(failure);
        }
    }

    private void await(AsyncStep.Waiting<R> step) {
        waiting.set(step);
        if (result.isDone()) {
            waiting.set(null);
        }
        // In the turn: if the stage is complete, the next turn is asked for here and given when this one is over, so that work
        // that never really waits does not nest.
        step.stage().whenComplete(this::answer);
    }

    private void answer(Object value, Throwable failure) {
        AsyncStep.Waiting<R> waited = waiting.getAndSet(null);
        if (waited == null) {
            // Given up, or a stage that completes twice.
            return;
        }
        if (failure == null) {
            take(() -> waited.resume(value), waited);
            return;
        }
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (waited.takes(cause)) {
            take(() -> waited.resumeThrowing(cause), waited);
        } else {
            result.completeExceptionally(cause);
        }
    }

    /** Gives back what a wait holds, if it is one and has not gone on. */
    private static void close(AsyncStep.Waiting<?> waited) {
        try {
            if (waited != null) {
                waited.close();
            }
        } catch (RuntimeException e) {
            // Another thread uses the store. Then it is garbage.
        }
    }
}
