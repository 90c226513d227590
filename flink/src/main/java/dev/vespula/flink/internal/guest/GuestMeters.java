package dev.vespula.flink.internal.guest;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What Flink's metrics tell of guests. */
public final class GuestMeters {
    private final Counter fuel;
    private final Counter restored;
    private final Counter evicted;

    /** Meters in a group. */
    public GuestMeters(MetricGroup group) {
        fuel = group.counter("wasmFuel");
        restored = group.counter("wasmGuestsRestored");
        evicted = group.counter("wasmGuestsEvicted");
    }

    void used(long units) {
        fuel.inc(units);
    }

    void restored() {
        restored.inc();
    }

    void evicted(int guests) {
        if (guests > 0) {
            evicted.inc(guests);
        }
    }
}
