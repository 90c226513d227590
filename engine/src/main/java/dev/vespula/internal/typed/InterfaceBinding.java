package dev.vespula.internal.typed;

import dev.vespula.WasmExport;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.ApiObjects;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
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
    /** In place of the number of an export: the method gives the instance. */
    private static final int INSTANCE = -1;
    /** Modules that get a class of their own: calls through it take 4 ns, through that of all 6 to 7. */
    private static final int OWN_CLASSES = 8;

    private final InterfaceShape shape;
    private final AtomicInteger ownClasses = new AtomicInteger();
    /** Constructors of the classes for many modules, by the types of what their methods call. */
    private final Map<List<MethodType>, MethodHandle> shared = new ConcurrentHashMap<>();

    /**
     * What stands for the methods in the instances of a module.
     *
     * @param exports     the number of an export for each, or {@link #INSTANCE}
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
        this.shape = new InterfaceShape(type, user, given, owner);
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
        int[] numbers = shape.methods.stream().mapToInt(method -> isInstance(in, method) ? INSTANCE
                : in.module.exports().get(JavaShapes.exportName(method))).toArray();
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
            if (export != INSTANCE && module.model.exportKind(export) == ExternKind.FUNCTION
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
        return Bindings.inner(known, shape.user);
    }

    private static Object implement(ModuleInstance in, Plan plan) {
        Object[] targets = new Object[2 * plan.exports.length];
        for (int i = 0; i < plan.exports.length; i++) {
            if (plan.exports[i] == INSTANCE) {
                targets[2 * i + 1] = in.module.engine.api.instance(in);
                continue;
            }
            Object export = in.exported(plan.exports[i]);
            if (plan.calls[i] && export instanceof FunctionInstance function) {
                targets[2 * i] = TypedCalls.unbound(function);
                targets[2 * i + 1] = function;
            } else {
                targets[2 * i + 1] = in.module.engine.api.of(export);
            }
        }
        return InterfaceShape.make(plan.constructor, targets);
    }

    // ---- what the methods call

    /** The exports for the methods, which fit them: functions that are called, and objects of the user that are given. */
    private List<Object> exports(ModuleInstance in) {
        List<Object> exports = new ArrayList<>();
        for (int i = 0; i < shape.methods.size(); i++) {
            Method method = shape.methods.get(i);
            if (isInstance(in, method)) {
                exports.add(in.module.engine.api.instance(in));
                continue;
            }
            String name = JavaShapes.exportName(method);
            Integer number = in.module.exports().get(name);
            if (number == null) {
                throw new NoSuchElementException("no export named " + PrintableName.quoted(name) + " for method "
                        + method.getName() + " of " + method.getDeclaringClass().getName());
            }
            Object export = in.exported(number);
            exports.add(fitting(in.module.engine.api, method, shape.type(i), name, export));
        }
        return exports;
    }

    /** Whether a method gives the instance itself, of which no export can be told by the type. */
    private static boolean isInstance(ModuleInstance in, Method method) {
        return method.getReturnType() == in.module.engine.api.instance && method.getParameterCount() == 0
                && !method.isAnnotationPresent(WasmExport.class);
    }

    /** A function, if the method calls it; else the object that the method gives. */
    private static Object fitting(ApiObjects api, Method method, MethodType wanted, String name, Object export) {
        boolean isFunction = export instanceof FunctionInstance;
        if (isFunction && InterfaceShape.fits(api, ExternTypes.of((FunctionInstance) export), wanted)) {
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

    // ---- classes

    /** The constructor of a class for the instances of the module that defines these functions. */
    private MethodHandle ownClass(List<Object> exports, Object plans) {
        List<MethodHandle> called = new ArrayList<>();
        for (int i = 0; i < exports.size(); i++) {
            called.add(exports.get(i) instanceof FunctionInstance function ? shape.constant(i, TypedCalls.unbound(function))
                    : shape.getter(i));
        }
        return shape.constructor(called, plans);
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
        List<MethodHandle> called = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            MethodType target = targets.get(i);
            called.add(target.parameterCount() == 0 ? shape.getter(i) : shape.invoker(i, target));
        }
        return shape.constructor(called);
    }
}
