package dev.vespula.http.internal.adapt;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Work that is done one after the other, by one thread of an executor at a time. Thread-safe. */
public final class SerialWork implements Executor {
    private final Executor executor;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean isRunning;

    /** Nothing to do yet. */
    public SerialWork(Executor executor) {
        this.executor = executor;
    }

    /** Does it when all before it is done. What is asked for by work itself needs no other thread. */
    @Override
    public void execute(Runnable work) {
        synchronized (this) {
            waiting.add(work);
            if (isRunning) {
                return;
            }
            isRunning = true;
        }
        executor.execute(this::run);
    }

    private void run() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized Runnable next() {
        Runnable next = waiting.poll();
        isRunning = next != null;
        return next;
    }
}
