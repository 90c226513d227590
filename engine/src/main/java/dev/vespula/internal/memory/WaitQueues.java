package dev.vespula.internal.memory;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.stop.Signals;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The threads that wait at addresses of a shared memory. A waiter compares the memory with what it expects while it holds
 * the lock that a notifier needs, so a notification that follows a change of the memory is never lost.
 */
public final class WaitQueues {
    /** Result of a wait that was ended by a notification. */
    public static final int NOTIFIED = 0;
    /** Result of a wait that did not begin because the memory held something else. */
    public static final int NOT_EQUAL = 1;
    /** Result of a wait that took too long. */
    public static final int TIMED_OUT = 2;

    /** How long a stop signal of the store may go unnoticed. */
    private static final long SIGNAL_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, ArrayDeque<Waiter>> queues = new HashMap<>();

    private static final class Waiter {
        final Condition condition;
        boolean notified;

        Waiter(Condition condition) {
            this.condition = condition;
        }
    }

    /**
     * Waits at an address.
     *
     * @param store   the waiting store; its stop signal ends the wait with a trap
     * @param address the address
     * @param equal   whether the memory still holds what the waiter expects
     * @param nanos   how long at most; negative for ever
     * @return {@link #NOTIFIED}, {@link #NOT_EQUAL} or {@link #TIMED_OUT}
     */
    public int await(Signals store, long address, BooleanSupplier equal, long nanos) {
        lock.lock();
        try {
            if (!equal.getAsBoolean()) {
                return NOT_EQUAL;
            }
            Waiter waiter = new Waiter(lock.newCondition());
            queues.computeIfAbsent(address, key -> new ArrayDeque<>()).add(waiter);
            try {
                return await(store, waiter, nanos);
            } finally {
                if (!waiter.notified) {
                    remove(address, waiter);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private int await(Signals store, Waiter waiter, long nanos) {
        long start = System.nanoTime();
        while (!waiter.notified) {
            if (store.signal != Signals.RUN) {
                store.stopIfAsked();
            }
            long left = nanos < 0 ? Long.MAX_VALUE : nanos - (System.nanoTime() - start);
            if (left <= 0) {
                return TIMED_OUT;
            }
            try {
                waiter.condition.awaitNanos(Math.min(left, SIGNAL_CHECK_NANOS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Trap(TrapCode.INTERRUPTED);
            }
        }
        return NOTIFIED;
    }

    private void remove(long address, Waiter waiter) {
        ArrayDeque<Waiter> queue = queues.get(address);
        queue.remove(waiter);
        if (queue.isEmpty()) {
            queues.remove(address);
        }
    }

    /**
     * Wakes waiters, those that have waited longest first.
     *
     * @param count how many at most, unsigned
     * @return how many were waked
     */
    public int wake(long address, int count) {
        lock.lock();
        try {
            ArrayDeque<Waiter> queue = queues.get(address);
            int woken = 0;
            while (queue != null && !queue.isEmpty() && Integer.compareUnsigned(woken, count) < 0) {
                Waiter waiter = queue.remove();
                waiter.notified = true;
                waiter.condition.signal();
                woken++;
            }
            if (queue != null && queue.isEmpty()) {
                queues.remove(address);
            }
            return woken;
        } finally {
            lock.unlock();
        }
    }
}
