package dev.vespula.internal.typed;

import dev.vespula.V128;
import dev.vespula.internal.call.DirectCalls;
import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.classfile.CodeWriter;
import dev.vespula.internal.classfile.Members;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.ValueWindow;
import dev.vespula.internal.runtime.WasmFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;

/**
 * The steps of typed calls, which generated classes and method handles are put together from. A step is found by its type, which
 * no other one has: what a step does follows from what it takes and gives. So no string names it.
 */
final class CallSteps {
    private static final Map<MethodType, Method> BY_TYPE = Members.byType(CallSteps.class);
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private CallSteps() {}

    private static Method step(MethodType type) {
        Method step = BY_TYPE.get(type);
        if (step == null) {
            throw new IllegalArgumentException("no step has the type " + type);
        }
        return step;
    }

    /** Appends the step of a type to code. */
    static CodeWriter append(CodeWriter code, MethodType type) {
        return code.call(step(type));
    }

    /** The step of a type. */
    static MethodHandle handle(Class<?> result, Class<?>... params) {
        try {
            return LOOKUP.unreflect(step(MethodType.methodType(result, params)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- calls of functions, through a window or straight into compiled code

    /** What the machine takes for a reference. */
    static Object lower(FunctionInstance function, int index, Object value) {
        return function.store.engine.references.lower(function.signature.params[index], value, function.store);
    }

    static void check(V128 vector) {
        Objects.requireNonNull(vector, "v128 argument");
    }

    static long half(V128 vector, int index) {
        return index == 0 ? vector.low() : vector.high();
    }

    // Through a window

    static MachineStack begin(FunctionInstance function) {
        return Invocation.begin(function);
    }

    static MachineStack put(MachineStack stack, int slot, int value) {
        stack.i32(slot, value);
        return stack;
    }

    static MachineStack put(MachineStack stack, int slot, long value) {
        stack.i64(slot, value);
        return stack;
    }

    static MachineStack put(MachineStack stack, int slot, float value) {
        stack.f32(slot, value);
        return stack;
    }

    static MachineStack put(MachineStack stack, int slot, double value) {
        stack.f64(slot, value);
        return stack;
    }

    static MachineStack put(MachineStack stack, int slot, Object value) {
        stack.ref(slot, value);
        return stack;
    }

    static MachineStack put(MachineStack stack, int slot, V128 value) {
        put(stack, slot, value.low());
        return put(stack, slot + 1, value.high());
    }

    /** Runs the function; ends the call if it throws. */
    static MachineStack run(MachineStack stack, FunctionInstance function) {
        try {
            Invocation.run(stack, function);
            return stack;
        } catch (Throwable e) {
            Invocation.end(stack, function);
            throw e;
        }
    }

    // The results in a window, with the end of the call

    static void end(MachineStack stack, FunctionInstance function) {
        // While a call through a window does not run, its stack is not that of the store.
        if (stack == function.store.stack) {
            DirectCalls.end(stack, (WasmFunction) function);
        } else {
            Invocation.end(stack, function);
        }
    }

    static int i32(MachineStack stack, FunctionInstance function) {
        try {
            return stack.i32(0);
        } finally {
            end(stack, function);
        }
    }

    static long i64(MachineStack stack, FunctionInstance function) {
        try {
            return stack.i64(0);
        } finally {
            end(stack, function);
        }
    }

    static float f32(MachineStack stack, FunctionInstance function) {
        try {
            return stack.f32(0);
        } finally {
            end(stack, function);
        }
    }

    static double f64(MachineStack stack, FunctionInstance function) {
        try {
            return stack.f64(0);
        } finally {
            end(stack, function);
        }
    }

    static Object ref(MachineStack stack, FunctionInstance function) {
        Object raw;
        try {
            raw = stack.ref(0);
        } finally {
            end(stack, function);
        }
        return lift(raw);
    }

    static V128 vector(MachineStack stack, FunctionInstance function) {
        try {
            return vector(stack, 0);
        } finally {
            end(stack, function);
        }
    }

    static Object[] all(MachineStack stack, FunctionInstance function) {
        try {
            return stack.results(function.signature);
        } finally {
            end(stack, function);
        }
    }

    // Straight into compiled code, see DirectCalls

    static MachineStack begin(WasmFunction function) {
        return DirectCalls.begin(function);
    }

    static ModuleInstance instance(WasmFunction function) {
        return function.instance;
    }

    static long start(MachineStack stack) {
        return stack.start;
    }

    static void returned(MachineStack stack, WasmFunction function) {
        DirectCalls.end(stack, function);
    }

    static int returned(int result, MachineStack stack, WasmFunction function) {
        DirectCalls.end(stack, function);
        return result;
    }

    static long returned(long result, MachineStack stack, WasmFunction function) {
        DirectCalls.end(stack, function);
        return result;
    }

    static float returned(float result, MachineStack stack, WasmFunction function) {
        DirectCalls.end(stack, function);
        return result;
    }

    static double returned(double result, MachineStack stack, WasmFunction function) {
        DirectCalls.end(stack, function);
        return result;
    }

    static Object returned(Object result, MachineStack stack, WasmFunction function) {
        DirectCalls.end(stack, function);
        return lift(result);
    }

    /** The high half was left in the store. */
    static V128 returnedVector(long low, MachineStack stack, WasmFunction function) {
        try {
            return new V128(low, function.store.results[1]);
        } finally {
            DirectCalls.end(stack, function);
        }
    }

    // Of several results the first is returned, the others were left in the store.

    static Object[] returnedAll(int first, MachineStack stack, WasmFunction function) {
        return returnedAll((long) first, stack, function);
    }

    static Object[] returnedAll(long first, MachineStack stack, WasmFunction function) {
        function.store.results[0] = first;
        return left(stack, function);
    }

    static Object[] returnedAll(float first, MachineStack stack, WasmFunction function) {
        return returnedAll((long) Float.floatToRawIntBits(first), stack, function);
    }

    static Object[] returnedAll(double first, MachineStack stack, WasmFunction function) {
        return returnedAll(Double.doubleToRawLongBits(first), stack, function);
    }

    static Object[] returnedAll(Object first, MachineStack stack, WasmFunction function) {
        function.store.resultRefs[0] = first;
        return left(stack, function);
    }

    private static Object[] left(MachineStack stack, WasmFunction function) {
        try {
            ValueWindow left = ValueWindow.ofResults(function.store);
            Object[] results = left.results(function.signature);
            left.clear();
            return results;
        } finally {
            DirectCalls.end(stack, function);
        }
    }

    /** Compiled code has thrown: arguments are to be put into the window next. */
    static MachineStack stopped(Throwable thrown, WasmFunction function) {
        MachineStack stack = function.store.stack;
        DirectCalls.stopped(stack, function, thrown);
        return stack;
    }

    static void putStopped(WasmFunction function, int slot, int value) {
        function.store.stack.put(slot, value);
    }

    static void putStopped(WasmFunction function, int slot, long value) {
        function.store.stack.put(slot, value);
    }

    static void putStopped(WasmFunction function, int slot, float value) {
        function.store.stack.put(slot, value);
    }

    static void putStopped(WasmFunction function, int slot, double value) {
        function.store.stack.put(slot, value);
    }

    static void putStopped(WasmFunction function, int slot, Object value) {
        function.store.stack.put(slot, value);
    }

    static void putStopped(WasmFunction function, int slot, V128 value) {
        putStopped(function, slot, value.low());
        putStopped(function, slot + 1, value.high());
    }

    /** Goes on until the results are in the window. */
    static MachineStack goOn(MachineStack stack, WasmFunction function, Throwable thrown) {
        DirectCalls.goOn(stack, function, thrown);
        return stack;
    }

    // ---- calls of host functions

    static Object receiver(HandleBody body) {
        return body.receiver;
    }

    static Object caller(HostFrame frame) {
        return frame.handle != null ? frame.handle : frame.store().engine.api.caller(frame);
    }

    static int i32(HostFrame frame, int slot) {
        return frame.i32(slot);
    }

    static long i64(HostFrame frame, int slot) {
        return frame.i64(slot);
    }

    static float f32(HostFrame frame, int slot) {
        return frame.f32(slot);
    }

    static double f64(HostFrame frame, int slot) {
        return frame.f64(slot);
    }

    static Object ref(HostFrame frame, int slot) {
        return lift(frame.ref(slot));
    }

    static V128 vector(HostFrame frame, int slot) {
        return new V128(frame.i64(slot), frame.i64(slot + 1));
    }

    static void result(HostFrame frame, HostFunctionInstance function, int result) {
        frame.i32(0, result);
    }

    static void result(HostFrame frame, HostFunctionInstance function, long result) {
        frame.i64(0, result);
    }

    static void result(HostFrame frame, HostFunctionInstance function, float result) {
        frame.f32(0, result);
    }

    static void result(HostFrame frame, HostFunctionInstance function, double result) {
        frame.f64(0, result);
    }

    static void result(HostFrame frame, HostFunctionInstance function, Object result) {
        frame.ref(0, lower(function, result));
    }

    static void result(HostFrame frame, HostFunctionInstance function, V128 result) {
        frame.i64(0, result.low());
        frame.i64(1, result.high());
    }

    static void result(HostFrame frame, HostFunctionInstance function, Object[] results) {
        Signature signature = function.signature;
        if (results.length != signature.results.length) {
            throw new IllegalArgumentException("a host function of type " + ExternTypes.of(function) + " returned "
                    + results.length + " results");
        }
        for (int i = 0; i < results.length; i++) {
            frame.put(signature.resultSlot(i), signature.results[i], results[i]);
        }
    }

    // By compiled code, with the values that it has

    static Object lift(Object raw) {
        if (raw instanceof FunctionInstance function) {
            return function.store.engine.api.of(function);
        }
        return raw instanceof ExceptionInstance exception ? exception.tag.store.engine.api.of(exception) : raw;
    }

    static V128 vector(long low, long high) {
        return new V128(low, high);
    }

    static Object lower(HostFunctionInstance function, Object result) {
        return function.store.engine.references.lower(function.signature.results[0], result, function.store);
    }

    /** Leaves the second half of a vector in the store. */
    static long leave(HostFunctionInstance function, V128 vector) {
        function.store.results[1] = vector.high();
        return vector.low();
    }

    // Leaves all results in the store; the first is returned, too.

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

    private static StoreState leave(HostFunctionInstance function, Object[] results) {
        ValueWindow left = ValueWindow.ofResults(function.store);
        try {
            result(left, function, results);
        } catch (RuntimeException e) {
            left.clear();
            throw e;
        }
        return function.store;
    }
}
