package dev.vespula.http.internal.adapt;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that end when for a second they had nothing to do, so that who forgets to close what has them keeps no class
 * loader of an application.
 */
public final class IdlingThreads {
    private static final int IDLE_SECONDS = 1;

    private IdlingThreads() {}

    /** A number of threads; what they have no time for waits. */
    public static ThreadPoolExecutor atMost(int count, String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(count, count, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> thread(task, name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** As many threads as there is work at a time. */
    public static ThreadPoolExecutor asNeeded(String name) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> thread(task, name));
    }

    private static Thread thread(Runnable task, String name) {
        Thread made = new Thread(null, task, name, 0, false);
        made.setDaemon(true);
        made.setContextClassLoader(IdlingThreads.class.getClassLoader());
        return made;
    }
}
