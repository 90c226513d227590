package dev.vespula;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.instantiate.ImportDefinition;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.StoreState;
import org.jspecify.annotations.Nullable;

/**
 * A module whose imports were found: it makes instances, in any store of the engine, see {@link Linker#prepare}. If one of the
 * imports exists in a store, it makes instances in that store only. Immutable and thread-safe, as far as the host functions
 * are. {@link Snapshot#restore(Store, Prepared)} makes instances that go on from where they were saved.
 *
 * @param <T> type of the data of the stores
 * @see Linker
 */
public final class Prepared<T extends @Nullable Object> {
    private final Module module;
    private final ImportDefinition[] imports;
    /** The same by kind and index, made when a snapshot is restored. */
    private volatile ImportDefinition[][] byKind;

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
     * @throws WasmThrown     if the start function throws an exception; effects up to there remain
     * @throws IllegalArgumentException if the store belongs to another engine
     */
    public Instance instantiate(Store<? extends T> store) {
        StoreState state = store.state();
        Object[] found = new Object[imports.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = imports[i].in(state);
        }
        return Instance.instantiate(store, module, found);
    }

    /** The run-time object that stands for an import in a store. */
    Object raw(StoreState store, ModuleCode.ImportName wanted) {
        ImportDefinition[][] known = byKind;
        if (known == null) {
            known = byKind();
            byKind = known;
        }
        return known[wanted.kind().ordinal()][wanted.index()].in(store);
    }

    private ImportDefinition[][] byKind() {
        ImportDefinition[][] sorted = new ImportDefinition[ExternKind.values().length][];
        for (ExternKind kind : ExternKind.values()) {
            sorted[kind.ordinal()] = new ImportDefinition[module.code().importedCount(kind)];
        }
        ModuleCode.ImportName[] names = module.code().imports();
        for (int i = 0; i < names.length; i++) {
            sorted[names[i].kind().ordinal()][names[i].index()] = imports[i];
        }
        return sorted;
    }
}
