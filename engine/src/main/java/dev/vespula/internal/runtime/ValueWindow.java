package dev.vespula.internal.runtime;

import java.util.Arrays;

/** Values outside of a stack as a window: those of an exception, or results that compiled code has left in a store. */
public final class ValueWindow extends HostFrame {
    private final StoreState store;

    private ValueWindow(StoreState store, long[] cells, Object[] refs) {
        this.store = store;
        this.cells = cells;
        this.refs = refs;
    }

    /** The values of an exception. */
    public static ValueWindow of(ExceptionInstance exception) {
        return new ValueWindow(exception.tag.store, exception.cells, exception.refs);
    }

    /** What a continuation has suspended with. */
    public static ValueWindow of(HostResumption.Suspended suspended) {
        return new ValueWindow(suspended.tag().store, suspended.cells(), suspended.refs());
    }

    /** The results in a store. */
    public static ValueWindow ofResults(StoreState store) {
        return new ValueWindow(store, store.results, store.resultRefs);
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
