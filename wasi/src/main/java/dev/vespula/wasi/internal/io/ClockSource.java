package dev.vespula.wasi.internal.io;

import dev.vespula.wasi.WasiClock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A time of the monotonic clock. */
public final class ClockSource implements Source {
    private final WasiClock clock;
    /** Unsigned, as guests have it. */
    private final long instant;
    private final Map<Runnable, Reactor.Alarm> alarms = new HashMap<>();

    /**
     * A time to wait for.
     *
     * @param instant nanoseconds, unsigned; one beyond the range of the clock never comes
     */
    public ClockSource(WasiClock clock, long instant) {
        this.clock = clock;
        this.instant = instant;
    }

    @Override
    public boolean isReady() {
        return instant >= 0 && clock.monotonic() >= instant;
    }

    @Override
    public synchronized void watch(Runnable waiter) {
        if (instant >= 0 && !alarms.containsKey(waiter)) {
            // Looked at again after decades, so that times stay comparable.
            long left = Math.min(1L << 61, Math.max(0, instant - clock.monotonic()));
            alarms.put(waiter, Reactor.shared().at(System.nanoTime() + left, () -> ring(waiter)));
        }
    }

    private void ring(Runnable waiter) {
        synchronized (this) {
            alarms.remove(waiter);
        }
        waiter.run();
    }

    @Override
    public synchronized void unwatch(Runnable waiter) {
        Reactor.Alarm alarm = alarms.remove(waiter);
        if (alarm != null) {
            Reactor.shared().cancel(alarm);
        }
    }

    /**
     * Lets the time of clocks pass that are not the host's, up to the first of the times that are waited for.
     *
     * @return whether there was one
     */
    static boolean passTime(Collection<Source> sources) {
        ClockSource first = null;
        for (Source source : sources) {
            if (source instanceof ClockSource time && time.clock != WasiClock.SYSTEM && time.instant >= 0
                    && (first == null || time.instant < first.instant)) {
                first = time;
            }
        }
        if (first == null) {
            return false;
        }
        try {
            first.clock.sleep(Math.max(1, first.instant - first.clock.monotonic()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }
}
