package dev.vespula.internal.stop;

/**
 * A charge of fuel failed; nothing was deducted and nothing has been done, so the statement that asked may be executed
 * again after refuelling. Never leaves the engine: the machine turns it into a suspension or a trap.
 */
public final class FuelExhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The size of the charge that failed (not what is missing). */
    public final long required;

    /** A failed charge of {@code required} units. */
    public FuelExhausted(long required) {
        super(null, null, false, false);
        this.required = required;
    }
}
