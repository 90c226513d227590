package dev.vespula.wasi.internal.io;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Something of the host that will be complete. One for all who wait for the same stage. */
public final class StageSource extends WatchedSource {
    private final CompletableFuture<?> future;
    /** A stage keeps whoever asked it until it is complete: it is asked once, and not before somebody waits. */
    private boolean isAsked;

    /** What is ready when the stage is complete, or has failed. */
    public StageSource(CompletionStage<?> stage) {
        this.future = stage.toCompletableFuture();
    }

    @Override
    public boolean isReady() {
        return future.isDone();
    }

    @Override
    public void watch(Runnable waiter) {
        super.watch(waiter);
        synchronized (this) {
            if (isAsked) {
                return;
            }
            isAsked = true;
        }
        future.whenComplete((value, thrown) -> tell());
    }
}
