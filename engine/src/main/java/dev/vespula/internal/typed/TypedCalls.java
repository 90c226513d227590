package dev.vespula.internal.typed;

import dev.vespula.V128;
import dev.vespula.internal.call.DirectCalls;
import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.interop.CallShape;
import dev.vespula.internal.interop.CallerClass;
import dev.vespula.internal.interop.DirectCallerClass;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.ValueWindow;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Method handles that call Wasm functions, and host functions that call method handles, through classes made for the
 * shape of the call. The static methods without a comment of their own are called by those classes.
 */
public final class TypedCalls {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Map<MethodType, MethodHandle> CALLERS = new ConcurrentHashMap<>();

    private TypedCalls() {}

    // ---- from Java to Wasm

    /** A handle that calls a function; references are {@code Object}, of functions the class that users have for them. */
    public static MethodHandle handle(FunctionInstance function) {
        MethodHandle unbound = unbound(function);
        return unbound.bindTo(function).asType(withFunctions(unbound.type().dropParameterTypes(0, 1), function));
    }

    /**
     * A handle that calls the functions that have the same code as the one given, in other instances: it takes the
     * {@link FunctionInstance} first, and all references are {@code Object}.
     */
    static MethodHandle unbound(FunctionInstance function) {
        EngineState engine = function.store.engine;
        if (!(function instanceof WasmFunction wasm) || engine.tier == CompiledTier.NONE
                || !engine.executor.allowsDirectCalls()) {
            return windowed(function.signature);
        }
        engine.tier.install(wasm.code);
        TypedCallSite site = (TypedCallSite) wasm.code.caller;
        if (site == null) {
            site = new TypedCallSite(wasm.code, windowed(function.signature));
            wasm.code.caller = site;
        }
        return site.current();
    }

    /** A handle that calls functions of a type through the window. */
    private static MethodHandle windowed(Signature signature) {
        CallShape shape = new CallShape(signature);
        return CALLERS.computeIfAbsent(shape.type(), type -> caller(shape));
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
            known = directCaller(new CallShape(signature), target);
            signature.directCall = known;
        }
        return MethodHandles.insertArguments(known, 1, entry).asType(windowed.type());
    }

    private static MethodHandle directCaller(CallShape shape, MethodHandle target) {
        byte[] bytes = DirectCallerClass.write("dev/vespula/internal/typed/CompiledCall", shape, TypedCalls.class);
        try {
            MethodHandles.Lookup made = LOOKUP.defineHiddenClassWithClassData(bytes,
                    List.of(target.asType(DirectCallerClass.targetType(shape))), true);
            return made.findStatic(made.lookupClass(), DirectCallerClass.METHOD, DirectCallerClass.type(shape));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle caller(CallShape shape) {
        byte[] bytes = CallerClass.write("dev/vespula/internal/typed/WasmCall", shape, TypedCalls.class);
        try {
            MethodHandles.Lookup made = LOOKUP.defineHiddenClass(bytes, true);
            return made.findStatic(made.lookupClass(), CallerClass.METHOD, CallerClass.type(shape));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
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

    static Object lowerArgument(FunctionInstance function, int index, Object value) {
        return function.store.engine.references.lower(function.signature.params[index], value, function.store);
    }

    static void checkVector(V128 vector) {
        Objects.requireNonNull(vector, "v128 argument");
    }

    static void putVector(HostFrame frame, int slot, V128 vector) {
        frame.i64(slot, vector.low());
        frame.i64(slot + 1, vector.high());
    }

    static V128 getVector(HostFrame frame, int slot) {
        return new V128(frame.i64(slot), frame.i64(slot + 1));
    }

    static Object finishRef(MachineStack frame, FunctionInstance function) {
        return lift(Invocation.finishRef(frame, function));
    }

    static V128 finishVector(MachineStack frame, FunctionInstance function) {
        try {
            Invocation.run(frame, function);
            return getVector(frame, 0);
        } finally {
            Invocation.end(frame, function);
        }
    }

    static Object[] finishAll(MachineStack frame, FunctionInstance function) {
        try {
            Invocation.run(frame, function);
            return frame.results(function.signature);
        } finally {
            Invocation.end(frame, function);
        }
    }

    /** The result of compiled code that was called directly: the low half is given, the high one was left in the store. */
    static V128 vector(MachineStack stack, WasmFunction function, long low) {
        try {
            return new V128(low, function.store.results[1]);
        } finally {
            DirectCalls.end(stack, function);
        }
    }

    static V128 vectorInWindow(MachineStack stack, WasmFunction function) {
        try {
            return getVector(stack, 0);
        } finally {
            DirectCalls.end(stack, function);
        }
    }

    /** The results of compiled code that was called directly, which were left in the store. */
    static Object[] results(MachineStack stack, WasmFunction function) {
        try {
            ValueWindow left = ValueWindow.ofResults(function.store);
            Object[] results = left.results(function.signature);
            left.clear();
            return results;
        } finally {
            DirectCalls.end(stack, function);
        }
    }

    static Object[] resultsInWindow(MachineStack stack, WasmFunction function) {
        try {
            return stack.results(function.signature);
        } finally {
            DirectCalls.end(stack, function);
        }
    }

    // ---- from Wasm to Java

    static Object caller(HostFrame frame) {
        return frame.handle != null ? frame.handle : frame.store().engine.api.caller(frame);
    }

    static Object lift(Object raw) {
        if (raw instanceof FunctionInstance function) {
            return function.store.engine.api.of(function);
        }
        return raw instanceof ExceptionInstance exception ? exception.tag.store.engine.api.of(exception) : raw;
    }

    static Object lowerResult(HostFunctionInstance function, int index, Object value) {
        return function.store.engine.references.lower(function.signature.results[index], value, function.store);
    }

    static void putResults(HostFrame frame, HostFunctionInstance function, Object[] results) {
        Signature signature = function.signature;
        if (results.length != signature.results.length) {
            throw new IllegalArgumentException("a host function of type " + ExternTypes.of(function) + " returned "
                    + results.length + " results");
        }
        for (int i = 0; i < results.length; i++) {
            frame.put(signature.resultSlot(i), signature.results[i], results[i]);
        }
    }
}
