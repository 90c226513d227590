package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.ApiObjects;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An interface that is implemented over functions, and the classes that do. */
final class InterfaceShape {
    private static final MethodType BEHIND_HANDLE = MethodType.methodType(Object.class, Object[].class);
    private static final MethodHandle PROXY = findProxy();

    /** The class that looks the interface up, or the interface itself. */
    final Class<?> user;
    /** The abstract methods. */
    final List<Method> methods;
    private final Class<?> type;
    private final MethodHandles.Lookup given;
    private final Object owner;
    private final List<InterfaceClass.Method> wanted = new ArrayList<>();

    /**
     * The shape of an interface.
     *
     * @param user  the class that looks the interface up, or the interface itself
     * @param given defines the classes; null: what can is to be found
     * @param owner is kept as long as one of the classes is in use
     */
    InterfaceShape(Class<?> type, Class<?> user, MethodHandles.Lookup given, Object owner) {
        this.type = type;
        this.user = user;
        this.given = given;
        this.owner = owner;
        this.methods = UserClasses.abstractMethods(type);
        checkExtensible();
        for (Method method : methods) {
            wanted.add(new InterfaceClass.Method(method.getName(),
                    MethodType.methodType(method.getReturnType(), method.getParameterTypes())));
        }
    }

    /** What the JVM would refuse when the class is defined, and with an error. */
    private void checkExtensible() {
        if (type.isSealed() || type.isHidden()) {
            throw new IllegalArgumentException(type.getName() + " is " + (type.isSealed() ? "sealed" : "hidden")
                    + ": no other class can implement it");
        }
    }

    /** The type of a method. */
    MethodType type(int method) {
        return wanted.get(method).type();
    }

    /** Whether a method can stand for a function of a type. */
    static boolean fits(ApiObjects api, FuncType type, MethodType java) {
        List<ValType> params = type.params();
        List<ValType> results = type.results();
        boolean fits = java.parameterCount() == params.size();
        for (int i = 0; fits && i < params.size(); i++) {
            fits = JavaShapes.fits(api, java.parameterType(i), params.get(i));
        }
        Class<?> result = java.returnType();
        return fits && switch (results.size()) {
            case 0 -> result == void.class;
            case 1 -> JavaShapes.fits(api, result, results.get(0));
            default -> result == Object[].class || result.isRecord() && recordFits(api, result, results);
        };
    }

    private static boolean recordFits(ApiObjects api, Class<?> type, List<ValType> results) {
        boolean fits = type.getRecordComponents().length == results.size();
        for (int i = 0; fits && i < results.size(); i++) {
            Class<?> component = type.getRecordComponents()[i].getType();
            fits = component != boolean.class && JavaShapes.fits(api, component, results.get(i));
        }
        return fits;
    }

    /** What a method calls whose target the class knows. */
    MethodHandle constant(int method, MethodHandle target) {
        MethodType type = InterfaceClass.handleType(type(method));
        return MethodHandles.dropArguments(shaped(target, type.dropParameterTypes(0, 1)), 0, MethodHandle.class);
    }

    /** What a method calls whose target is a handle of the type given, in the object. */
    MethodHandle invoker(int method, MethodType target) {
        return shaped(MethodHandles.exactInvoker(target), InterfaceClass.handleType(type(method)));
    }

    /** What a method calls that gives what is no function. */
    MethodHandle getter(int method) {
        return MethodHandles.dropArguments(MethodHandles.identity(Object.class), 0, MethodHandle.class)
                .asType(InterfaceClass.handleType(type(method)));
    }

    private MethodHandle shaped(MethodHandle handle, MethodType wanted) {
        try {
            return JavaShapes.shaped(handle, wanted, given);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(wanted.returnType() + " is not accessible", e);
        }
    }

    /**
     * The constructor of a class that implements the interface; it takes handle and target for each method.
     *
     * @param called what the methods call
     * @param kept   what the class keeps alive
     */
    MethodHandle constructor(List<MethodHandle> called, Object... kept) {
        if (!RunTimeClasses.arePossible()) {
            return MethodHandles.insertArguments(PROXY, 0, this, List.copyOf(called));
        }
        List<Object> data = new ArrayList<>(called);
        Collections.addAll(data, kept);
        // The class keeps what there is to know about its interface, so that the next one finds it.
        data.add(owner);
        MethodHandles.Lookup where = given != null ? given : UserClasses.definingLookup(type);
        String name = where.lookupClass().getPackageName().replace('.', '/');
        byte[] bytes = InterfaceClass.write(name.isEmpty() ? "WasmExports" : name + "/WasmExports", type, wanted);
        try {
            MethodHandles.Lookup made = where.defineHiddenClassWithClassData(bytes, data, true);
            return made.findConstructor(made.lookupClass(), InterfaceClass.CONSTRUCTOR).asType(BEHIND_HANDLE);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A proxy in place of an object of a class. */
    Object proxy(List<MethodHandle> called, Object[] targets) {
        List<MethodHandle> calls = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            calls.add(MethodHandles.insertArguments(called.get(i), 0, targets[2 * i], targets[2 * i + 1]));
        }
        return ProxyObject.of(type, methods, calls, null);
    }

    private static MethodHandle findProxy() {
        try {
            return MethodHandles.lookup().findVirtual(InterfaceShape.class, "proxy", MethodType.methodType(Object.class,
                    List.class,
                    Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Makes an object of such a class. */
    static Object make(MethodHandle constructor, Object[] targets) {
        try {
            return (Object) constructor.invokeExact(targets);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
