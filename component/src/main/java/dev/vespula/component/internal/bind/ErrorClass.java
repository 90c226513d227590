package dev.vespula.component.internal.bind;

import dev.vespula.component.WitError;
import dev.vespula.component.WitException;
import dev.vespula.component.internal.runtime.UserCode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

/**
 * The exception that stands for the error of a result.
 *
 * @param type its class
 * @param payload what stands for the type of the error
 * @param constructor from the payload, an Object; null if there is none
 * @param accessor from the exception, an Object; null if there is none
 */
record ErrorClass(Class<?> type, JavaType payload, MethodHandle constructor, MethodHandle accessor) {
    private static final MethodType GENERIC = MethodType.genericMethodType(1);

    /**
     * That of a method: the one exception of the user in {@code throws}, or {@link WitException}.
     *
     * @param hasPayload whether the type of the error has a value
     * @return null if it cannot be, which is noted then
     */
    static ErrorClass of(Method method, boolean hasPayload, String place, Draft draft) {
        List<Class<?>> thrown = Stream.of(method.getExceptionTypes()).filter(type -> type != WitException.class
                && Exception.class.isAssignableFrom(type) && !type.getName().startsWith("java.")).toList();
        if (thrown.size() > 1) {
            draft.refuse(place + ": " + method + " declares several exceptions: one can stand for the error of the result");
            return null;
        }
        if (thrown.isEmpty()) {
            WitError said = method.getAnnotation(WitError.class);
            return ofApi(said == null ? JavaType.OBJECT : JavaType.of(said.value()));
        }
        return ofUser(thrown.get(0), hasPayload, place, draft);
    }

    private static ErrorClass ofApi(JavaType payload) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            return new ErrorClass(WitException.class, payload, lookup.findConstructor(WitException.class, MethodType.methodType(
                    void.class, Object.class)).asType(GENERIC), lookup.findVirtual(WitException.class, "payload", MethodType
                            .methodType(Object.class)).asType(GENERIC));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the constructor or the payload of " + WitException.class, e);
        }
    }

    private static ErrorClass ofUser(Class<?> type, boolean hasPayload, String place, Draft draft) {
        try {
            return hasPayload ? withPayload(type, place, draft) : withoutPayload(type, place, draft);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            draft.refuse(place + ": " + type.getName() + " is not accessible to module dev.vespula: " + e.getMessage());
            return null;
        }
    }

    private static ErrorClass withoutPayload(Class<?> type, String place, Draft draft) throws IllegalAccessException {
        MethodHandle accessor = MethodHandles.dropArguments(MethodHandles.constant(Object.class, null), 0, Object.class);
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return new ErrorClass(type, JavaType.OBJECT, MethodHandles.dropArguments(draft.lookup().in(type)
                        .unreflectConstructor(constructor).asType(MethodType.genericMethodType(0)), 0, Object.class), accessor);
            }
        }
        draft.refuse(place + ": the error has no value in WIT, and " + type.getName() + " no constructor without parameters");
        return null;
    }

    private static ErrorClass withPayload(Class<?> type, String place, Draft draft) throws IllegalAccessException {
        Method payload = accessor(type);
        List<Constructor<?>> constructors = Stream.of(type.getDeclaredConstructors()).filter(one -> one.getParameterCount() == 1
                && (payload == null || one.getParameterTypes()[0] == payload.getReturnType())).toList();
        if (constructors.size() > 1 || constructors.isEmpty() && payload == null) {
            draft.refuse(place + ": " + type.getName() + " has " + (constructors.isEmpty() ? "no constructor"
                    : "several constructors")
                    + " with one parameter and no method payload(): the class of the error is not clear");
            return null;
        }
        MethodHandles.Lookup lookup = draft.lookup().in(type);
        JavaType java = JavaType.of(payload != null ? payload.getGenericReturnType()
                : constructors.get(0).getGenericParameterTypes()[0], JavaType.of(type).variables());
        return new ErrorClass(type, java, constructors.isEmpty() ? null : lookup.unreflectConstructor(constructors.get(0))
                .asType(
                        GENERIC), payload == null ? null : draft.lookup().unbound(payload).asType(GENERIC));
    }

    /** The method {@code payload()} of the user's class, wherever it is inherited from; that of {@link WitException} says too little. */
    private static Method accessor(Class<?> type) {
        for (Class<?> each = type; each != WitException.class && each != Throwable.class; each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                if (method.getName().equals("payload") && method.getParameterCount() == 0 && !method.isBridge()
                        && !Modifier.isStatic(method.getModifiers())) {
                    return method;
                }
            }
        }
        return null;
    }

    /** An exception for an error. */
    Throwable exception(Object error) {
        try {
            return (Throwable) (Object) constructor.invokeExact(error);
        } catch (Throwable e) {
            throw UserCode.thrown(e);
        }
    }

    /** The error of an exception. */
    Object error(Object exception) {
        try {
            return (Object) accessor.invokeExact(exception);
        } catch (Throwable e) {
            throw UserCode.thrown(e);
        }
    }
}
