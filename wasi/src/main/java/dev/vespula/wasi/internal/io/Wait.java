package dev.vespula.wasi.internal.io;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Tries something whenever one of its sources may have become ready, until it works. */
public final class Wait<R> implements Runnable {
    private final List<? extends Source> sources;
    private final Supplier<R> attempt;
    /** Nobody tries again, although the result may not be told yet. */
    private boolean isOver;
    private final CompletableFuture<R> result = new CompletableFuture<>();

    private Wait(List<? extends Source> sources, Supplier<R> attempt) {
        this.sources = sources;
        this.attempt = attempt;
    }

    /**
     * Waits without a thread.
     *
     * @param attempt gives null as long as there is nothing to give; called by one thread at a time, whatever thread. What it throws
     *     is what the future fails with.
     * @return complete already if the first attempt worked; cancelling it ends the waiting
     */
    public static <R> CompletableFuture<R> until(List<? extends Source> sources, Supplier<R> attempt) {
        Wait<R> wait = new Wait<>(sources, attempt);
        if (!wait.succeeds()) {
            wait.result.whenComplete((value, thrown) -> sources.forEach(source -> source.unwatch(wait)));
            wait.run();
        }
        return wait.result;
    }

    /** As {@link #until(List, Supplier)}, for one source. */
    public static <R> CompletableFuture<R> until(Source source, Supplier<R> attempt) {
        return until(List.of(source), attempt);
    }

    @Override
    public void run() {
        if (!succeeds()) {
            sources.forEach(source -> source.watch(this));
            // What became ready before it was watched tells nobody. Whoever was late is taken off again.
            if (succeeds()) {
                sources.forEach(source -> source.unwatch(this));
            }
        }
    }

    private boolean succeeds() {
        R got;
        synchronized (this) {
            if (isOver || result.isDone()) {
                return true;
            }
            try {
                got = attempt.get();
            } catch (RuntimeException | Error thrown) {
                isOver = true;
                result.completeExceptionally(thrown);
                return true;
            }
            if (got == null) {
                return false;
            }
            isOver = true;
        }
        result.complete(got);
        return true;
    }
}
