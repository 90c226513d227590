package dev.vespula.internal.typed;

import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Calls functions as a {@link CallerClass} does, without a class of their own. */
final class BoxedCall {
    private static final MethodHandle ALL = find("all", Object[].class);
    private static final MethodHandle FIRST = find("first", Object.class);

    private BoxedCall() {}

    private static MethodHandle find(String name, Class<?> result) {
        try {
            return MethodHandles.lookup().findStatic(BoxedCall.class, name, MethodType.methodType(result,
                    FunctionInstance.class,
                    Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A handle that takes a {@link FunctionInstance} and arguments. */
    static MethodHandle windowed(CallShape shape) {
        MethodType type = shape.type().insertParameterTypes(0, FunctionInstance.class);
        return (shape.results.length > 1 ? ALL : FIRST).asCollector(Object[].class, shape.params.length).asType(type);
    }

    static Object first(FunctionInstance function, Object[] arguments) {
        Object[] results = all(function, arguments);
        return results.length == 0 ? null : results[0];
    }

    static Object[] all(FunctionInstance function, Object[] arguments) {
        MachineStack stack = Invocation.begin(function, arguments);
        try {
            Invocation.run(stack, function);
            return stack.results(function.signature);
        } finally {
            Invocation.end(stack, function);
        }
    }
}
