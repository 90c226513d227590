package dev.vespula.internal.runtime;

/** The files that a module and its code were compiled to, by the names that they have in a jar. */
public interface CodeFiles {
    /**
     * The content of a file, or null if there is none of this name.
     *
     * @throws dev.vespula.PrecompiledException if it is damaged
     */
    byte[] content(String name);
}
