package dev.vespula.wasi.internal.io;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Something of the host that will be complete. */
public final class StageSource implements Source {
    private final CompletableFuture<?> future;
    private final Watchers watchers = new Watchers();

    /** What is ready when the stage is complete, or has failed. */
    public StageSource(CompletionStage<?> stage) {
        this.future = stage.toCompletableFuture();
        future.whenComplete((value, thrown) -> watchers.tell());
    }

    @Override
    public boolean isReady() {
        return future.isDone();
    }

    @Override
    public void watch(Runnable waiter) {
        watchers.add(waiter);
    }

    @Override
    public void unwatch(Runnable waiter) {
        watchers.remove(waiter);
    }
}
