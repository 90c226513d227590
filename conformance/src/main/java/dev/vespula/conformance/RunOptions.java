package dev.vespula.conformance;

import dev.vespula.Tier;

/**
 * How the engine executes the cases.
 *
 * @param tier what executes code
 * @param fuel whether fuel is metered
 * @param call how functions are called; not looked at when calls must be resumable
 */
public record RunOptions(Tier tier, Fuel fuel, Call call) {
    /** How fuel is metered. */
    public enum Fuel {
        /** Not at all. */
        OFF,
        /** With a budget that no case uses up. */
        ON,
        /** Starting at nothing; each time it runs out, exactly what is asked for is given and the call goes on. */
        REFUEL
    }

    /** How functions are called. */
    public enum Call {
        /** With arguments and results as objects. */
        DYNAMIC,
        /** Through method handles. */
        TYPED
    }

    /** Dynamic calls. */
    public RunOptions(Tier tier, Fuel fuel) {
        this(tier, fuel, Call.DYNAMIC);
    }

    /** What users get who set nothing. */
    public static final RunOptions DEFAULT = new RunOptions(Tier.AUTO, Fuel.OFF);
}
