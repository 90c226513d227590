package dev.vespula;

import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.WasmFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * What the handle of a function calls that is not compiled yet: the window of slots, with a look whether it is compiled by
 * now. Then the target changes once and for all to a direct call, which the JIT compiler takes for a constant.
 */
final class TypedCallSite extends MutableCallSite {
    private static final MethodHandle ADVANCE = advanceHandle();

    private final WasmFunction function;
    private final MethodHandle windowed;

    TypedCallSite(WasmFunction function, MethodHandle windowed) {
        super(windowed.type());
        this.function = function;
        this.windowed = windowed;
        setTarget(MethodHandles.foldArguments(windowed, ADVANCE.bindTo(this)));
    }

    private static MethodHandle advanceHandle() {
        try {
            return MethodHandles.lookup().findVirtual(TypedCallSite.class, "advance", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private void advance() {
        CallEntry entry = function.code.compiled();
        if (entry != null) {
            setTarget(TypedCalls.direct(function, entry, windowed));
        }
    }
}
