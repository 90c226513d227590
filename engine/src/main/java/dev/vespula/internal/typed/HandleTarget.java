package dev.vespula.internal.typed;

import dev.vespula.V128;
import dev.vespula.internal.interop.CallShape;
import dev.vespula.internal.interop.HostBodyClass;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TypedTarget;
import dev.vespula.internal.runtime.ValueWindow;
import dev.vespula.internal.types.ValTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A method handle that host functions call, each with a receiver of its own. Bodies of functions with the same target share a
 * class, which is generated, and so do their entries for compiled code.
 */
final class HandleTarget extends TypedTarget {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Signature signature;
    private final MethodHandle target;
    private final HostBodyClass.FirstArgument first;
    private final MethodHandle bodies;

    /**
     * A target.
     *
     * @param handle takes the receiver, perhaps who calls, and the arguments
     * @param owner  is kept as long as the target is in use
     */
    HandleTarget(Signature signature, MethodHandle handle, HostBodyClass.FirstArgument first, Object owner) {
        CallShape shape = new CallShape(signature);
        this.signature = signature;
        this.first = first;
        this.target = handle.asType(HostBodyClass.targetType(shape, first));
        byte[] bytes = HostBodyClass.write("dev/vespula/internal/typed/HostCall", shape, first, HandleBody.class,
                TypedCalls.class);
        try {
            MethodHandles.Lookup made = LOOKUP.defineHiddenClassWithClassData(bytes, Arrays.asList(target, owner), true);
            bodies = made.findConstructor(made.lookupClass(), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(HandleBody.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A body that calls the handle with a receiver. */
    HostBody body(Object receiver) {
        try {
            HandleBody body = (HandleBody) bodies.invokeExact();
            body.set(this, receiver);
            return body;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean wantsCaller() {
        return first == HostBodyClass.FirstArgument.CALLER;
    }

    @Override
    public MethodHandle direct() {
        MethodHandle handle = wantsCaller()
                ? MethodHandles.filterArguments(target, 1, helper(TypedCalls.class, "caller", Object.class, HostFrame.class))
                : MethodHandles.dropArguments(target, 1, HostFrame.class);
        for (int i = signature.params.length - 1; i >= 0; i--) {
            if (signature.params[i] >= 0) {
                handle = MethodHandles.filterArguments(handle, i + 2, helper(TypedCalls.class, "lift", Object.class,
                        Object.class));
            } else if (signature.params[i] == ValTypes.V128) {
                handle = MethodHandles.collectArguments(handle, i + 2,
                        helper("vector", V128.class, long.class, long.class));
            }
        }
        MethodHandle result = result();
        if (result == null) {
            return MethodHandles.dropArguments(handle, 1, HostFunctionInstance.class);
        }
        MethodHandle functionFirst = MethodHandles.collectArguments(result, 1, handle);
        MethodType type = functionFirst.type().changeParameterType(0, Object.class)
                .changeParameterType(1, HostFunctionInstance.class);
        int[] order = IntStream.range(0, type.parameterCount()).toArray();
        order[0] = 1;
        order[1] = 0;
        return MethodHandles.permuteArguments(functionFirst, type, order);
    }

    /** What makes the raw result of the function and what its target returned; null if that is the raw result. */
    private MethodHandle result() {
        int[] results = signature.results;
        if (results.length > 1) {
            return switch (results[0]) {
                case ValTypes.I32 -> firstOf("firstInt", int.class);
                case ValTypes.I64, ValTypes.V128 -> firstOf("firstLong", long.class);
                case ValTypes.F32 -> firstOf("firstFloat", float.class);
                case ValTypes.F64 -> firstOf("firstDouble", double.class);
                default -> firstOf("firstObject", Object.class);
            };
        }
        if (results.length == 1 && results[0] >= 0) {
            return helper("lower", Object.class, HostFunctionInstance.class, Object.class);
        }
        return results.length == 1 && results[0] == ValTypes.V128
                ? helper("leave", long.class, HostFunctionInstance.class, V128.class) : null;
    }

    private static MethodHandle firstOf(String name, Class<?> type) {
        return helper(name, type, HostFunctionInstance.class, Object[].class);
    }

    private static MethodHandle helper(String name, Class<?> result, Class<?>... params) {
        return helper(HandleTarget.class, name, result, params);
    }

    private static MethodHandle helper(Class<?> owner, String name, Class<?> result, Class<?>... params) {
        try {
            return LOOKUP.findStatic(owner, name, MethodType.methodType(result, params));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- what the handle is made of

    static V128 vector(long low, long high) {
        return new V128(low, high);
    }

    static Object lower(HostFunctionInstance function, Object value) {
        return TypedCalls.lowerResult(function, 0, value);
    }

    /** Leaves the second half of a vector in the store. */
    static long leave(HostFunctionInstance function, V128 vector) {
        function.store.results[1] = vector.high();
        return vector.low();
    }

    /** Leaves all results in the store; the first is returned by whoever calls this. */
    private static StoreState leave(HostFunctionInstance function, Object[] results) {
        ValueWindow left = ValueWindow.ofResults(function.store);
        try {
            TypedCalls.putResults(left, function, results);
        } catch (RuntimeException e) {
            left.clear();
            throw e;
        }
        return function.store;
    }

    static int firstInt(HostFunctionInstance function, Object[] results) {
        return (int) leave(function, results).results[0];
    }

    static long firstLong(HostFunctionInstance function, Object[] results) {
        return leave(function, results).results[0];
    }

    static float firstFloat(HostFunctionInstance function, Object[] results) {
        return Float.intBitsToFloat((int) leave(function, results).results[0]);
    }

    static double firstDouble(HostFunctionInstance function, Object[] results) {
        return Double.longBitsToDouble(leave(function, results).results[0]);
    }

    static Object firstObject(HostFunctionInstance function, Object[] results) {
        Object[] refs = leave(function, results).resultRefs;
        Object result = refs[0];
        refs[0] = null;
        return result;
    }
}
