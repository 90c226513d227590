package dev.vespula.internal.runtime;

/** A module and its code, compiled ahead of time. Used once. */
public interface AheadCode {
    /** The bytes of the module. */
    byte[] module();

    /** Makes the code that of a module that was decoded from {@link #module}. */
    void install(ModuleCode module);
}
