package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.runtime.UserCode;
import dev.vespula.internal.classfile.ClassFileWriter;
import dev.vespula.internal.classfile.CodeWriter;
import dev.vespula.internal.typed.ProxyObject;
import dev.vespula.internal.typed.RunTimeClasses;
import dev.vespula.internal.typed.UserClasses;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * A class that implements an interface of the user. Its objects have one field, a {@link BoundObject}; each method calls the handle
 * that its {@link BoundMethod} has. So there is one class for an interface, whatever implements it.
 */
final class ObjectClass {
    private static final String BEHIND = "behind";
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle METHOD = find(BoundObject.class, "method", BoundMethod.class, int.class);
    private static final MethodHandle HANDLE = find(BoundMethod.class, "handle", MethodHandle.class);
    private static final MethodHandle TO_STRING = find(BoundObject.class, "toString", String.class);
    private static final MethodHandle PROXY = findProxy();
    private static final Behind OBJECTS = new Behind();

    private final Class<?> type;
    private final List<Method> methods;
    private final MethodHandle constructor;
    private final UserLookup owner;

    /** Finds the field of an object that we have made. The value lives as long as the class, and is not seen from elsewhere. */
    private static final class Behind extends ClassValue<MethodHandle> {
        private Class<?> beingMade;
        private MethodHandle getter;

        synchronized void add(Class<?> made, MethodHandle field) {
            beingMade = made;
            getter = field;
            get(made);
            beingMade = null;
            getter = null;
        }

        @Override
        protected MethodHandle computeValue(Class<?> type) {
            return type == beingMade ? getter : null;
        }
    }

    /**
     * The class for an interface.
     *
     * @throws IllegalArgumentException if it is no interface, or not accessible
     */
    ObjectClass(Class<?> type, UserLookup owner) {
        this.type = type;
        this.owner = owner;
        this.methods = UserClasses.abstractMethods(type);
        List<MethodHandle> adapters = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            adapters.add(adapter(i, type(methods.get(i))));
        }
        this.constructor = RunTimeClasses.arePossible() ? define(adapters) : MethodHandles.insertArguments(PROXY, 0, type,
                methods,
                adapters);
    }

    /** A proxy in place of an object of a class. */
    static Object proxy(Class<?> type, List<Method> methods, List<MethodHandle> adapters, Object behind) {
        return ProxyObject.of(type, methods, adapters.stream().map(adapter -> adapter.bindTo(behind)).toList(), behind);
    }

    private MethodHandle define(List<MethodHandle> adapters) {
        List<Object> data = new ArrayList<>(adapters);
        data.add(TO_STRING.asType(MethodType.methodType(String.class, Object.class)));
        // The class keeps what else was made for the user, so that it is found again.
        data.add(owner);
        MethodHandles.Lookup where = owner.given() != null ? owner.given() : UserClasses.definingLookup(type);
        try {
            MethodHandles.Lookup made = where.defineHiddenClassWithClassData(write(where.lookupClass().getPackageName()), data,
                    true);
            OBJECTS.add(made.lookupClass(), made.findGetter(made.lookupClass(), BEHIND, Object.class)
                    .asType(MethodType.methodType(Object.class, Object.class)));
            return made.findConstructor(made.lookupClass(), MethodType.methodType(void.class, Object.class))
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be implemented with the lookup " + where, e);
        }
    }

    private static MethodHandle findProxy() {
        try {
            return LOOKUP.findStatic(ObjectClass.class, "proxy", MethodType.methodType(Object.class, Class.class, List.class,
                    List.class,
                    Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle find(Class<?> owner, String name, Class<?> result, Class<?>... params) {
        try {
            return LOOKUP.findVirtual(owner, name, MethodType.methodType(result, params));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodType type(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }

    /** What a method calls, with what is behind its object in front: the handle of the method with an index. */
    private static MethodHandle adapter(int index, MethodType method) {
        MethodHandle invoker = MethodHandles.exactInvoker(BoundMethod.handleType(method));
        MethodHandle ofMethod = MethodHandles.foldArguments(invoker, HANDLE);
        MethodHandle ofObject = MethodHandles.foldArguments(ofMethod, MethodHandles.insertArguments(METHOD, 1, index));
        return ofObject.asType(method.insertParameterTypes(0, Object.class));
    }

    private byte[] write(String room) {
        ClassFileWriter file = new ClassFileWriter(room.isEmpty() ? "WitObject" : room + ".WitObject", Object.class, type);
        file.finalField(BEHIND, Object.class);
        file.constructor(Object.class).load(Object.class, 0).load(Object.class, 1).putField(BEHIND, Object.class).returns();
        for (int i = 0; i < methods.size(); i++) {
            write(file, i, methods.get(i).getName(), type(methods.get(i)));
        }
        write(file, methods.size(), "toString", MethodType.methodType(String.class));
        return file.toByteArray();
    }

    private static void write(ClassFileWriter file, int data, String name, MethodType type) {
        CodeWriter code = file.method(ClassFileWriter.PUBLIC, name, type);
        code.pushClassData(data).load(Object.class, 0).getField(BEHIND, Object.class);
        int local = 1;
        for (Class<?> param : type.parameterList()) {
            code.load(param, local);
            local += CodeWriter.slots(param);
        }
        code.invokeExact(type.insertParameterTypes(0, Object.class)).returns();
    }

    /** The interface. */
    Class<?> type() {
        return type;
    }

    /** For whom it was made. */
    UserLookup owner() {
        return owner;
    }

    /** The methods that a {@link BoundMethod} is needed for. */
    List<Method> methods() {
        return methods;
    }

    /** An object. */
    Object make(BoundObject behind) {
        try {
            return (Object) constructor.invokeExact((Object) behind);
        } catch (Throwable e) {
            throw UserCode.thrown(e);
        }
    }

    /** What is behind an object that we have made; null for any other one. */
    static BoundObject behind(Object object) {
        if (!object.getClass().isHidden()) {
            return ProxyObject.behind(object) instanceof BoundObject bound ? bound : null;
        }
        MethodHandle getter = OBJECTS.get(object.getClass());
        try {
            return getter == null ? null : (BoundObject) (Object) getter.invokeExact(object);
        } catch (Throwable e) {
            throw UserCode.thrown(e);
        }
    }
}
