package dev.vespula.component.internal.bind;

import dev.vespula.Store;
import java.util.IdentityHashMap;
import java.util.Map;

/** The objects of the user for one instantiation: each source is asked once. Belongs to one thread. */
public final class HostObjects {
    private final Store<?> store;
    private final Map<HostSource, Object> made = new IdentityHashMap<>();

    /** None yet. */
    public HostObjects(Store<?> store) {
        this.store = store;
    }

    Store<?> store() {
        return store;
    }

    /** What comes from a source. */
    Object get(HostSource source) {
        Object known = made.get(source);
        if (known == null) {
            known = source.make(this);
            made.put(source, known);
        }
        return known;
    }
}
