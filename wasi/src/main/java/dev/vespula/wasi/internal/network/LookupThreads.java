package dev.vespula.wasi.internal.network;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where names are looked up, since the JDK waits for the operating system and that for servers of names: few daemon threads for all
 * processes, which end when for a second there was nothing to look up, so that nothing keeps the class loader. Thread-safe.
 */
public final class LookupThreads {
    private static final int MOST = 8;
    private static final int MOST_WAITING = 1024;
    private static final ThreadPoolExecutor SHARED = new ThreadPoolExecutor(MOST, MOST, 1, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING), LookupThreads::thread);

    static {
        SHARED.allowCoreThreadTimeOut(true);
    }

    private LookupThreads() {}

    private static Thread thread(Runnable task) {
        Thread made = new Thread(null, task, "vespula-wasi-lookup", 0, false);
        made.setDaemon(true);
        made.setContextClassLoader(LookupThreads.class.getClassLoader());
        return made;
    }

    /**
     * Runs a task when a thread is free.
     *
     * @throws java.util.concurrent.RejectedExecutionException if too many wait already
     */
    public static Future<?> submit(Runnable task) {
        return SHARED.submit(task);
    }
}
