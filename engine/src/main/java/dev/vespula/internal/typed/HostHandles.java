package dev.vespula.internal.typed;

import dev.vespula.WasmExport;
import dev.vespula.WasmImport;
import dev.vespula.internal.limits.HostFailure;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

    /**
     * A method for Wasm to call, or one that gives what Wasm imports.
     *
     * @param method null for the latter
     * @param getter takes the object; null for a method to call
     */
    public record Imported(String name, MethodType type, HostMethod method, MethodHandle getter) {
        /** The function that calls it on an object. */
        public Function on(Object host) {
            return method.on(host);
        }

        /** What it gives, if it is not called: a memory, table, global or tag; else null. */
        public Object of(Object host) {
            try {
                return getter == null ? null : (Object) getter.invokeExact(host);
            } catch (Throwable e) {
                throw HostFailure.<RuntimeException>thrown(e);
            }
        }

        private boolean isSameAs(Imported other) {
            return name.equals(other.name) && type.equals(other.type);
        }
    }

    /**
     * A function that calls a handle.
     *
     * @param declared its type; null for the one that follows from the handle
     * @param user     sees the record that is returned, if nobody else does; may be null
     * @throws IllegalArgumentException if the handle's type does not fit
     */
    public static Function function(EngineState engine, FuncType declared, MethodHandle handle, MethodHandles.Lookup user) {
        FuncType type = declared != null ? declared : JavaShapes.funcType(engine.api, handle.type());
        checkFits(engine.api, type, handle.type());
        Signature signature = engine.signature(type);
        MethodHandle fixed = handle.isVarargsCollector() ? handle.asFixedArity() : handle;
        HostBodyClass.FirstArgument first = JavaShapes.wantsCaller(engine.api, handle.type())
                ? HostBodyClass.FirstArgument.CALLER
                : HostBodyClass.FirstArgument.PARAMETER;
        MethodHandle plain = JavaShapes.plain(fixed, user);
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
     * @param declared its type; null for the one that follows from the lambda
     * @param user     sees the interface and the record that is returned, if nobody else does; may be null
     * @throws IllegalArgumentException if no function type corresponds, or the one declared does not
     */
    public static <F> Function lambda(EngineState engine, FuncType declared, Class<F> shape, F lambda,
            MethodHandles.Lookup user) {
        Class<?> ofClass = lambda.getClass();
        if (!HostUse.isKept(user)) {
            return method(engine, declared, JavaShapes.lambda(shape, ofClass, user), user, null).on(lambda);
        }
        Map<HostUse, HostMethod> known = Bindings.of(engine).lambdas(ofClass);
        HostUse use = HostUse.of(shape, user, declared == null ? null : engine.signature(declared));
        HostMethod method = known.get(use);
        if (method == null) {
            method = method(engine, declared, JavaShapes.lambda(shape, ofClass, user), user, known);
            known.put(use, method);
        }
        return method.on(lambda);
    }

    /** The method of a handle whose first argument is the receiver. */
    private static HostMethod method(EngineState engine, FuncType declared, MethodHandle handle, MethodHandles.Lookup user,
            Object owner) {
        MethodType type = handle.type().dropParameterTypes(0, 1);
        FuncType functionType = declared != null ? declared : JavaShapes.funcType(engine.api, type);
        checkFits(engine.api, functionType, type);
        return new HostMethod(engine.signature(functionType), JavaShapes.plain(handle, user),
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
     * @param user sees what nobody else does; may be null
     * @throws IllegalArgumentException if there is none
     */
    public static List<Imported> of(EngineState engine, Object host, MethodHandles.Lookup user) {
        return kept(engine, host, HostUse.of(null, user, null), user, owner -> annotated(engine, host.getClass(), user, owner));
    }

    /**
     * The methods of an interface, on an object that implements it.
     *
     * @param user  sees what nobody else does; may be null
     * @param given whether a method without parameters that returns a class gives what is imported
     */
    public static List<Imported> of(EngineState engine, Class<?> type, Object host, MethodHandles.Lookup user,
            Predicate<Class<?>> given) {
        return kept(engine, host, HostUse.of(type, user, null), user, owner -> {
            MethodHandles.Lookup lookup = UserClasses.lookupIn(type, user);
            List<Imported> methods = new ArrayList<>();
            for (Method method : UserClasses.abstractMethods(type)) {
                MethodHandle handle = UserClasses.unbound(method, lookup);
                methods.add(method.getParameterCount() == 0 && given.test(method.getReturnType())
                        ? new Imported(JavaShapes.importName(method), handle.type(), null, handle.asType(handle.type()
                                .generic()))
                        : imported(engine, method, handle, user, owner));
            }
            return methods;
        });
    }

    /** What is known of the methods of an object, or is found now. What is made keeps what it is made with. */
    private static List<Imported> kept(EngineState engine, Object host, HostUse use, MethodHandles.Lookup user,
            java.util.function.Function<Object, List<Imported>> find) {
        if (!HostUse.isKept(user)) {
            return find.apply(null);
        }
        Map<HostUse, List<Imported>> all = Bindings.of(engine).objects(host.getClass());
        List<Imported> known = all.get(use);
        if (known == null) {
            known = find.apply(all);
            all.put(use, known);
        }
        return known;
    }

    private static List<Imported> annotated(EngineState engine, Class<?> host, MethodHandles.Lookup user, Object owner) {
        List<Imported> found = new ArrayList<>();
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> type = host; type != null; type = type.getSuperclass()) {
            types.add(type);
        }
        for (Class<?> type : List.copyOf(types)) {
            addInterfaces(type, types);
        }
        for (Class<?> type : types) {
            MethodHandles.Lookup lookup = null;
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(WasmImport.class) && !method.isBridge()) {
                    lookup = lookup == null ? UserClasses.lookupIn(type, user) : lookup;
                    Imported made = imported(engine, method, UserClasses.unbound(method, lookup), user, owner);
                    // What a class overrides or implements comes later, and is left out.
                    if (found.stream().noneMatch(made::isSameAs)) {
                        found.add(made);
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(host.getName() + " has no method annotated with @WasmImport" + (types.stream()
                    .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                    .anyMatch(method -> method.isAnnotationPresent(WasmExport.class))
                            ? ": @WasmExport is for methods of interfaces that call exports" : ""));
        }
        return found;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
        for (Class<?> one : type.getInterfaces()) {
            if (all.add(one)) {
                addInterfaces(one, all);
            }
        }
    }

    private static Imported imported(EngineState engine, Method method, MethodHandle handle, MethodHandles.Lookup user,
            Object owner) {
        try {
            return new Imported(JavaShapes.importName(method), handle.type().dropParameterTypes(0, 1),
                    method(engine, null, handle, user, owner), null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the method " + method + " cannot be imported: " + e.getMessage(), e);
        }
    }
}
