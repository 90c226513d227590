package dev.vespula.internal.runtime;

import java.util.Arrays;

/** The results that compiled code has left in a store as a window. */
public final class LeftResults extends HostFrame {
    private final StoreState store;

    /** The results in a store. */
    public LeftResults(StoreState store) {
        this.store = store;
        this.cells = store.results;
        this.refs = store.resultRefs;
    }

    @Override
    public StoreState store() {
        return store;
    }

    @Override
    public ModuleInstance caller() {
        return null;
    }

    /** Forgets the references. */
    public void clear() {
        Arrays.fill(refs, null);
    }
}
