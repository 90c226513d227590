package dev.vespula.wasi.internal.io;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Those who wait for a change that somebody tells of. Thread-safe. */
public final class Watchers {
    private final Set<Runnable> waiters = new LinkedHashSet<>();

    /** Adds a waiter. */
    public synchronized void add(Runnable waiter) {
        waiters.add(waiter);
    }

    /** Takes a waiter away. */
    public synchronized void remove(Runnable waiter) {
        waiters.remove(waiter);
    }

    /** Tells all. Not to be called with a lock that waiters may want. */
    public void tell() {
        List<Runnable> told;
        synchronized (this) {
            told = new ArrayList<>(waiters);
        }
        told.forEach(Runnable::run);
    }
}
