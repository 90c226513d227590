package dev.vespula.internal.compiled;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.operations.IndirectCalls;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.ModuleInstance;

/** What a call from compiled code leads to. */
public final class Callees {
    private Callees() {}

    /** The function in a table of 32-bit indices, as {@link IndirectCalls#element}, usable in this store. */
    @Contract
    public static FunctionInstance element32(ModuleInstance in, int table, int index, int type) {
        return element64(in, table, index & 0xFFFF_FFFFL, type);
    }

    /** The function in a table, as {@link IndirectCalls#element}, usable in this store. */
    @Contract
    public static FunctionInstance element64(ModuleInstance in, int table, long index, int type) {
        return ofStore(in, IndirectCalls.element(in, table, index, type));
    }

    /** The function that a reference leads to, usable in this store. */
    @Contract
    public static FunctionInstance ofReference(ModuleInstance in, Object reference) {
        return ofStore(in, IndirectCalls.nonNull(reference));
    }

    private static FunctionInstance ofStore(ModuleInstance in, FunctionInstance callee) {
        if (callee.store != in.store) {
            throw foreign();
        }
        return callee;
    }

    /** An object that was made in one store and given to another led to a function of the first. */
    public static IllegalStateException foreign() {
        return new IllegalStateException("a function of another store was called");
    }

    /**
     * The instance that a call hands over: the callee's own, or that of the caller if the host is called. Mostly both are the same:
     * said so, C2 knows in a callee that it inlines what the caller has loaded of it.
     */
    @Contract
    public static ModuleInstance instance(FunctionInstance callee, ModuleInstance caller) {
        ModuleInstance own = callee.instance;
        return own == null || own == caller ? caller : own;
    }
}
