package dev.vespula.conformance;

import dev.vespula.Tier;

/**
 * How the engine executes the cases.
 *
 * @param tier what executes code
 * @param fuel whether fuel is metered
 * @param code when code is compiled, if at all
 * @param call how functions are called; not looked at when calls must be resumable
 */
public record RunOptions(Tier tier, Fuel fuel, Code code, Call call) {
    /** With code that is compiled as the tier wants it, and dynamic calls. */
    public RunOptions(Tier tier, Fuel fuel) {
        this(tier, fuel, Code.IN_TIME, Call.DYNAMIC);
    }

    /** How fuel is metered. */
    public enum Fuel {
        /** Not at all. */
        OFF,
        /** With a budget that no case uses up. */
        ON,
        /** Starting at nothing; each time it runs out, exactly what is asked for is given and the call goes on. */
        REFUEL
    }

    /** When code is compiled. */
    public enum Code {
        /** When a module is made, or later. */
        IN_TIME,
        /** Before, by another engine: the module comes out of a jar file. Banks and WASI programs only. */
        AHEAD
    }

    /** How functions are called. */
    public enum Call {
        /** With arguments and results as objects. */
        DYNAMIC,
        /** Through method handles. */
        TYPED
    }

    /** What users get who set nothing. */
    public static final RunOptions DEFAULT = new RunOptions(Tier.AUTO, Fuel.OFF);
}
