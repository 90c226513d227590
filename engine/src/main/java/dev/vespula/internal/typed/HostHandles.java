package dev.vespula.internal.typed;

import dev.vespula.WasmExport;
import dev.vespula.internal.runtime.ApiObjects;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.types.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Host functions that are method handles, typed lambdas or annotated methods. */
public final class HostHandles {
    private HostHandles() {}

    /**
     * Handles of one type of function that get a class of their own, through which the JIT compiler inlines them; of further
     * ones, which may be made without end, one class calls all.
     */
    private static final int OWN_CLASSES = 32;

    /** What host functions of one type share. */
    private static final class OfType {
        private final AtomicInteger made = new AtomicInteger();
        private final Map<HostBodyClass.FirstArgument, HandleTarget> shared =
                Collections.synchronizedMap(new EnumMap<>(HostBodyClass.FirstArgument.class));
    }

    /** A host function apart from any store. */
    public record Function(Signature signature, HostBody body) {}

    /** A method for Wasm to call. */
    public record Exported(String name, MethodType type, HostMethod method) {
        /** The function that calls it on an object. */
        public Function on(Object host) {
            return method.on(host);
        }
    }

    /** A function that calls a handle, of the type that follows from it. */
    public static Function function(EngineState engine, MethodHandle handle) {
        return function(engine, JavaShapes.funcType(engine.api, handle.type()), handle);
    }

    /**
     * A function that calls a handle.
     *
     * @throws IllegalArgumentException if the handle's type does not fit
     */
    public static Function function(EngineState engine, FuncType type, MethodHandle handle) {
        checkFits(engine.api, type, handle.type());
        Signature signature = engine.signature(type);
        MethodHandle fixed = handle.isVarargsCollector() ? handle.asFixedArity() : handle;
        HostBodyClass.FirstArgument first = JavaShapes.wantsCaller(engine.api, handle.type())
                ? HostBodyClass.FirstArgument.CALLER
                : HostBodyClass.FirstArgument.PARAMETER;
        MethodHandle plain = JavaShapes.plain(fixed);
        OfType ofType = ofType(signature);
        if (ofType.made.get() < OWN_CLASSES) {
            ofType.made.incrementAndGet();
            MethodHandle target = MethodHandles.dropArguments(plain, 0, Object.class);
            return new Function(signature, new HandleTarget(signature, target, first, null).body(null));
        }
        MethodType exact = HostBodyClass.targetType(new CallShape(signature), first).dropParameterTypes(0, 1);
        HandleTarget shared = ofType.shared.computeIfAbsent(first,
                each -> new HandleTarget(signature, MethodHandles.exactInvoker(exact), first, null));
        return new Function(signature, shared.body(plain.asType(exact)));
    }

    private static OfType ofType(Signature signature) {
        OfType known = (OfType) signature.hostHandles;
        if (known == null) {
            synchronized (signature) {
                known = (OfType) signature.hostHandles;
                if (known == null) {
                    known = new OfType();
                    signature.hostHandles = known;
                }
            }
        }
        return known;
    }

    /**
     * A function that calls a lambda.
     *
     * @throws IllegalArgumentException if no function type corresponds
     */
    public static <F> Function lambda(EngineState engine, Class<F> shape, F lambda) {
        Map<Class<?>, HostMethod> known = Bindings.of(engine).lambdas(lambda.getClass());
        HostMethod method = known.get(shape);
        if (method == null) {
            method = method(engine, JavaShapes.lambda(shape, lambda.getClass()), known);
            known.put(shape, method);
        }
        return method.on(lambda);
    }

    /** The method of a handle whose first argument is the receiver. */
    private static HostMethod method(EngineState engine, MethodHandle handle, Object owner) {
        MethodType type = handle.type().dropParameterTypes(0, 1);
        FuncType functionType = JavaShapes.funcType(engine.api, type);
        checkFits(engine.api, functionType, type);
        return new HostMethod(engine.signature(functionType), JavaShapes.plain(handle),
                JavaShapes.wantsCaller(engine.api, type) ? HostBodyClass.FirstArgument.CALLER
                        : HostBodyClass.FirstArgument.PARAMETER,
                owner);
    }

    private static void checkFits(ApiObjects api, FuncType type, MethodType java) {
        int first = JavaShapes.wantsCaller(api, java) ? 1 : 0;
        boolean fits = java.parameterCount() - first == type.params().size() && resultsFit(api, type, java.returnType());
        for (int i = 0; fits && i < type.params().size(); i++) {
            fits = JavaShapes.fits(api, java.parameterType(first + i), type.params().get(i));
        }
        if (!fits) {
            throw new IllegalArgumentException("a handle of type " + java + " cannot be a function of type " + type);
        }
    }

    private static boolean resultsFit(ApiObjects api, FuncType type, Class<?> java) {
        return switch (type.results().size()) {
            case 0 -> java == void.class;
            case 1 -> JavaShapes.fits(api, java, type.results().get(0))
                    || java.isRecord() && java.getRecordComponents().length == 1;
            default -> java == Object[].class
                    || java.isRecord() && java.getRecordComponents().length == type.results().size();
        };
    }

    /**
     * The annotated methods of an object, inherited ones included.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static List<Exported> of(EngineState engine, Object host) {
        PerClass<List<Exported>> objects = Bindings.of(engine).objects();
        List<Exported> known = objects.get(host.getClass());
        return known != null ? known : objects.keep(host.getClass(), exported(engine, host.getClass()));
    }

    private static List<Exported> exported(EngineState engine, Class<?> host) {
        List<Exported> exported = new ArrayList<>();
        for (Class<?> type = host; type != null; type = type.getSuperclass()) {
            MethodHandles.Lookup lookup = null;
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(WasmExport.class) && !method.isBridge()) {
                    lookup = lookup == null ? UserClasses.lookupIn(type) : lookup;
                    add(engine, exported, method, UserClasses.unbound(method, lookup));
                }
            }
        }
        if (exported.isEmpty()) {
            throw new IllegalArgumentException(host.getName() + " has no method annotated with @WasmExport");
        }
        return exported;
    }

    /** Subclasses come first: what they override is left out. */
    private static void add(EngineState engine, List<Exported> exported, Method method, MethodHandle handle) {
        String name = JavaShapes.exportName(method);
        MethodType type = handle.type().dropParameterTypes(0, 1);
        if (exported.stream().noneMatch(known -> known.name().equals(name) && known.type().equals(type))) {
            // The methods keep the list of them.
            exported.add(new Exported(name, type, method(engine, handle, exported)));
        }
    }
}
