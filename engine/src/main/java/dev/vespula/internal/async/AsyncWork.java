package dev.vespula.internal.async;

import dev.vespula.AsyncStep;
import java.util.concurrent.CancellationException;
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
    /** Wakes the work, so that it finds out that the store is to stop. */
    private final Runnable alarm = this::look;

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
        AsyncStep.Waiting<R> waited = leave();
        turn.abandon();
        if (waited != null) {
            turns.take(turns.turn(executor, new StoreTurns.Task() {
                @Override
                public Runnable run() {
                    close(waited);
                    return () -> {};
                }

                @Override
                public Runnable refused(Throwable reason) {
                    // Then it is garbage.
                    return () -> {};
                }
            }));
        }
    }

    /** Where the work waits, which it does no more; null if it does not, or somebody else goes on with it. */
    private AsyncStep.Waiting<R> leave() {
        turns.store().removeSleeper(alarm);
        return waiting.getAndSet(null);
    }

    /** The store was asked to stop: the work traps where it waits, unless something else has used the signal up. */
    private void look() {
        if (turns.store().isClosed()) {
            result.completeExceptionally(cancelled());
            return;
        }
        AsyncStep.Waiting<R> waited = leave();
        if (waited != null) {
            take(() -> {
                turns.store().checkSleeper();
                return waited;
            }, waited);
        }
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
        if (turns.store().isClosed()) {
            close(waited);
            return () -> result.completeExceptionally(cancelled());
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
            AsyncStep.Waiting<R> left = step == null ? waited : (AsyncStep.Waiting<R>) step;
            waiting.compareAndSet(left, null);
            close(left);
            return () -> result.completeExceptionally(failure);
        }
    }

    private static CancellationException cancelled() {
        return new CancellationException("the store was closed");
    }

    private void await(AsyncStep.Waiting<R> step) {
        waiting.set(step);
        if (result.isDone()) {
            close(leave());
        }
        // In the turn: if the stage is complete, the next turn is asked for here and given when this one is over, so that work
        // that never really waits does not nest.
        step.stage().whenComplete(this::answer);
        turns.store().addSleeper(alarm);
        if (waiting.get() != step) {
            // Somebody went on with it before there was an alarm to take back.
            turns.store().removeSleeper(alarm);
        }
    }

    private void answer(Object value, Throwable failure) {
        AsyncStep.Waiting<R> waited = leave();
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
