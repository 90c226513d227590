package dev.vespula.internal.stop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stops stores when their time is up, so that the machine need not look at a clock. One daemon thread for each engine,
 * started with the first timeout; it ends when no store that is still there has had one for a second.
 */
public final class Deadlines {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Alarms alarms = new Alarms(Signals.DEADLINE);
    /** Times are counted from here, so that they are ordered as numbers. */
    private final long origin = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Thread thread;

    public Deadlines() {}

    /** Signals the store after so many nanoseconds, in place of the time set before. */
    public void set(Signals store, long nanos) {
        long now = now();
        long time = nanos > Long.MAX_VALUE - 1 - now ? Long.MAX_VALUE - 1 : now + nanos;
        if (alarms.set(store, store.deadline, time, now)) {
            boolean isAwake = false;
            try {
                wake();
                isAwake = true;
            } finally {
                if (!isAwake) {
                    // The system has no thread for it: better no timeout, and told, than one that nobody looks at.
                    clear(store);
                }
            }
        }
    }

    /** Takes the store's time, and its signal, back. */
    public void clear(Signals store) {
        alarms.clear(store, store.deadline);
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    /** A time that is earlier than all others was set. */
    private void wake() {
        lock.lock();
        try {
            if (thread == null) {
                thread = DaemonThread.start("vespula-deadlines", this::run);
            } else {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long idleSince = now();
        boolean isNeeded = true;
        while (isNeeded) {
            long now = now();
            alarms.ring(now);
            lock.lock();
            try {
                // Read under the lock: whoever sets an earlier time signals afterwards.
                long next = alarms.next();
                if (next != Long.MAX_VALUE) {
                    idleSince = now;
                }
                isNeeded = now - idleSince < IDLE_NANOS;
                if (isNeeded) {
                    // Stores that are gone are noticed once a second.
                    changed.awaitNanos(Math.min(next - now, IDLE_NANOS));
                } else {
                    thread = null;
                }
            } catch (InterruptedException e) {
                // Nobody has a reason to; go on.
                idleSince = now;
            } finally {
                lock.unlock();
            }
        }
    }
}
