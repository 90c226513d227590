package dev.vespula.internal.runtime;

/** Which imports of a module its engine gives itself. */
@FunctionalInterface
public interface ProvidedImports {
    /** None. */
    ProvidedImports NONE = name -> false;

    /** Whether an import is given. */
    boolean has(ModuleCode.ImportName name);
}
