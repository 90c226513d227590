package dev.vespula.http.internal.adapt;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that end when for a second they had nothing to do, so that who forgets to close what has them keeps no class
 * loader of an application.
 */
public final class IdlingThreads {
    /** After this time. */
    public static final int IDLE_SECONDS = 1;

    private IdlingThreads() {}

    /** As many threads as there is work at a time. */
    public static ThreadPoolExecutor asNeeded(String name) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> thread(task, name));
    }

    /** One of them, not begun: for pools that end theirs themselves. */
    public static Thread thread(Runnable task, String name) {
        Thread made = new Thread(null, task, name, 0, false);
        made.setDaemon(true);
        made.setContextClassLoader(IdlingThreads.class.getClassLoader());
        return made;
    }
}
