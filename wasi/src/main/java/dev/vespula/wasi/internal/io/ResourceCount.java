package dev.vespula.wasi.internal.io;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import java.util.concurrent.atomic.AtomicInteger;

/** How many resources of the host the guests of a process have. Thread-safe. */
public final class ResourceCount {
    private final AtomicInteger open = new AtomicInteger();
    private final int most;

    /** None so far, and never more than so many. */
    public ResourceCount(int most) {
        this.most = most;
    }

    void add() {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw new Trap(TrapCode.TOO_MANY_RESOURCES, "too many resources of the host: at most " + most
                    + " at a time");
        }
    }

    void remove() {
        open.decrementAndGet();
    }

    /** How many there are. */
    public int open() {
        return open.get();
    }
}
