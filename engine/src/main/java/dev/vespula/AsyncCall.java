package dev.vespula;

import dev.vespula.internal.async.StoreTurns;
import dev.vespula.internal.runtime.JavaValues;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A call that gives its thread back while it waits for an asynchronous host function. Each stretch of Wasm is a turn of
 * the store, so that several such calls of one store interleave without ever running at the same time. The future is
 * completed when the turn is over: what hangs on it may use the store, and wait for other calls.
 */
final class AsyncCall {
    private final Func func;
    private final Object[] args;
    private final StoreTurns turns;
    private final Executor executor;
    private final CompletableFuture<Object[]> result = new CompletableFuture<>();
    /** The call while it waits for a stage. Who takes it out goes on with it. */
    private final AtomicReference<HostSuspended> waiting = new AtomicReference<>();
    /** The last turn that was asked for. */
    private volatile StoreTurns.Turn turn;

    AsyncCall(Func func, Object[] args, StoreTurns turns, Executor executor) {
        this.func = func;
        this.args = args;
        this.turns = turns;
        this.executor = executor;
    }

    CompletableFuture<Object[]> start() {
        take(() -> func.callResumable(args), null);
        result.whenComplete((value, failure) -> giveUp());
        return result;
    }

    /** The result is not waited for any more, or has been found. */
    private void giveUp() {
        waiting.set(null);
        turn.abandon();
    }

    private interface Stretch {
        CallOutcome run();
    }

    /**
     * Runs until the next wait or the end, in a turn.
     *
     * @param paused the call if it goes on, null if it begins
     */
    private void take(Stretch stretch, HostSuspended paused) {
        StoreTurns.Turn next = turns.turn(executor, new StoreTurns.Task() {
            @Override
            public Runnable run() {
                return advance(stretch, paused);
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
    private Runnable advance(Stretch stretch, HostSuspended paused) {
        if (result.isDone()) {
            return close(paused);
        }
        try {
            return settle(stretch.run());
        } catch (Throwable failure) {
            close(paused);
            return () -> result.completeExceptionally(failure);
        }
    }

    private Runnable settle(CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Finished finished) {
            Object[] results = finished.results();
            return () -> result.complete(results);
        }
        if (outcome instanceof OutOfFuel paused) {
            paused.close();
            return () -> result.completeExceptionally(new Trap(TrapCode.OUT_OF_FUEL));
        }
        HostSuspended paused = (HostSuspended) outcome;
        if (!(paused.cause() instanceof HostSuspension suspension) || suspension.asynchronous() == null) {
            paused.close();
            return () -> result.completeExceptionally(paused.cause());
        }
        if (!paused.isIn(suspension.asynchronous())) {
            paused.close();
            return () -> result.completeExceptionally(AsyncBody.cannotWait(suspension));
        }
        return await(paused, (CompletionStage<?>) suspension.payload());
    }

    private Runnable await(HostSuspended paused, CompletionStage<?> stage) {
        waiting.set(paused);
        if (result.isDone()) {
            waiting.set(null);
        }
        // In the turn: if the stage is complete, the next turn is asked for here and given when this one is over, so that a call
        // that never really waits does not nest.
        stage.whenComplete(this::answer);
        return () -> { };
    }

    private void answer(Object value, Throwable failure) {
        HostSuspended paused = waiting.getAndSet(null);
        if (paused == null) {
            // Given up, or a stage that completes twice.
            return;
        }
        if (failure == null) {
            take(() -> paused.resume(results(paused, value)), paused);
            return;
        }
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WasmThrown thrown && thrown.isOf(func)) {
            // The code that waits may catch it; whatever else happened fails the call.
            take(() -> paused.resumeThrowing(thrown), paused);
        } else {
            result.completeExceptionally(cause);
        }
    }

    private static Object[] results(HostSuspended paused, Object value) {
        List<ValType> types = paused.hostFunction().type().results();
        int count = types.size();
        if (count == 0) {
            return new Object[0];
        }
        boolean isReference = count == 1 && types.get(0) instanceof RefType;
        if (value instanceof Object[] values && !isReference) {
            return values;
        }
        if (count == 1) {
            return new Object[] {value};
        }
        throw new IllegalArgumentException("the asynchronous host function of type " + paused.hostFunction().type()
                + " completes with an Object[] of " + count + " results, not with " + JavaValues.describe(value));
    }

    /** Gives the stacks of a call back, if it is one and has not gone on. */
    private static Runnable close(HostSuspended paused) {
        try {
            if (paused != null) {
                paused.close();
            }
        } catch (RuntimeException e) {
            // Another thread uses the store. Then they are garbage.
        }
        return () -> { };
    }
}
