package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Method handles that call Wasm functions. */
public final class TypedCalls {
    private TypedCalls() {}

    /** A handle that calls a function; references are {@code Object}, of functions the class that users have for them. */
    public static MethodHandle handle(FunctionInstance function) {
        return unboundTyped(function).bindTo(function);
    }

    /** A handle that takes the {@link FunctionInstance} first, which is this one or has the same code in another instance. */
    public static MethodHandle unboundTyped(FunctionInstance function) {
        MethodHandle unbound = unbound(function);
        return unbound.asType(withFunctions(unbound.type().dropParameterTypes(0, 1), function).insertParameterTypes(0,
                FunctionInstance.class));
    }

    /**
     * A handle that calls the functions that have the same code as the one given, in other instances: it takes the
     * {@link FunctionInstance} first, and all references are {@code Object}.
     */
    static MethodHandle unbound(FunctionInstance function) {
        EngineState engine = function.store.engine;
        if (!(function instanceof WasmFunction wasm) || !engine.tier.mayCompile()
                || !engine.executor.allowsDirectCalls()) {
            return windowed(function);
        }
        engine.tier.install(wasm.code);
        TypedCallSite site = (TypedCallSite) wasm.code.caller;
        if (site == null) {
            site = new TypedCallSite(wasm.code, windowed(function));
            wasm.code.caller = site;
        }
        return site.current();
    }

    /** A handle that calls functions of a type through the window. */
    private static MethodHandle windowed(FunctionInstance function) {
        CallShape shape = new CallShape(function.signature);
        return Bindings.of(function.store.engine).callers()
                .computeIfAbsent(shape.type(), type -> CallerClass.windowed(shape));
    }

    /** A handle that calls the compiled code of functions; the other one given where that cannot be. */
    static MethodHandle direct(FunctionCode code, CallEntry entry, MethodHandle windowed) {
        Signature signature = code.signature;
        MethodHandle known = (MethodHandle) signature.directCall;
        if (known == null) {
            MethodHandle target = code.module.engine.tier.call(signature);
            if (target == null) {
                return windowed;
            }
            known = CallerClass.direct(new CallShape(signature), target);
            signature.directCall = known;
        }
        return MethodHandles.insertArguments(known, 1, entry).asType(windowed.type());
    }

    private static MethodType withFunctions(MethodType type, FunctionInstance function) {
        Signature signature = function.signature;
        MethodType result = type;
        for (int i = 0; i < signature.params.length; i++) {
            if (isFunction(function, signature.params[i])) {
                result = result.changeParameterType(i, function.store.engine.api.function);
            }
        }
        return signature.results.length == 1 && isFunction(function, signature.results[0])
                ? result.changeReturnType(function.store.engine.api.function)
                : result;
    }

    private static boolean isFunction(FunctionInstance function, int type) {
        return type >= 0 && function.store.engine.types.top(ValTypes.heap(type)) == HeapTypes.FUNC;
    }
}
