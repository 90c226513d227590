package dev.vespula.wasi.internal.io;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A source that knows who waits for it, and is told when it has changed. Thread-safe. */
public abstract class WatchedSource implements Source {
    /** Its own lock: subclasses have theirs, which waiters may want. */
    private final Set<Runnable> waiters = new LinkedHashSet<>();

    @Override
    public void watch(Runnable waiter) {
        synchronized (waiters) {
            waiters.add(waiter);
        }
    }

    @Override
    public final void unwatch(Runnable waiter) {
        synchronized (waiters) {
            waiters.remove(waiter);
        }
    }

    /** It has changed: all who wait look. Not to be called with a lock that waiters may want. */
    public final void tell() {
        List<Runnable> told;
        synchronized (waiters) {
            told = new ArrayList<>(waiters);
        }
        told.forEach(Runnable::run);
    }
}
