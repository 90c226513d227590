package dev.vespula.udf.internal.task;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Looks at the conditions of all tasks, in one thread, which is there as long as there are any. */
public final class CancelPoller {
    private static final long PERIOD_MILLIS = 20;
    private static final Map<Object, Watched> WATCHED = new ConcurrentHashMap<>();
    private static Thread thread;

    private record Watched(BooleanSupplier condition, Runnable stop) {}

    private CancelPoller() {}

    /**
     * Begins to look at a condition.
     *
     * @return what ends it
     */
    public static Runnable watch(BooleanSupplier condition, Runnable stop) {
        Object key = new Object();
        WATCHED.put(key, new Watched(condition, stop));
        synchronized (CancelPoller.class) {
            if (thread == null) {
                thread = new Thread(CancelPoller::poll, "vespula-udf-poller");
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                thread.start();
            }
        }
        return () -> WATCHED.remove(key);
    }

    private static void poll() {
        while (isNeeded()) {
            WATCHED.forEach(CancelPoller::look);
            rest();
        }
    }

    @SuppressWarnings("EmptyCatch") // nobody has a reason to interrupt it: conditions are still to be looked at
    private static void rest() {
        try {
            Thread.sleep(PERIOD_MILLIS);
        } catch (InterruptedException e) {
            // Looks a bit earlier then.
        }
    }

    private static boolean isNeeded() {
        synchronized (CancelPoller.class) {
            if (WATCHED.isEmpty()) {
                thread = null;
                return false;
            }
            return true;
        }
    }

    private static void look(Object key, Watched watched) {
        boolean stops;
        try {
            stops = watched.condition.getAsBoolean();
        } catch (RuntimeException e) {
            // A condition that cannot be asked any more belongs to a task that is over.
            stops = true;
        }
        if (stops) {
            WATCHED.remove(key);
            watched.stop.run();
        }
    }
}
