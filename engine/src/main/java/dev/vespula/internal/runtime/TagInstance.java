package dev.vespula.internal.runtime;

import dev.vespula.internal.values.Exposed;

/** A tag: the identity by which an exception is caught, and the types of the values it carries. */
public final class TagInstance extends Exposed {
    /** The store that owns the tag. */
    public final StoreState store;
    /** The function type whose parameters are the values carried. */
    public final Signature signature;

    /** A new tag, different from every other. */
    public TagInstance(StoreState store, Signature signature) {
        this.store = store;
        this.signature = signature;
    }
}
