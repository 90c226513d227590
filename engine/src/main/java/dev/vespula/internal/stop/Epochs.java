package dev.vespula.internal.stop;

/**
 * An engine's epoch: a number that the embedder advances, say from one timer for thousands of stores, and that stores
 * set deadlines by. Executions look at their store's signal only, so a deadline costs them nothing; advancing looks at
 * the stores whose deadline begins.
 */
public final class Epochs {
    private final Alarms alarms = new Alarms(Signals.EPOCH);
    private long now;

    public Epochs() {}

    /** The present epoch. */
    public synchronized long now() {
        return now;
    }

    /** Goes on to the next epoch and signals the stores whose deadline that is. */
    public void advance() {
        long begun;
        synchronized (this) {
            begun = ++now;
        }
        alarms.ring(begun);
    }

    /** Signals the store when that many more epochs have begun; replaces an earlier deadline. */
    public synchronized void arm(Signals store, long epochs) {
        long deadline = epochs > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + epochs;
        alarms.set(store, store.epochDeadline, deadline, now);
    }

    /** Takes the store's deadline, and its signal, back. */
    public void disarm(Signals store) {
        alarms.clear(store, store.epochDeadline);
    }

    /** How many stores have a deadline that has not begun. */
    int armed() {
        return alarms.size();
    }
}
