package dev.vespula.internal.compiled;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.WasmFunction;

/** How functions are called from compiled code. */
public final class Entries {
    private Entries() {}

    /** How a function is called from compiled code. */
    @Contract
    public static CallEntry of(FunctionInstance function) {
        CallEntry entry = function.entry;
        return entry != null ? entry : makeEntry(function);
    }

    private static CallEntry makeEntry(FunctionInstance function) {
        CallEntry made;
        if (function instanceof WasmFunction wasm) {
            made = of(wasm.code);
        } else {
            made = function.store.engine.tier.hostEntry((HostFunctionInstance) function);
        }
        function.entry = made;
        return made;
    }

    /** How a function of a module is called from compiled code. */
    public static CallEntry of(FunctionCode code) {
        CallEntry entry = code.entry;
        // Not under the lock of the code: a compiler that holds its own locks asks for entries too.
        return entry != null ? entry : code.enterThrough(code.module.engine.tier.entry(code));
    }

    /**
     * What the entry of the interpreter asks before each call: the function's present entry. If it was compiled meanwhile,
     * the instance's function object is brought up to date.
     */
    @Contract
    public static CallEntry current(FunctionCode code, CallEntry asking, ModuleInstance in) {
        CallEntry entry = code.entry;
        if (entry != asking) {
            in.function(code.index).entry = entry;
        } else {
            code.module.engine.tier.called(code);
        }
        return entry;
    }
}
