package dev.vespula;

import dev.vespula.internal.interop.HostBodyClass;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TypedBody;
import dev.vespula.internal.runtime.ValueWindow;
import dev.vespula.internal.types.ValTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The body of a host function that is a method handle. Its subclasses, which are generated, call the handle with what is in
 * the window; compiled code calls it with Java values.
 */
abstract class HandleBody extends TypedBody {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Signature signature;
    private MethodHandle target;
    private HostBodyClass.FirstArgument first;

    /** Sets what {@link #direct} is made of. */
    final void set(Signature ofFunction, MethodHandle exact, HostBodyClass.FirstArgument firstOfExact) {
        signature = ofFunction;
        target = exact;
        first = firstOfExact;
    }

    @Override
    public final boolean wantsCaller() {
        return first == HostBodyClass.FirstArgument.CALLER;
    }

    @Override
    public final MethodHandle direct() {
        MethodHandle handle = wantsCaller()
                ? MethodHandles.filterArguments(target, 0, helper(TypedCalls.class, "caller", Caller.class, HostFrame.class))
                : MethodHandles.dropArguments(target, 0, HostFrame.class);
        for (int i = signature.params.length - 1; i >= 0; i--) {
            if (signature.params[i] >= 0) {
                handle = MethodHandles.filterArguments(handle, i + 1, helper(TypedCalls.class, "lift", Object.class, Object.class));
            } else if (signature.params[i] == ValTypes.V128) {
                handle = MethodHandles.collectArguments(handle, i + 1,
                        helper("vector", V128.class, long.class, long.class));
            }
        }
        MethodHandle result = result();
        return result == null ? MethodHandles.dropArguments(handle, 0, HostFunctionInstance.class)
                : MethodHandles.collectArguments(result, 1, handle);
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
        return helper(HandleBody.class, name, result, params);
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
