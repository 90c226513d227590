package dev.vespula.http.internal.serve;

import dev.vespula.http.internal.adapt.IdlingThreads;
import dev.vespula.wasi.internal.io.Reactor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads of a handler: one for each processor, and one more for each that has been computing for a while. Short requests are quickest
 * with few threads; but a guest that computes keeps its thread until its time is up, and must not keep the others waiting.
 */
final class GuestThreads implements Executor {
    /** Longer than nearly all turns of guests, and not long for who waits. */
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int least = Runtime.getRuntime().availableProcessors();
    private final int most;
    private final Pool pool;
    /** There is an alarm that looks at the threads. */
    private final AtomicBoolean isWatched = new AtomicBoolean();

    private static final class Pool extends ThreadPoolExecutor {
        /** When the turns that run began. */
        final Map<Thread, Long> begun = new ConcurrentHashMap<>();

        Pool(int least) {
            super(least, least, IdlingThreads.IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> IdlingThreads
                    .thread(task, "vespula-http"));
            allowCoreThreadTimeOut(true);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            begun.put(thread, System.nanoTime());
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            begun.remove(Thread.currentThread());
        }

        int countLong(long now) {
            int count = 0;
            for (long since : begun.values()) {
                count += now - since >= LONG_NANOS ? 1 : 0;
            }
            return count;
        }

        void resize(int size) {
            if (size > getMaximumPoolSize()) {
                setMaximumPoolSize(size);
            }
            if (size != getCorePoolSize()) {
                // Begins new threads if there is something to do for them; those that are too many end when they are idle.
                setCorePoolSize(size);
            }
        }
    }

    /**
     * Threads, begun when there is something to do.
     *
     * @param guests how many run at most
     */
    GuestThreads(int guests) {
        most = Math.max(least, guests) + least;
        pool = new Pool(least);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
        if (!pool.getQueue().isEmpty()) {
            watch();
        }
    }

    private void watch() {
        if (isWatched.compareAndSet(false, true)) {
            Reactor.shared().at(System.nanoTime() + LONG_NANOS, this::look);
        }
    }

    /** Goes on for as long as anybody waits or computes for long. */
    private void look() {
        int computing = pool.countLong(System.nanoTime());
        pool.resize(Math.min(most, least + computing));
        isWatched.set(false);
        if (!pool.isShutdown() && (computing > 0 || !pool.getQueue().isEmpty())) {
            watch();
        }
    }

    /** Ends the threads when nothing is left to do. */
    void shutdown() {
        pool.shutdown();
    }
}
