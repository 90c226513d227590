package dev.vespula;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A call that gives its thread back while it waits for an asynchronous host function. Each stretch of Wasm is a turn of
 * the store, so that several such calls of one store interleave without ever running at the same time.
 */
final class AsyncCall {
    private final Func func;
    private final Object[] args;
    private final StoreTurns turns;
    private final Executor executor;
    private final CompletableFuture<Object[]> result = new CompletableFuture<>();

    AsyncCall(Func func, Object[] args, StoreTurns turns, Executor executor) {
        this.func = func;
        this.args = args;
        this.turns = turns;
        this.executor = executor;
    }

    CompletableFuture<Object[]> start() {
        turns.take(executor, () -> advance(() -> func.callResumable(args)));
        return result;
    }

    private interface Stretch {
        CallOutcome run();
    }

    /** Runs until the next wait or the end. */
    private void advance(Stretch stretch) {
        if (result.isDone()) {
            return;
        }
        try {
            settle(stretch.run());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    private void settle(CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Finished finished) {
            result.complete(finished.results());
        } else if (outcome instanceof HostSuspended paused) {
            if (paused.payload() instanceof Pending pending) {
                pending.stage.whenComplete((value, failure) ->
                        turns.take(executor, () -> answer(paused, value, failure)));
            } else {
                paused.close();
                result.completeExceptionally(paused.cause());
            }
        } else {
            ((OutOfFuel) outcome).close();
            result.completeExceptionally(new Trap(TrapCode.OUT_OF_FUEL));
        }
    }

    private void answer(HostSuspended paused, Object value, Throwable failure) {
        if (result.isDone()) {
            paused.close();
        } else if (failure != null) {
            boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
            fail(paused, wrapped ? failure.getCause() : failure);
        } else {
            advance(() -> paused.resume(results(paused, value)));
        }
    }

    /** A WebAssembly exception may be caught by the code that waits; whatever else happened fails the call. */
    private void fail(HostSuspended paused, Throwable failure) {
        if (failure instanceof WasmThrown thrown && thrown.isOf(func)) {
            advance(() -> paused.resumeThrowing(thrown));
        } else {
            paused.close();
            result.completeExceptionally(failure);
        }
    }

    private static Object[] results(HostSuspended paused, Object value) {
        return switch (paused.hostFunction().type().results().size()) {
            case 0 -> new Object[0];
            case 1 -> new Object[] {value};
            default -> (Object[]) value;
        };
    }

    /** The body of an asynchronous host function: begins the work and suspends. */
    static <T> HostFunction<T> body(AsyncHostFunction<T> function) {
        return (caller, args) -> {
            throw caller.suspend(new Pending(function.call(caller, args)));
        };
    }

    /** What an asynchronous host function waits for. */
    private record Pending(CompletionStage<?> stage) {
    }
}
