package dev.vespula;

/**
 * How functions are executed. Results, fuel, limits, traps and what can be suspended are the same in all tiers; they differ
 * in speed and in what it costs to get there.
 *
 * <pre>{@code
 * Engine interpreting = Engine.of(new Config().withTier(Tier.INTERPRETER));
 * for (TierState state : Engine.tiers()) {
 *     System.out.println(state.tier() + ": " + state.missing().orElse("available"));
 * }
 * }</pre>
 */
public enum Tier {
    /** Everything is interpreted: starts at once, and uses the least memory. */
    INTERPRETER,
    /**
     * Everything begins in the interpreter; what runs often is compiled to JVM bytecode by a thread in the background. Needs
     * the artifact {@code vespula-compiler} beside the engine, without which it is {@link #INTERPRETER}; {@link Engine#tiers} tells.
     */
    AUTO,
    /**
     * All functions of a module are compiled when it is made, for servers that want no warm-up: some seconds for each megabyte,
     * more processor time than a short run of a large program takes interpreted, and code that runs a few times only is slower
     * than interpreted. With {@link Config.CodeUse#WHEN_WARM} it is {@link #AUTO} with its compiler from the beginning: that is
     * what the command line does. A function whose compilation would take too much work for its length stays interpreted; see
     * {@link EngineStats#compilationsRefused}. Needs the artifact {@code vespula-compiler}; without it no such engine can be
     * made. {@link Engine#tiers} tells.
     */
    COMPILED
}
