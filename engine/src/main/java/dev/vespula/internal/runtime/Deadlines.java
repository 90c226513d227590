package dev.vespula.internal.runtime;

import java.lang.ref.WeakReference;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sets the stop signal of stores when their time is up, so that the machine need not look at a clock. One daemon thread
 * for each engine, started with the first deadline, ended when there is none.
 */
public final class Deadlines {
    private ScheduledThreadPoolExecutor timer;

    Deadlines() {
    }

    /** Signals the store after so many nanoseconds unless the result is cancelled. */
    public synchronized ScheduledFuture<?> after(long nanos, StoreState store) {
        if (timer == null) {
            timer = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "vespula-deadlines");
                thread.setDaemon(true);
                return thread;
            });
            timer.setRemoveOnCancelPolicy(true);
            timer.setKeepAliveTime(1, TimeUnit.SECONDS);
            timer.allowCoreThreadTimeOut(true);
        }
        WeakReference<StoreState> weak = new WeakReference<>(store);
        return timer.schedule(() -> {
            StoreState alive = weak.get();
            if (alive != null) {
                alive.raise(StoreState.DEADLINE);
            }
        }, nanos, TimeUnit.NANOSECONDS);
    }
}
