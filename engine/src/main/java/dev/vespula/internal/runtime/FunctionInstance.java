package dev.vespula.internal.runtime;

import dev.vespula.internal.values.Exposed;

/** A function that can be called: the value of a non-null function reference. */
public abstract sealed class FunctionInstance extends Exposed permits WasmFunction, HostFunctionInstance {
    /** The store that owns the function. */
    public final StoreState store;
    /** Its type. */
    public final Signature signature;
    /** Its canonical type id, {@code signature.type}: what an indirect call compares first. */
    public final int type;
    /** The instance in which it runs; {@code null} for one of the host. */
    public final ModuleInstance instance;
    /**
     * How compiled code calls it; {@code null} until compiled code first wants to. Used by the thread that uses the
     * store; see {@link CallEntry} for how it comes up to date.
     */
    public CallEntry entry;

    FunctionInstance(StoreState store, Signature signature, ModuleInstance instance) {
        this.store = store;
        this.signature = signature;
        this.type = signature.type;
        this.instance = instance;
    }
}
