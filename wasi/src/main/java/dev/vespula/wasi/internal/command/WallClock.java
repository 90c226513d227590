package dev.vespula.wasi.internal.command;

import dev.vespula.wasi.WasiClock;

/** {@code wasi:clocks/wall-clock} and {@code timezone}, which is UTC for every guest. */
public final class WallClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final WasiClock clock;

    /** A time: seconds since 1970, and nanoseconds of the second. */
    public record Datetime(long seconds, long nanoseconds) {
        /** Nanoseconds since 1970 as a time; nothing is before. */
        public static Datetime of(long nanos) {
            long shown = Math.max(0, nanos);
            return new Datetime(shown / NANOS_PER_SECOND, shown % NANOS_PER_SECOND);
        }
    }

    /** How a timezone shows a time. */
    public record TimezoneDisplay(int utcOffset, String name, boolean inDaylightSavingTime) {}

    /** The clock of a process. */
    public WallClock(WasiClock clock) {
        this.clock = clock;
    }

    /** {@code now}. */
    public Datetime now() {
        return Datetime.of(clock.realtime());
    }

    /** {@code resolution}. */
    public Datetime resolution() {
        return Datetime.of(Math.max(1, clock.resolution()));
    }

    /** {@code display}. */
    public TimezoneDisplay display(Datetime when) {
        return new TimezoneDisplay(0, "UTC", false);
    }

    /** {@code utc-offset}: seconds. */
    public int utcOffset(Datetime when) {
        return 0;
    }
}
