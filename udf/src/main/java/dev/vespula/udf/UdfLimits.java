package dev.vespula.udf;

import java.io.Serializable;

/**
 * What functions may use. Immutable; methods with a parameter return a changed copy.
 *
 * <pre>{@code
 * udfs.limits(l -> l.fuelPerRow(10_000).fuelPerTask(5_000_000_000L).memory(64 << 20))
 * }</pre>
 *
 * @param fuelPerRow    units of fuel that one row may use, {@link #UNLIMITED} by default; a block may use so many for each of its rows
 * @param fuelPerTask   units of fuel that a task may use for all its rows, {@link #UNLIMITED} by default
 * @param memory        bytes that each memory of an instance may have; 256 MiB by default
 * @param bytesPerValue bytes that one string or sequence of bytes that a function returns may have; 16 MiB by default
 * @param rowsPerCall   rows that a table function may return for one row; one million by default
 */
public record UdfLimits(long fuelPerRow, long fuelPerTask, long memory, int bytesPerValue, int rowsPerCall)
        implements
            Serializable {
    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** Checks that all are positive. */
    public UdfLimits {
        if (fuelPerRow <= 0 || fuelPerTask <= 0 || memory < 0 || bytesPerValue < 0 || rowsPerCall < 0) {
            throw new IllegalArgumentException("a limit that is not positive");
        }
    }

    /** The limits of modules that were given none. */
    public static UdfLimits standard() {
        return new UdfLimits(UNLIMITED, UNLIMITED, 256L << 20, 16 << 20, 1_000_000);
    }

    /** A copy with another {@link #fuelPerRow()}. */
    public UdfLimits fuelPerRow(long units) {
        return new UdfLimits(units, fuelPerTask, memory, bytesPerValue, rowsPerCall);
    }

    /** A copy with another {@link #fuelPerTask()}. */
    public UdfLimits fuelPerTask(long units) {
        return new UdfLimits(fuelPerRow, units, memory, bytesPerValue, rowsPerCall);
    }

    /** A copy with another {@link #memory()}. */
    public UdfLimits memory(long bytes) {
        return new UdfLimits(fuelPerRow, fuelPerTask, bytes, bytesPerValue, rowsPerCall);
    }

    /** A copy with another {@link #bytesPerValue()}. */
    public UdfLimits bytesPerValue(int bytes) {
        return new UdfLimits(fuelPerRow, fuelPerTask, memory, bytes, rowsPerCall);
    }

    /** A copy with another {@link #rowsPerCall()}. */
    public UdfLimits rowsPerCall(int rows) {
        return new UdfLimits(fuelPerRow, fuelPerTask, memory, bytesPerValue, rows);
    }

    /** Short, and different for different limits: a part of {@link UdfFunction#canonicalName}. */
    @Override
    public String toString() {
        return "row=" + text(fuelPerRow) + ",task=" + text(fuelPerTask) + ",memory=" + memory + ",value=" + bytesPerValue
                + ",rows="
                + rowsPerCall;
    }

    private static String text(long units) {
        return units == UNLIMITED ? "any" : Long.toString(units);
    }
}
