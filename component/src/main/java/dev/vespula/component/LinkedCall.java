package dev.vespula.component;

import dev.vespula.Caller;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.abi.PendingAnswer;
import dev.vespula.component.internal.runtime.UserCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call of a host function by a component, or by the host. */
record LinkedCall(Callee.Call call) implements HostCall.Site {
    /** How often somebody who waits looks whether the store was asked to stop. */
    private static final long SLICE_MILLIS = 20;

    @Override
    public Caller<?> caller() {
        return call.caller();
    }

    @Override
    public void checkStop() {
        if (caller() != null) {
            caller().checkStop();
        }
    }

    @Override
    public <R> R await(CompletionStage<R> stage) {
        CompletableFuture<R> future = stage.toCompletableFuture();
        if (!future.isDone() && call.canSuspend()) {
            throw new PendingAnswer(stage, () -> future.cancel(false));
        }
        try {
            while (true) {
                try {
                    return future.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    checkStop(future);
                }
            }
        } catch (ExecutionException e) {
            throw UserCode.thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checkStop(future);
            throw new IllegalStateException("interrupted while the host waited", e);
        }
    }

    private void checkStop(CompletableFuture<?> awaited) {
        try {
            checkStop();
        } catch (RuntimeException stopped) {
            awaited.cancel(false);
            throw stopped;
        }
    }
}
