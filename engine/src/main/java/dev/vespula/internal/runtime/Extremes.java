package dev.vespula.internal.runtime;

/**
 * Settings of an engine that only tests want: what is rare in usual programs happens all the time.
 *
 * @param methodBytes the largest method of compiled code, so that small functions are split and their handlers merged
 */
public record Extremes(int methodBytes) {
    /**
     * System property with the bytes of the largest method. Engines that are made while it is set have their memories leave room
     * behind their end whenever they grow, and take it back whenever compiled code wants that.
     */
    public static final String PROPERTY = "vespula.tier.extremes";

    /** The settings for an engine that is made now, null for a usual one. */
    static Extremes read() {
        Integer bytes = Integer.getInteger(PROPERTY);
        return bytes == null ? null : new Extremes(bytes);
    }
}
