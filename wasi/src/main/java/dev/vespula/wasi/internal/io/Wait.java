package dev.vespula.wasi.internal.io;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Tries something whenever one of its sources may have become ready, until it works. */
public final class Wait<R> implements Runnable {
    private final List<? extends Source> sources;
    private final Supplier<R> attempt;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    /** A thread tries, or has tried with success. */
    private boolean isTrying;
    /** Something has become ready since that thread has looked. */
    private boolean isAgain;

    private Wait(List<? extends Source> sources, Supplier<R> attempt) {
        this.sources = sources;
        this.attempt = attempt;
    }

    /**
     * Waits without a thread.
     *
     * @param attempt gives null as long as there is nothing to give; called by one thread at a time, whatever thread, and never from
     *     within itself. What it throws is what the future fails with.
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

    /**
     * Something may be ready. Whoever tells may do so from within an attempt, which has made room or asked for more, or hold locks of
     * its own: then it only leaves a note to the thread that tries. Two attempts within each other would both take something, and
     * only one of them could give it.
     */
    @Override
    public void run() {
        synchronized (this) {
            isAgain = true;
            if (isTrying) {
                return;
            }
            isTrying = true;
        }
        while (isWanted()) {
            if (succeeds()) {
                return;
            }
            watch();
            // What became ready before it was watched tells nobody. Whoever was late is taken off again.
            if (succeeds()) {
                sources.forEach(source -> source.unwatch(this));
                return;
            }
        }
    }

    private void watch() {
        try {
            sources.forEach(source -> source.watch(this));
        } catch (RuntimeException | Error thrown) {
            // Without a descriptor of the host to wait with, whoever waits must know.
            result.completeExceptionally(thrown);
        }
    }

    private synchronized boolean isWanted() {
        isTrying = isAgain;
        isAgain = false;
        return isTrying;
    }

    /** Whether nobody need try any more. */
    private boolean succeeds() {
        if (result.isDone()) {
            return true;
        }
        R got;
        try {
            got = attempt.get();
        } catch (RuntimeException | Error thrown) {
            result.completeExceptionally(thrown);
            return true;
        }
        if (got != null) {
            result.complete(got);
        }
        return got != null;
    }
}
