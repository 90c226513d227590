package dev.vespula.flink.internal.guest;

import org.jspecify.annotations.Nullable;

/**
 * The live guests of an operator, the one longest idle first. A live guest has a page of memory at least, 64 KiB. They are linked to one
 * another: a map in the order of use took a tenth of the time of an event.
 */
final class LiveGuests {
    private final int most;
    private int size;
    private @Nullable LiveGuest eldest;
    private @Nullable LiveGuest newest;

    LiveGuests(int most) {
        this.most = most;
    }

    /** A guest has had an event. Returns how many others became bytes for it. */
    int used(LiveGuest guest) {
        if (guest == newest) {
            return 0;
        }
        gone(guest);
        guest.before = newest;
        if (newest == null) {
            eldest = guest;
        } else {
            newest.after = guest;
        }
        newest = guest;
        guest.isListed = true;
        size++;
        int evicted = 0;
        while (size > most && eldest != null) {
            LiveGuest idle = eldest;
            gone(idle);
            evicted += idle.holder().freeze() ? 1 : 0;
        }
        return evicted;
    }

    void gone(LiveGuest guest) {
        if (!guest.isListed) {
            return;
        }
        if (guest.before == null) {
            eldest = guest.after;
        } else {
            guest.before.after = guest.after;
        }
        if (guest.after == null) {
            newest = guest.before;
        } else {
            guest.after.before = guest.before;
        }
        guest.before = null;
        guest.after = null;
        guest.isListed = false;
        size--;
    }

    int size() {
        return size;
    }
}
