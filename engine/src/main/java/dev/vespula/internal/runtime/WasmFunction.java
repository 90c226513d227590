package dev.vespula.internal.runtime;

/** A function defined by a module, closed over one instance. */
public final class WasmFunction extends FunctionInstance {
    /** The instance in which it runs. */
    public final ModuleInstance instance;
    /** Its code, shared by all instances of the module. */
    public final FunctionCode code;

    WasmFunction(ModuleInstance instance, FunctionCode code) {
        super(instance.store, code.signature);
        this.instance = instance;
        this.code = code;
    }
}
