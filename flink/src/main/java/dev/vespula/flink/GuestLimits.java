package dev.vespula.flink;

import java.io.Serializable;

/**
 * What the guest of one key may use. They may be others when a job is restored: they are no part of the state.
 *
 * @param fuelPerEvent units of fuel for an event or a timer, with those that it takes to start the guest; a thousand million by default,
 *                     which is some seconds
 * @param fuelPerGuest units of fuel for all events of a guest; by default {@link #UNLIMITED}
 * @param memory       bytes of linear memory; 16 MiB by default
 */
public record GuestLimits(long fuelPerEvent, long fuelPerGuest, long memory) implements Serializable {
    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** Checks that all are positive. */
    public GuestLimits {
        if (fuelPerEvent <= 0 || fuelPerGuest <= 0 || memory < 0) {
            throw new IllegalArgumentException("a limit that is not positive");
        }
    }

    /** The limits of guests that were given none. */
    public static GuestLimits standard() {
        return new GuestLimits(1_000_000_000, UNLIMITED, 16 << 20);
    }

    /** A copy with another {@link #fuelPerEvent()}. */
    public GuestLimits fuelPerEvent(long units) {
        return new GuestLimits(units, fuelPerGuest, memory);
    }

    /** A copy with another {@link #fuelPerGuest()}. */
    public GuestLimits fuelPerGuest(long units) {
        return new GuestLimits(fuelPerEvent, units, memory);
    }

    /** A copy with another {@link #memory()}. */
    public GuestLimits memory(long bytes) {
        return new GuestLimits(fuelPerEvent, fuelPerGuest, bytes);
    }
}
