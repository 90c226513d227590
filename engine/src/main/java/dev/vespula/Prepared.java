package dev.vespula;

import dev.vespula.internal.instantiate.ImportDefinition;
import dev.vespula.internal.runtime.StoreState;
import org.jspecify.annotations.Nullable;

/**
 * A module whose imports were found: it makes instances, in any store of the engine, see {@link Linker#prepare}. If one of the
 * imports exists in a store, it makes instances in that store only. Immutable and thread-safe, as far as the host functions
 * are.
 *
 * @param <T> type of the data of the stores
 * @see Linker
 */
public final class Prepared<T extends @Nullable Object> {
    private final Module module;
    private final ImportDefinition[] imports;

    Prepared(Module module, ImportDefinition[] imports) {
        this.module = module;
        this.imports = imports;
    }

    /** The module. */
    public Module module() {
        return module;
    }

    /**
     * Makes an instance and runs its start function, as {@link Linker#instantiate} does.
     *
     * @throws LinkException  if an import belongs to another store, or a memory or table does not fit any more
     * @throws LimitException if the store holds too many instances, memories or tables
     * @throws Trap           if a segment does not fit or the start function traps; effects up to there remain
     */
    public Instance instantiate(Store<? extends T> store) {
        StoreState state = store.state();
        Object[] found = new Object[imports.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = imports[i].in(state);
        }
        return Instance.instantiate(store, module, found);
    }
}
