package dev.vespula.internal.stop;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells stores that their thread was interrupted, so that compiled code need not look at the thread: that would be two
 * loads in each loop iteration and each call. One daemon thread for all engines looks at the stores that run compiled code
 * every few milliseconds, and ends when none has for a second.
 */
public final class InterruptWatch {
    private static final int PERIOD_MILLIS = 10;
    /** Looks without any store in use after which the thread ends. */
    private static final int IDLE_LOOKS = 100;

    private static final Object LOCK = new Object();
    private static final List<WeakReference<Occupancy>> STORES = new ArrayList<>();
    /** Whether there is no thread. */
    private static volatile boolean asleep = true;

    private InterruptWatch() {}

    /** Watches a store from now on, until it is unreachable. */
    static void add(Occupancy store) {
        synchronized (LOCK) {
            STORES.add(new WeakReference<>(store));
        }
    }

    /** Whether it must be woken when a store is going to be used. */
    public static boolean isAsleep() {
        return asleep;
    }

    /** A watched store is going to be used. */
    static void wake() {
        if (asleep) {
            synchronized (LOCK) {
                if (asleep) {
                    begin();
                }
            }
        }
    }

    private static void begin() {
        try {
            DaemonThread.start("vespula-interrupts", InterruptWatch::watch);
            asleep = false;
        } catch (OutOfMemoryError e) {
            // The system has no thread for it now. The call that asks is worth more; the next one asks again.
        }
    }

    private static void watch() {
        int idle = 0;
        while (idle < IDLE_LOOKS || !end()) {
            idle = look() ? 0 : idle + 1;
            try {
                Thread.sleep(PERIOD_MILLIS);
            } catch (InterruptedException e) {
                // Nobody has a reason to; go on.
                idle = 0;
            }
        }
    }

    /** Lets the thread end, unless a store was taken into use before it could see the flag. */
    private static boolean end() {
        synchronized (LOCK) {
            asleep = true;
            VarHandle.fullFence();
            asleep = !look();
            return asleep;
        }
    }

    /** Whether any store is in use. */
    private static boolean look() {
        boolean used = false;
        synchronized (LOCK) {
            for (int i = STORES.size() - 1; i >= 0; i--) {
                Occupancy store = STORES.get(i).get();
                if (store == null) {
                    STORES.set(i, STORES.get(STORES.size() - 1));
                    STORES.remove(STORES.size() - 1);
                } else {
                    used |= store.isInUse();
                    if (store.isOwnerInterrupted()) {
                        store.raise(Signals.THREAD);
                    }
                }
            }
        }
        return used;
    }
}
