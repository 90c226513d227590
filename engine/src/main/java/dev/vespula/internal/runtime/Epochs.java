package dev.vespula.internal.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An engine's epoch: a number that the embedder advances, say from one timer for thousands of stores, and that stores
 * set deadlines by. Executions look at their store's signal only, so a deadline costs them nothing; advancing looks at
 * every store that has one.
 */
public final class Epochs {
    private final List<Armed> armed = new ArrayList<>();
    private long now;

    private record Armed(WeakReference<StoreState> store, long deadline) {
    }

    Epochs() {
    }

    /** The present epoch. */
    public synchronized long now() {
        return now;
    }

    /** Goes on to the next epoch and signals the stores whose deadline that is. */
    public synchronized void advance() {
        now++;
        for (Iterator<Armed> all = armed.iterator(); all.hasNext();) {
            Armed one = all.next();
            StoreState store = one.store.get();
            if (store == null) {
                all.remove();
            } else if (one.deadline <= now) {
                store.raise(StoreState.EPOCH);
                all.remove();
            }
        }
    }

    /** Signals the store when that many more epochs have begun; replaces an earlier deadline. */
    public synchronized void arm(StoreState store, long epochs) {
        disarm(store);
        if (epochs == 0) {
            store.raise(StoreState.EPOCH);
        } else {
            long deadline = epochs > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + epochs;
            armed.add(new Armed(new WeakReference<>(store), deadline));
        }
    }

    /** Takes the store's deadline, and its signal, back. */
    public synchronized void disarm(StoreState store) {
        armed.removeIf(one -> one.store.refersTo(store));
        if (store.signal == StoreState.EPOCH) {
            store.raise(StoreState.RUN);
        }
    }
}
