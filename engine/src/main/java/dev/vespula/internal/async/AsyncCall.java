package dev.vespula.internal.async;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.values.JavaValues;
import dev.vespula.types.FuncType;
import dev.vespula.types.RefType;
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
public final class AsyncCall {
    private final FunctionInstance function;
    private final Object[] args;
    private final StoreTurns turns;
    private final Executor executor;
    private final CompletableFuture<Object[]> result = new CompletableFuture<>();
    /** The call while it waits for a stage. Who takes it out goes on with it. */
    private final AtomicReference<PausedCall> waiting = new AtomicReference<>();
    /** The window, from the first stretch on. */
    private MachineStack stack;
    /** The last turn that was asked for. */
    private volatile StoreTurns.Turn turn;

    /** A call that has not begun. */
    public AsyncCall(FunctionInstance function, Object[] args, StoreTurns turns, Executor executor) {
        this.function = function;
        this.args = args;
        this.turns = turns;
        this.executor = executor;
    }

    /** Begins it. */
    public CompletableFuture<Object[]> start() {
        take(() -> {
            stack = Invocation.begin(function, args);
            return PausedCall.begin(function, stack);
        }, null);
        result.whenComplete((value, failure) -> giveUp());
        return result;
    }

    /** The result is not waited for any more, or has been found. */
    private void giveUp() {
        waiting.set(null);
        turn.abandon();
    }

    private interface Stretch {
        PausedCall run();
    }

    /**
     * Runs until the next wait or the end, in a turn.
     *
     * @param paused the call if it goes on, null if it begins
     */
    private void take(Stretch stretch, PausedCall paused) {
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
    private Runnable advance(Stretch stretch, PausedCall paused) {
        if (result.isDone()) {
            close(paused);
            return () -> {};
        }
        try {
            return settle(stretch.run());
        } catch (Throwable failure) {
            close(paused);
            return () -> result.completeExceptionally(failure);
        }
    }

    private Runnable settle(PausedCall paused) {
        if (paused == null) {
            Object[] results = results();
            return () -> result.complete(results);
        }
        try {
            if (!(paused.suspension instanceof Suspension.InHost host)) {
                throw new Trap(TrapCode.OUT_OF_FUEL);
            }
            CompletionStage<?> stage = function.store.engine.api.awaited(host.cause(), host.function());
            if (stage != null) {
                await(paused, stage);
                return () -> {};
            }
            paused.close();
            return () -> result.completeExceptionally(host.cause());
        } catch (RuntimeException failure) {
            paused.close();
            throw failure;
        }
    }

    private Object[] results() {
        try {
            return stack.results(function.signature);
        } finally {
            Invocation.end(stack, function);
        }
    }

    private void await(PausedCall paused, CompletionStage<?> stage) {
        waiting.set(paused);
        if (result.isDone()) {
            waiting.set(null);
        }
        // In the turn: if the stage is complete, the next turn is asked for here and given when this one is over, so that a call
        // that never really waits does not nest.
        stage.whenComplete(this::answer);
    }

    private void answer(Object value, Throwable failure) {
        PausedCall paused = waiting.getAndSet(null);
        if (paused == null) {
            // Given up, or a stage that completes twice.
            return;
        }
        if (failure == null) {
            FuncType type = ExternTypes.of(((Suspension.InHost) paused.suspension).function());
            take(() -> paused.resume(results(type, value)), paused);
            return;
        }
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (paused.belongs(cause)) {
            // The code that waits may catch it; whatever else happened fails the call.
            take(() -> paused.resumeThrowing((RuntimeException) cause), paused);
        } else {
            result.completeExceptionally(cause);
        }
    }

    private static Object[] results(FuncType type, Object value) {
        int count = type.results().size();
        if (count == 0) {
            return new Object[0];
        }
        boolean isReference = count == 1 && type.results().get(0) instanceof RefType;
        if (value instanceof Object[] values && !isReference) {
            return values;
        }
        if (count == 1) {
            return new Object[] {value};
        }
        throw new IllegalArgumentException("the asynchronous host function of type " + type
                + " completes with an Object[] of " + count + " results, not with " + JavaValues.describe(value));
    }

    /** Gives the stacks of a call back, if it is one and has not gone on. */
    private static void close(PausedCall paused) {
        try {
            if (paused != null) {
                paused.close();
            }
        } catch (RuntimeException e) {
            // Another thread uses the store. Then they are garbage.
        }
    }
}
