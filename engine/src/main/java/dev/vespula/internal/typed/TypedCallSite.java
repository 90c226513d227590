package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.FunctionCode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Map;

/**
 * What the handles of functions with the same code call: the window of slots, with a look whether it is compiled by now. Then
 * the target changes to a direct call, which the JIT compiler takes for a constant.
 */
final class TypedCallSite extends MutableCallSite {
    private static final MethodHandle ADVANCE = advanceHandle();

    /** Constructors of the classes that implement functional interfaces over the function, by who looks those up. */
    final PerClass<Map<FunctionalBinding, MethodHandle>> functionals = new PerClass<>();

    private final FunctionCode code;
    private final MethodHandle windowed;
    private final MethodHandle invoker;
    /** What the target calls; null while that is the window. */
    private CallEntry entry;

    TypedCallSite(FunctionCode code, MethodHandle windowed) {
        super(windowed.type());
        this.code = code;
        this.windowed = windowed;
        setTarget(MethodHandles.foldArguments(windowed, ADVANCE.bindTo(this)));
        invoker = dynamicInvoker();
    }

    private static MethodHandle advanceHandle() {
        try {
            return MethodHandles.lookup().findVirtual(TypedCallSite.class, "advance", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The handle, brought up to date: code that was compiled anew is called by handles that are made from now on. */
    MethodHandle current() {
        advance();
        return invoker;
    }

    private void advance() {
        CallEntry compiled = code.compiled();
        if (compiled != null && compiled != entry) {
            synchronized (this) {
                entry = compiled;
                setTarget(TypedCalls.direct(code, compiled, windowed));
            }
        }
    }
}
