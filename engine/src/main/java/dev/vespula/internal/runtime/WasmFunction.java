package dev.vespula.internal.runtime;

/** A function defined by a module, closed over one instance. */
public final class WasmFunction extends FunctionInstance {
    /** Its code, shared by all instances of the module. */
    public final FunctionCode code;

    WasmFunction(ModuleInstance instance, FunctionCode code) {
        super(instance.store, code.signature, instance);
        this.code = code;
    }
}
