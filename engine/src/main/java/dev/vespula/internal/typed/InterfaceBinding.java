package dev.vespula.internal.typed;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.ApiObjects;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How an interface is implemented over the exports of instances. The instances of a module share a class in which the code that
 * is called is constant; only for the first modules, as each such class takes a millisecond: the instances of all further ones
 * with exports of the same types share a class. Thread-safe.
 */
final class InterfaceBinding {
    private static final MethodType BEHIND_HANDLE = MethodType.methodType(Object.class, Object[].class);
    private static final MethodHandle PROXY = findProxy();
    /** Modules that get a class of their own: calls through it take 4 ns, through that of all 6 to 7. */
    private static final int OWN_CLASSES = 8;

    private final Class<?> type;
    private final Class<?> user;
    private final MethodHandles.Lookup given;
    private final Object owner;
    private final List<Method> methods;
    private final List<InterfaceClass.Method> wanted = new ArrayList<>();
    private final AtomicInteger ownClasses = new AtomicInteger();
    /** Constructors of the classes for many modules, by the types of what their methods call. */
    private final Map<List<MethodType>, MethodHandle> shared = new ConcurrentHashMap<>();

    /**
     * What stands for the methods in the instances of a module.
     *
     * @param exports     the number of an export for each
     * @param calls       whether the method calls it; else it gives it
     * @param constructor of the class
     */
    private record Plan(int[] exports, boolean[] calls, MethodHandle constructor) {
        static Plan of(int[] exports, List<Object> found, MethodHandle constructor) {
            boolean[] calls = new boolean[exports.length];
            for (int i = 0; i < calls.length; i++) {
                calls[i] = found.get(i) instanceof FunctionInstance;
            }
            return new Plan(exports, calls, constructor);
        }
    }

    /**
     * A way of implementing an interface.
     *
     * @param user  the class that looks the interface up, or the interface itself
     * @param given defines the classes; null: what can is to be found
     * @param owner is kept as long as one of the classes is in use
     */
    InterfaceBinding(Class<?> type, Class<?> user, MethodHandles.Lookup given, Object owner) {
        this.type = type;
        this.user = user;
        this.given = given;
        this.owner = owner;
        this.methods = UserClasses.abstractMethods(type);
        for (Method method : methods) {
            wanted.add(new InterfaceClass.Method(method.getName(),
                    MethodType.methodType(method.getReturnType(), method.getParameterTypes())));
        }
    }

    /**
     * The implementation over the exports of an instance.
     *
     * @throws NoSuchElementException   if an export is missing
     * @throws IllegalArgumentException if a method does not fit its export
     */
    Object implement(ModuleInstance in) {
        Map<InterfaceBinding, Plan> plans = plans(in.module);
        Plan plan = plans.get(this);
        if (plan != null) {
            return implement(in, plan);
        }
        List<Object> exports = exports(in);
        int[] numbers = methods.stream().mapToInt(method -> in.module.exports().get(JavaShapes.exportName(method))).toArray();
        if (!definesFunctions(in.module, numbers)) {
            // What an import is differs from instance to instance, its type and its code: nothing is kept for the module.
            return implement(in, Plan.of(numbers, exports, sharedClass(exports)));
        }
        plan = Plan.of(numbers, exports, isFirst() ? ownClass(exports, plans) : sharedClass(exports));
        plans.put(this, plan);
        return implement(in, plan);
    }

    /** Whether all functions among some exports are defined in the module itself. */
    private static boolean definesFunctions(ModuleCode module, int[] exports) {
        for (int export : exports) {
            if (module.model.exportKind(export) == ExternKind.FUNCTION
                    && module.model.exportIndex(export) < module.importedFunctionCount()) {
                return false;
            }
        }
        return true;
    }

    private boolean isFirst() {
        return ownClasses.get() < OWN_CLASSES && ownClasses.incrementAndGet() <= OWN_CLASSES;
    }

    /** What a module keeps for the interfaces that a class looks up. */
    private Map<InterfaceBinding, Plan> plans(ModuleCode module) {
        @SuppressWarnings("unchecked")
        PerClass<Map<InterfaceBinding, Plan>> known = (PerClass<Map<InterfaceBinding, Plan>>) module.bindings;
        if (known == null) {
            known = new PerClass<>();
            // A race loses what the other thread has made, which is then made again.
            module.bindings = known;
        }
        return Bindings.inner(known, user);
    }

    private static Object implement(ModuleInstance in, Plan plan) {
        Object[] targets = new Object[2 * plan.exports.length];
        for (int i = 0; i < plan.exports.length; i++) {
            Object export = in.exported(plan.exports[i]);
            if (plan.calls[i] && export instanceof FunctionInstance function) {
                targets[2 * i] = TypedCalls.unbound(function);
                targets[2 * i + 1] = function;
            } else {
                targets[2 * i + 1] = in.module.engine.api.of(export);
            }
        }
        try {
            return (Object) plan.constructor.invokeExact(targets);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle findProxy() {
        try {
            return MethodHandles.lookup().findVirtual(InterfaceBinding.class, "proxy", MethodType.methodType(Object.class,
                    List.class,
                    Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // ---- what the methods call

    /** The exports for the methods, which fit them: functions that are called, and objects of the user that are given. */
    private List<Object> exports(ModuleInstance in) {
        List<Object> exports = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            Method method = methods.get(i);
            String name = JavaShapes.exportName(method);
            Integer number = in.module.exports().get(name);
            if (number == null) {
                throw new NoSuchElementException("no export named " + PrintableName.quoted(name) + " for method "
                        + method.getName() + " of " + method.getDeclaringClass().getName());
            }
            Object export = in.exported(number);
            exports.add(fitting(in.module.engine.api, method, wanted.get(i).type(), name, export));
        }
        return exports;
    }

    /** A function, if the method calls it; else the object that the method gives. */
    private static Object fitting(ApiObjects api, Method method, MethodType wanted, String name, Object export) {
        boolean isFunction = export instanceof FunctionInstance;
        if (isFunction && fits(api, ExternTypes.of((FunctionInstance) export), wanted)) {
            return export;
        }
        Object given = api.of(export);
        if (wanted.parameterCount() > 0 || !wanted.returnType().isInstance(given) || isFunction && wanted
                .returnType() != api.function) {
            throw mismatch(method, name, isFunction ? "function of type " + ExternTypes.of((FunctionInstance) export)
                    : given.toString());
        }
        return given;
    }

    private static IllegalArgumentException mismatch(Method method, String name, String export) {
        return new IllegalArgumentException(
                "the method " + method + " does not fit the export " + PrintableName.quoted(name) + ", a " + export);
    }

    private static boolean fits(ApiObjects api, FuncType type, MethodType java) {
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

    // ---- classes

    /** The constructor of a class for the instances of the module that defines these functions. */
    private MethodHandle ownClass(List<Object> exports, Object plans) {
        List<Object> adapters = new ArrayList<>();
        for (int i = 0; i < exports.size(); i++) {
            MethodType method = InterfaceClass.handleType(wanted.get(i).type());
            if (exports.get(i) instanceof FunctionInstance function) {
                MethodHandle target = TypedCalls.unbound(function);
                adapters.add(MethodHandles.dropArguments(shaped(target, method.dropParameterTypes(0, 1)), 0,
                        MethodHandle.class));
            } else {
                adapters.add(adapter(null, method));
            }
        }
        adapters.add(plans);
        return constructor(adapters);
    }

    /** The types of the handles that are called; of an object that is given its class. */
    private static List<MethodType> targetTypes(List<Object> exports) {
        return exports.stream().map(export -> export instanceof FunctionInstance function ? TypedCalls.unbound(function).type()
                : MethodType.methodType(export.getClass())).toList();
    }

    /** The constructor of a class for instances of any module with exports of the same types. */
    private MethodHandle sharedClass(List<Object> exports) {
        return shared.computeIfAbsent(targetTypes(exports), this::classFor);
    }

    private MethodHandle classFor(List<MethodType> targets) {
        List<Object> adapters = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            MethodType target = targets.get(i);
            adapters.add(adapter(target.parameterCount() == 0 ? null : target, InterfaceClass.handleType(wanted.get(i)
                    .type())));
        }
        return constructor(adapters);
    }

    /** What calls a handle of the type given, or, if that is null, gives the export that is not a function. */
    private MethodHandle adapter(MethodType target, MethodType method) {
        return target != null ? shaped(MethodHandles.exactInvoker(target), method)
                : MethodHandles.dropArguments(MethodHandles.identity(Object.class), 0, MethodHandle.class).asType(method);
    }

    private MethodHandle constructor(List<Object> data) {
        if (!RunTimeClasses.arePossible()) {
            return PROXY.bindTo(this).bindTo(data);
        }
        // The class keeps what there is to know about its interface, so that the next instance finds it.
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

    /**
     * A proxy in place of a class.
     *
     * @param adapters what each method calls, with a handle and a target that are the object's in front
     * @param targets  handle and target for each
     */
    Object proxy(List<?> adapters, Object[] targets) {
        List<MethodHandle> calls = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            calls.add(MethodHandles.insertArguments((MethodHandle) adapters.get(i), 0, targets[2 * i], targets[2 * i + 1]));
        }
        return ProxyObject.of(type, methods, calls, null);
    }

    private MethodHandle shaped(MethodHandle handle, MethodType wanted) {
        try {
            return JavaShapes.shaped(handle, wanted, given);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(wanted.returnType() + " is not accessible", e);
        }
    }
}
