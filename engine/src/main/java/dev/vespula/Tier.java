package dev.vespula;

/**
 * How functions are executed. Results, fuel, limits, traps and what can be suspended are the same in all tiers; they differ
 * in speed and in what it costs to get there.
 */
public enum Tier {
    /** Everything is interpreted: starts at once, and uses the least memory. */
    INTERPRETER,
    /**
     * Everything begins in the interpreter; what runs often is compiled to JVM bytecode by a thread in the background. Needs
     * the artifact {@code vespula-compiler} beside the engine, without which it is {@link #INTERPRETER}.
     */
    AUTO,
    /**
     * All functions of a module are compiled when it is made, for servers that want no warm-up. Needs the artifact
     * {@code vespula-compiler}.
     */
    COMPILED
}
