package dev.vespula.internal.typed;

import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.types.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a functional interface is implemented over single functions. The first functions get classes in which their code is constant,
 * for all instances of their modules; all others share a class for each type, as {@link InterfaceBinding} has it. Where nothing is
 * compiled the code is the same for all functions of a type, and so is the class. Thread-safe.
 */
public final class FunctionalBinding {
    /** Functions that get a class of their own. */
    private static final int OWN_CLASSES = 32;

    private final InterfaceShape shape;
    private final AtomicInteger ownClasses = new AtomicInteger();
    /** Constructors of the classes that call a handle in the object, by its type. */
    private final Map<MethodType, MethodHandle> shared = new ConcurrentHashMap<>();
    /** Constructors of the classes that call through the window. */
    private final Map<MethodType, MethodHandle> windowed = new ConcurrentHashMap<>();

    private FunctionalBinding(Class<?> type, Class<?> user, MethodHandles.Lookup given, Object owner) {
        UserClasses.functionalMethod(type);
        this.shape = new InterfaceShape(type, user, given, owner);
    }

    /**
     * A function as an interface, implemented by a class that the given lookup defines, or one that is found if that is null.
     *
     * @throws IllegalArgumentException if it is not accessible, not functional, or does not fit the function
     */
    public static <F> F implement(FunctionInstance function, Class<F> type, MethodHandles.Lookup given) {
        return type.cast(binding(function.store.engine, type, given).over(function));
    }

    /**
     * Checks whether a function can be one of {@link CommonShapes}.
     *
     * @throws IllegalArgumentException if not
     */
    public static void check(FunctionInstance function, Class<?> shape) {
        Method method = shape.getMethods()[0];
        MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        if (!InterfaceShape.fits(function.store.engine.api, ExternTypes.of(function), type)) {
            throw new IllegalArgumentException(Invocation.describe(function) + " cannot be called as one of type "
                    + JavaShapes.funcType(function.store.engine.api, type));
        }
    }

    private static FunctionalBinding binding(EngineState engine, Class<?> type, MethodHandles.Lookup given) {
        if (!HostUse.isKept(given)) {
            return new FunctionalBinding(type, given.lookupClass(), given, null);
        }
        Class<?> user = given != null ? given.lookupClass() : type;
        Map<Class<?>, FunctionalBinding> known = Bindings.of(engine).functionals(user);
        FunctionalBinding binding = known.get(type);
        if (binding == null) {
            binding = new FunctionalBinding(type, user, given, known);
            known.put(type, binding);
        }
        return binding;
    }

    private Object over(FunctionInstance function) {
        MethodType method = shape.type(0);
        FuncType type = ExternTypes.of(function);
        if (!InterfaceShape.fits(function.store.engine.api, type, method)) {
            throw new IllegalArgumentException("the method " + shape.methods.get(0) + " does not fit "
                    + Invocation.describe(function));
        }
        MethodHandle target = TypedCalls.unbound(function);
        return InterfaceShape.make(constructor(function, target), new Object[] {target, function});
    }

    private MethodHandle constructor(FunctionInstance function, MethodHandle target) {
        TypedCallSite site = function instanceof WasmFunction wasm ? (TypedCallSite) wasm.code.caller : null;
        if (site == null) {
            return windowed.computeIfAbsent(target.type(), type -> shape.constructor(List.of(shape.constant(0, target))));
        }
        Map<FunctionalBinding, MethodHandle> ofFunction = Bindings.inner(site.functionals, shape.user);
        MethodHandle known = ofFunction.get(this);
        if (known == null) {
            known = isFirst() ? shape.constructor(List.of(shape.constant(0, target)), ofFunction)
                    : shared.computeIfAbsent(target.type(), type -> shape.constructor(List.of(shape.invoker(0, type))));
            ofFunction.put(this, known);
        }
        return known;
    }

    private boolean isFirst() {
        return ownClasses.get() < OWN_CLASSES && ownClasses.incrementAndGet() <= OWN_CLASSES;
    }
}
