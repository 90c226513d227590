package dev.vespula.internal.stop;

/**
 * Starts the threads that work for the engine. They keep nothing of whoever happens to need them first: neither the context
 * class loader of that thread, which may be that of an application which is unloaded earlier, nor its inheritable values.
 */
public final class DaemonThread {
    private DaemonThread() {}

    /** Starts a daemon thread. */
    public static Thread start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(DaemonThread.class.getClassLoader());
        thread.start();
        return thread;
    }
}
