package dev.vespula.internal.runtime;

/** A function that can be called: the value of a non-null function reference. */
public abstract sealed class FunctionInstance permits WasmFunction, HostFunctionInstance {
    /** The store that owns the function. */
    public final StoreState store;
    /** Its type. */
    public final Signature signature;
    /** Its canonical type id, {@code signature.type}: what an indirect call compares first. */
    public final int type;

    private Object handle;

    FunctionInstance(StoreState store, Signature signature) {
        this.store = store;
        this.signature = signature;
        this.type = signature.type;
    }

    /** The API object of this function, if one was made. */
    public final Object handle() {
        return handle;
    }

    /** Remembers the API object so that one function always has the same one. */
    public final void handle(Object made) {
        handle = made;
    }
}
