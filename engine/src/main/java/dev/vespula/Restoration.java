package dev.vespula;

import dev.vespula.internal.builtins.EngineBuiltins;
import dev.vespula.internal.snapshot.StateRestorer;
import java.util.List;

/**
 * A snapshot on its way into a store, whose instances are linked one by one: see {@link Snapshot#restoration}. An embedder that links
 * instances itself, not by the names of their imports, goes through the same steps as when it made them. Start functions and active
 * segments do not take effect. If a step fails, no other one must follow.
 *
 * <pre>{@code
 * Snapshot snapshot = Snapshot.of(instance);
 * Restoration restoration = snapshot.restoration(new Store<>(engine), ReferenceCodec.NONE);
 * Instance same = restoration.link(module, List.of());
 * Snapshot.Restored restored = restoration.finish();
 * }</pre>
 */
public final class Restoration {
    private final Snapshot snapshot;
    private final Store<?> store;
    private final StateRestorer restorer;

    Restoration(Snapshot snapshot, Store<?> store, StateRestorer restorer) {
        this.snapshot = snapshot;
        this.store = store;
        this.restorer = restorer;
    }

    /**
     * Makes the next instance, whose exports can be given to those after it. What is in its memories, tables and globals comes later.
     *
     * @param module  the module that it was made of
     * @param imports what stands for its imports, in order; of earlier instances, or of the host
     * @throws SnapshotException if there is no such instance in the snapshot, or an import or a limit does not fit
     */
    public Instance link(Module module, List<? extends Extern> imports) {
        if (module.engine() != store.engine()) {
            throw new IllegalArgumentException("the module belongs to another engine than the store");
        }
        Object[] raw = EngineBuiltins.complete(store.state(), module.code(), Instance.raw(store, imports));
        store.state().acquire();
        try {
            return Instance.of(restorer.link(module.code(), raw));
        } finally {
            store.state().release();
        }
    }

    /**
     * Gives the instances their state, when all of them were linked.
     *
     * @throws SnapshotException if one is missing, was linked with something else than it was, or the state does not fit the limits
     */
    public Snapshot.Restored finish() {
        store.state().acquire();
        try {
            return snapshot.restored(restorer.finish());
        } finally {
            store.state().release();
        }
    }
}
