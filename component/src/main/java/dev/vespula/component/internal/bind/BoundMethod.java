package dev.vespula.component.internal.bind;

import dev.vespula.Func;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.LoweredSuspension;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A method of an object that stands for an instance or a resource: what it calls there. The handle is the same for all instances
 * of a component; what is different is here.
 *
 * @param handle of {@link #handleType}
 * @param function null for methods that call none
 * @param callee the function that is called; null for methods that call none
 * @param value what a method returns that calls none; the entry of a function of numbers
 */
record BoundMethod(MethodHandle handle, FunctionBinding function, Callee callee, Object value) {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle CALL = find("call", Object.class, BoundObject.class, Object[].class);
    private static final MethodHandle VALUE = find("value", Object.class);
    private static final MethodHandle ENTRY = find("entry", Func.class);
    private static final MethodHandle CLOSE = find("close", void.class, BoundObject.class);
    private static final MethodHandle CANNOT_PAUSE = findCannotPause();

    private static MethodHandle findCannotPause() {
        try {
            return LOOKUP.findStatic(BoundMethod.class, "cannotPause", MethodType.methodType(RuntimeException.class,
                    LoweredSuspension.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What a call by an entry ends with if a host function pauses it. */
    static RuntimeException cannotPause(LoweredSuspension suspension) {
        return suspension.cannotPause();
    }

    private static MethodHandle find(String name, Class<?> result, Class<?>... params) {
        try {
            return LOOKUP.findVirtual(BoundMethod.class, name, MethodType.methodType(result, params));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The type of the handle for a method: it takes what is bound and the object in front. */
    static MethodType handleType(MethodType method) {
        return method.insertParameterTypes(0, BoundMethod.class, BoundObject.class);
    }

    /** The handle that calls functions: it passes the arguments as an array. */
    static MethodHandle caller(MethodType method) {
        return CALL.asCollector(Object[].class, method.parameterCount()).asType(handleType(method));
    }

    /** A method that calls a function. */
    static BoundMethod of(FunctionBinding function, Callee callee, MethodType method) {
        if (callee instanceof LiftedFunction lifted && lifted.hasEntry() && function.isOfNumbers()) {
            return new BoundMethod(function.ofNumbers(lifted.entry(), method), function, callee, lifted.entry().func());
        }
        return new BoundMethod(function.handle(), function, callee, null);
    }

    /** The handle that calls functions of numbers by their entries. */
    static MethodHandle ofNumbers(MethodHandle call) {
        MethodHandle thrower = MethodHandles.filterArguments(MethodHandles.throwException(call.type().returnType(),
                RuntimeException.class), 0, CANNOT_PAUSE);
        MethodHandle guarded = MethodHandles.catchException(call, LoweredSuspension.class, thrower);
        return MethodHandles.dropArguments(MethodHandles.filterArguments(guarded, 0, ENTRY), 1, BoundObject.class);
    }

    /** A method that returns always the same. */
    static BoundMethod returning(Object value, MethodType method) {
        return new BoundMethod(MethodHandles.dropArguments(VALUE, 1, BoundObject.class).asType(handleType(method)), null, null,
                value);
    }

    /** A method that closes its object. */
    static BoundMethod closing(MethodType method) {
        return new BoundMethod(CLOSE.asType(handleType(method)), null, null, null);
    }

    Object call(BoundObject object, Object[] arguments) throws Throwable {
        return function.call(callee, object, arguments);
    }

    Func entry() {
        return (Func) value;
    }

    void close(BoundObject object) {
        object.close();
    }
}
