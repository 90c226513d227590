package dev.vespula.wasi.internal.command;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.io.ClockSource;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.ResourceCount;

/** {@code wasi:clocks/monotonic-clock}. */
public final class MonotonicClock {
    private final WasiClock clock;
    private final ResourceCount count;

    /** The clock of a process. */
    public MonotonicClock(WasiClock clock, ResourceCount count) {
        this.clock = clock;
        this.count = count;
    }

    /** {@code now}: nanoseconds since some moment. */
    public long now() {
        return clock.monotonic();
    }

    /** {@code resolution}: nanoseconds. */
    public long resolution() {
        return Math.max(1, clock.resolution());
    }

    /** {@code subscribe-instant}. */
    public Pollable subscribeInstant(long when) {
        return new Pollable(count, new ClockSource(clock, when));
    }

    /** {@code subscribe-duration}: one beyond the range of the clock never ends. */
    public Pollable subscribeDuration(long duration) {
        long now = clock.monotonic();
        boolean isBeyond = duration < 0 || now + duration < 0;
        return subscribeInstant(isBeyond ? -1 : now + duration);
    }
}
