package dev.vespula;

import dev.vespula.types.ExternType;
import org.jspecify.annotations.Nullable;

/**
 * Says what stands for imports that a linker has no definition for: see {@link Linker#fallback}.
 *
 * <pre>{@code
 * linker.fallback((module, name, type) -> module.equals("env") && type instanceof FuncType wanted
 *         ? Func.of(otherStore, wanted, (caller, args) -> System.out.println(name + " was called"))
 *         : null);
 * }</pre>
 */
@FunctionalInterface
public interface ImportResolver {
    /**
     * Finds what stands for an import.
     *
     * @param module first part of the name
     * @param name   second part of the name
     * @param type   what is wanted
     * @return something of the store for which the module is instantiated; null if there is nothing of that name
     */
    @Nullable
    Extern resolve(String module, String name, ExternType type);
}
