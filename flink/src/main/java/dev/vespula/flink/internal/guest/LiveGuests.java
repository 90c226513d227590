package dev.vespula.flink.internal.guest;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The live guests of an operator, the one longest idle first. A live guest has a page of memory at least, 64 KiB; as bytes it has some 4. */
final class LiveGuests {
    private final Map<LiveGuest, LiveGuest> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;

    LiveGuests(int most) {
        this.most = most;
    }

    /** A guest has had an event. Returns how many others became bytes for it. */
    int used(LiveGuest guest) {
        if (byUse.get(guest) != null) {
            return 0;
        }
        byUse.put(guest, guest);
        int evicted = 0;
        while (byUse.size() > most) {
            Iterator<LiveGuest> eldest = byUse.keySet().iterator();
            LiveGuest idle = eldest.next();
            eldest.remove();
            evicted += idle.holder().freeze() ? 1 : 0;
        }
        return evicted;
    }

    void gone(LiveGuest guest) {
        byUse.remove(guest);
    }

    int size() {
        return byUse.size();
    }
}
