package dev.vespula;

import dev.vespula.internal.interop.CallShape;
import dev.vespula.internal.interop.CallerClass;
import dev.vespula.internal.interop.HostBodyClass;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.Invocation;
import dev.vespula.internal.runtime.Signature;
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
final class TypedCalls {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Map<MethodType, MethodHandle> CALLERS = new ConcurrentHashMap<>();

    private TypedCalls() {
    }

    // ---- from Java to Wasm

    /** A handle that calls a function; references are {@code Object}, of functions {@link Func}. */
    static MethodHandle handle(FunctionInstance function) {
        CallShape shape = new CallShape(function.signature);
        MethodHandle caller = CALLERS.computeIfAbsent(shape.type(), type -> caller(shape));
        return caller.bindTo(function).asType(withFunctions(shape.type(), function));
    }

    private static MethodHandle caller(CallShape shape) {
        byte[] bytes = CallerClass.write("dev/vespula/WasmCall", shape, TypedCalls.class);
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
                result = result.changeParameterType(i, Func.class);
            }
        }
        return signature.results.length == 1 && isFunction(function, signature.results[0])
                ? result.changeReturnType(Func.class)
                : result;
    }

    private static boolean isFunction(FunctionInstance function, int type) {
        return type >= 0 && function.store.engine.types.top(ValTypes.heap(type)) == HeapTypes.FUNC;
    }

    static Object lowerArgument(FunctionInstance function, int index, Object value) {
        return Values.lower(function.signature.params[index], value, function.store);
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

    static Object finishRef(HostFrame frame, FunctionInstance function) {
        return Values.lift(Invocation.finishRef(frame, function));
    }

    static V128 finishVector(HostFrame frame, FunctionInstance function) {
        try {
            Invocation.run(frame, function);
            return getVector(frame, 0);
        } finally {
            Invocation.end(frame, function);
        }
    }

    static Object[] finishAll(HostFrame frame, FunctionInstance function) {
        try {
            Invocation.run(frame, function);
            Signature signature = function.signature;
            Object[] results = new Object[signature.results.length];
            for (int i = 0; i < results.length; i++) {
                results[i] = Values.get(frame, signature.resultSlot(i), signature.results[i]);
            }
            return results;
        } finally {
            Invocation.end(frame, function);
        }
    }

    // ---- from Wasm to Java

    /** A host function's body that calls a handle, whose type must be that of the signature as {@link CallShape} says. */
    static HostBody body(Signature signature, MethodHandle target, HostBodyClass.FirstArgument first) {
        CallShape shape = new CallShape(signature);
        MethodHandle exact = target.asType(HostBodyClass.targetType(shape, first));
        byte[] bytes = HostBodyClass.write("dev/vespula/HostCall", shape, first, TypedCalls.class);
        try {
            MethodHandles.Lookup made =
                    LOOKUP.defineHiddenClassWithClassData(bytes, List.of(exact), true);
            return (HostBody) made.findConstructor(made.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static Caller<?> caller(HostFrame frame) {
        return HostCalls.caller(frame);
    }

    static Object lift(Object raw) {
        return Values.lift(raw);
    }

    static Object lowerResult(HostFunctionInstance function, int index, Object value) {
        return Values.lower(function.signature.results[index], value, function.store);
    }

    static void putResults(HostFrame frame, HostFunctionInstance function, Object[] results) {
        Signature signature = function.signature;
        if (results.length != signature.results.length) {
            throw new IllegalArgumentException("a host function of type " + Func.of(function).type() + " returned "
                    + results.length + " results");
        }
        for (int i = 0; i < results.length; i++) {
            Values.put(frame, signature.resultSlot(i), signature.results[i], results[i]);
        }
    }
}
