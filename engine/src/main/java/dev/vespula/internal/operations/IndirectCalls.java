package dev.vespula.internal.operations;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.objects.NullObject;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.TableInstance;

/** Finds what a call through a table or a reference calls. */
public final class IndirectCalls {
    private IndirectCalls() {}

    /**
     * The function in a table, checked against the type that a call expects.
     *
     * @param index unsigned, so a negative one is out of bounds
     */
    public static FunctionInstance element(ModuleInstance in, int table, long index, int type) {
        TableInstance from = in.tables[table];
        if (index < 0 || index >= from.size) {
            throw from.outOfBounds();
        }
        FunctionInstance callee = (FunctionInstance) from.elements[(int) index];
        if (callee == null || callee.type != type) {
            checkType(in, callee, index, type);
        }
        return callee;
    }

    private static void checkType(ModuleInstance in, FunctionInstance callee, long index, int type) {
        if (callee == null) {
            throw new Trap(TrapCode.INDIRECT_CALL_TO_NULL, TrapCode.INDIRECT_CALL_TO_NULL.message() + " " + index);
        }
        if (!in.module.engine.isFunctionSubtype(callee.type, type)) {
            throw new Trap(TrapCode.BAD_SIGNATURE);
        }
    }

    /** A function reference that a call expects not to be null; validation has made sure of its type. */
    public static FunctionInstance nonNull(Object callee) {
        if (callee == null) {
            throw NullObject.function();
        }
        return (FunctionInstance) callee;
    }
}
