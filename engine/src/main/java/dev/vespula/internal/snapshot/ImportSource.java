package dev.vespula.internal.snapshot;

/** Gives what the host defines in the store. */
@FunctionalInterface
public interface ImportSource {
    /** The run-time object of a name, or {@code null}. */
    Object find(String module, String name);
}
