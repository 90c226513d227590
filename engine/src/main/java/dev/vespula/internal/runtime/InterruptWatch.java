package dev.vespula.internal.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells stores that their thread was interrupted, so that compiled code need not look at the thread: that would be two
 * loads in each loop iteration and each call. One daemon thread for all engines looks at the stores that run compiled code
 * every few milliseconds, and sleeps for good while none does.
 */
public final class InterruptWatch {
    private static final int PERIOD_MILLIS = 10;
    /** Looks without any store in use after which the thread sleeps until a store is used again. */
    private static final int IDLE_LOOKS = 100;

    private static final Object LOCK = new Object();
    private static final List<WeakReference<StoreState>> STORES = new ArrayList<>();
    private static volatile boolean asleep;
    private static boolean started;

    private InterruptWatch() {
    }

    /** Watches a store from now on, until it is unreachable. */
    static void add(StoreState store) {
        synchronized (LOCK) {
            STORES.add(new WeakReference<>(store));
            if (!started) {
                started = true;
                Thread thread = new Thread(InterruptWatch::watch, "vespula-interrupts");
                thread.setDaemon(true);
                thread.start();
            }
        }
        wake();
    }

    /** Whether it must be woken when a store is going to be used. */
    static boolean isAsleep() {
        return asleep;
    }

    /** A watched store is going to be used. */
    static void wake() {
        if (asleep) {
            synchronized (LOCK) {
                asleep = false;
                LOCK.notifyAll();
            }
        }
    }

    private static void watch() {
        int idle = 0;
        while (true) {
            try {
                synchronized (LOCK) {
                    if (idle >= IDLE_LOOKS) {
                        asleep = true;
                    }
                    // A store that was taken into use before it could see the flag is found by one more look.
                    if (asleep && !look()) {
                        while (asleep) {
                            LOCK.wait();
                        }
                    }
                    asleep = false;
                }
                idle = look() ? 0 : idle + 1;
                Thread.sleep(PERIOD_MILLIS);
            } catch (InterruptedException e) {
                // Nobody has a reason to; go on.
                idle = 0;
            }
        }
    }

    /** Whether any store is in use. */
    private static boolean look() {
        boolean used = false;
        synchronized (LOCK) {
            for (int i = STORES.size() - 1; i >= 0; i--) {
                StoreState store = STORES.get(i).get();
                if (store == null) {
                    STORES.set(i, STORES.get(STORES.size() - 1));
                    STORES.remove(STORES.size() - 1);
                } else {
                    used |= store.isInUse();
                    if (store.isOwnerInterrupted()) {
                        store.raiseForThread();
                    }
                }
            }
        }
        return used;
    }
}
