package dev.vespula.conformance;

import dev.vespula.Tier;

/**
 * How the engine executes the cases.
 *
 * @param tier what executes code
 * @param fuel whether fuel is metered
 */
public record RunOptions(Tier tier, Fuel fuel) {
    /** How fuel is metered. */
    public enum Fuel {
        /** Not at all. */
        OFF,
        /** With a budget that no case uses up. */
        ON,
        /** Starting at nothing; each time it runs out, exactly what is asked for is given and the call goes on. */
        REFUEL
    }

    /** What users get who set nothing. */
    public static final RunOptions DEFAULT = new RunOptions(Tier.AUTO, Fuel.OFF);
}
