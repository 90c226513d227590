package dev.vespula.internal.stop;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The times at which stores are to be stopped for one reason, at most one for each store, in their order: what is done at
 * one time costs nothing for the stores whose time has not come. Owner of one of the {@link Signals}.
 *
 * <p>An alarm that is replaced or cleared has no effect any more, even if its time is there in that moment: whether it
 * still stands and what it does to the signal is one step, under one lock. Stores are held weakly; those that are gone are
 * forgotten at the next change.
 */
final class Alarms {
    private final int signal;
    private final TreeSet<Alarm> pending = new TreeSet<>();
    private final ReferenceQueue<Signals> dropped = new ReferenceQueue<>();
    private long count;

    /** The time of one store. */
    static final class Alarm extends WeakReference<Signals> implements Comparable<Alarm> {
        private final long time;
        private final long number;

        private Alarm(Signals store, ReferenceQueue<Signals> queue, long time, long number) {
            super(store, queue);
            this.time = time;
            this.number = number;
        }

        @Override
        public int compareTo(Alarm other) {
            int order = Long.compare(time, other.time);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** Where a store keeps its alarm of one kind. */
    static final class Place {
        private Alarm alarm;
    }

    Alarms(int signal) {
        this.signal = signal;
    }

    /**
     * Stops the store at a time, instead of at that set before, and from now on if the time has come.
     *
     * @param now a time that is not later than that given to {@link #ring} before
     * @return whether this is the next time of all
     */
    boolean set(Signals store, Place place, long time, long now) {
        boolean isDue = time <= now;
        boolean isNext = false;
        synchronized (this) {
            clear(store, place);
            if (isDue) {
                store.set(signal);
            } else {
                Alarm alarm = new Alarm(store, dropped, time, count++);
                pending.add(alarm);
                place.alarm = alarm;
                isNext = pending.first() == alarm;
            }
        }
        if (isDue) {
            store.tell();
        }
        return isNext;
    }

    /** Takes a store's time back, and its signal. */
    synchronized void clear(Signals store, Place place) {
        forgetDropped();
        if (place.alarm != null) {
            pending.remove(place.alarm);
            place.alarm.clear();
            place.alarm = null;
        }
        store.lower(signal);
    }

    /** Stops the stores whose time has come. */
    void ring(long now) {
        List<Signals> stopped = new ArrayList<>();
        synchronized (this) {
            forgetDropped();
            while (!pending.isEmpty() && pending.first().time <= now) {
                Signals store = pending.pollFirst().get();
                if (store != null) {
                    store.set(signal);
                    stopped.add(store);
                }
            }
        }
        // Not under the lock: the first stop of a module waits for all threads of the JVM.
        for (Signals store : stopped) {
            store.tell();
        }
    }

    /** The next time, or {@link Long#MAX_VALUE} if there is none. */
    synchronized long next() {
        forgetDropped();
        return pending.isEmpty() ? Long.MAX_VALUE : pending.first().time;
    }

    /** How many stores have an alarm. */
    synchronized int size() {
        forgetDropped();
        return pending.size();
    }

    private void forgetDropped() {
        for (Reference<?> gone = dropped.poll(); gone != null; gone = dropped.poll()) {
            pending.remove(gone);
        }
    }
}
