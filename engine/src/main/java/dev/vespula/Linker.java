package dev.vespula;

import dev.vespula.internal.builtins.EngineBuiltins;
import dev.vespula.internal.instantiate.ImportDefinition;
import dev.vespula.internal.load.MissingImports;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.typed.HostHandles;
import dev.vespula.types.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the imports of modules by name. Host functions defined by type are independent of stores: one linker may serve
 * many. Not thread-safe while definitions are added; instantiating in several threads at once is fine. Nobody is asked for what the
 * engine gives itself, see {@link Config#with(BuiltinSet)}.
 *
 * @param <T> type of the data of the stores
 */
public final class Linker<T extends @Nullable Object> {
    private final Engine engine;
    private final Map<Name, ImportDefinition> definitions;
    private boolean shadowing;
    private ImportResolver fallback;

    /** An empty linker. */
    public Linker(Engine engine) {
        this(engine, new LinkedHashMap<>());
    }

    private Linker(Engine engine, Map<Name, ImportDefinition> definitions) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.definitions = definitions;
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** An independent linker with the same definitions. */
    public Linker<T> copy() {
        Linker<T> copy = new Linker<>(engine, new LinkedHashMap<>(definitions));
        copy.shadowing = shadowing;
        copy.fallback = fallback;
        return copy;
    }

    /** From now on a definition replaces an earlier one of the same name instead of being an error. */
    public Linker<T> allowShadowing() {
        shadowing = true;
        return this;
    }

    // ---- definitions

    /**
     * Defines something that exists in a store; modules that import it can be instantiated in that store only.
     *
     * @throws LinkException if the name is taken
     */
    public Linker<T> define(String module, String name, Extern extern) {
        return put(new Name(module, name), existing(module, name, extern));
    }

    private ImportDefinition existing(String module, String name, Extern extern) {
        return new ImportDefinition.Existing(engine.state().api.raw(given(module, name, extern)));
    }

    /**
     * Defines a shared memory, for all stores.
     *
     * @throws LinkException if the name is taken
     */
    public Linker<T> define(String module, String name, SharedMemory memory) {
        return put(new Name(module, name), new ImportDefinition.Shared(given(module, name, memory).content()));
    }

    /**
     * Defines a host function.
     *
     * @throws LinkException if the name is taken
     */
    public Linker<T> func(String module, String name, FuncType type, HostFunction<T> function) {
        return body(module, name, type, new Caller.Lambda<>(given(module, name, function)));
    }

    /**
     * Defines a host function of whatever type an import of the name has:
     *
     * <pre>{@code
     * linker.func("env", "log", (caller, args) -> System.out.println(args.i32(0)));
     * }</pre>
     *
     * <p>It has no type before it is linked; {@link HostArgs} says which it is called with.
     *
     * @throws LinkException if the name is taken
     */
    public Linker<T> func(String module, String name, HostFunction<T> function) {
        HostBody body = new Caller.Lambda<>(given(module, name, function));
        return put(new Name(module, name), new ImportDefinition.HostOfAnyType(body));
    }

    /**
     * Defines a host function whose results come later, for {@link Func#callAsync}. In any other call it suspends a
     * resumable one and fails the rest.
     *
     * @throws LinkException if the name is taken
     */
    public Linker<T> asyncFunc(String module, String name, FuncType type, AsyncHostFunction<T> function) {
        return func(module, name, type, new HostSuspension.Asynchronous<>(given(module, name, function)));
    }

    /**
     * Defines a host function that calls a method handle, without boxing; its type follows from the handle's as for
     * {@link Func#wrap(Store, MethodHandle)}.
     *
     * @throws LinkException            if the name is taken
     * @throws IllegalArgumentException if no function type corresponds
     */
    public Linker<T> func(String module, String name, MethodHandle handle) {
        return function(module, name, HostHandles.function(engine.state(), null, given(module, name, handle), null));
    }

    /**
     * As {@link #func(String, String, MethodHandle)}, for a handle that returns a record which is not public or in a package that is
     * not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the record
     */
    public Linker<T> func(MethodHandles.Lookup lookup, String module, String name, MethodHandle handle) {
        return function(module, name, HostHandles.function(engine.state(), null, given(module, name, handle),
                Objects.requireNonNull(lookup, "lookup")));
    }

    /**
     * Defines a host function of a given type that calls a method handle; for types that do not follow from the
     * handle's.
     *
     * @throws LinkException            if the name is taken
     * @throws IllegalArgumentException if the handle does not fit the type
     */
    public Linker<T> func(String module, String name, FuncType type, MethodHandle handle) {
        return function(module, name, HostHandles.function(engine.state(), Objects.requireNonNull(type, "type"),
                given(module, name, handle), null));
    }

    /**
     * As {@link #func(String, String, FuncType, MethodHandle)}, for a handle that returns a record which is not public or in a package
     * that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the record
     */
    public Linker<T> func(MethodHandles.Lookup lookup, String module, String name, FuncType type, MethodHandle handle) {
        return function(module, name, HostHandles.function(engine.state(), Objects.requireNonNull(type, "type"),
                given(module, name, handle), Objects.requireNonNull(lookup, "lookup")));
    }

    /**
     * Defines a host function that calls a typed lambda, without boxing:
     *
     * <pre>{@code
     * linker.func("env", "add", IntBinaryOperator.class, (a, b) -> a + b);
     * }</pre>
     *
     * @param shape a functional interface of the JDK or your own; its method may have a {@link Caller} in front
     * @throws LinkException            if the name is taken
     * @throws IllegalArgumentException if no function type corresponds
     */
    public <F> Linker<T> func(String module, String name, Class<F> shape, F lambda) {
        return function(module, name, HostHandles.lambda(engine.state(), null, shape, given(module, name, lambda), null));
    }

    /**
     * As {@link #func(String, String, Class, Object)}, for interfaces and records that are not public or in a package that is not
     * exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see them
     */
    public <F> Linker<T> func(MethodHandles.Lookup lookup, String module, String name, Class<F> shape, F lambda) {
        return function(module, name, HostHandles.lambda(engine.state(), null, shape, given(module, name, lambda),
                Objects.requireNonNull(lookup, "lookup")));
    }

    /**
     * Defines a host function of a given type that calls a typed lambda; for types that do not follow from the lambda's:
     *
     * <pre>{@code
     * FuncType type = FuncType.of(FUNCREF).returning(I32);
     * linker.func("env", "known", type, ToIntFunction.class, any -> any == null ? 0 : 1);
     * }</pre>
     *
     * @throws LinkException            if the name is taken
     * @throws IllegalArgumentException if the lambda does not fit the type
     */
    public <F> Linker<T> func(String module, String name, FuncType type, Class<F> shape, F lambda) {
        return function(module, name, HostHandles.lambda(engine.state(), Objects.requireNonNull(type, "type"), shape,
                given(module, name, lambda), null));
    }

    /**
     * As {@link #func(String, String, FuncType, Class, Object)}, for interfaces and records that are not public or in a package that is
     * not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see them
     */
    public <F> Linker<T> func(MethodHandles.Lookup lookup, String module, String name, FuncType type, Class<F> shape,
            F lambda) {
        return function(module, name, HostHandles.lambda(engine.state(), Objects.requireNonNull(type, "type"), shape,
                given(module, name, lambda), Objects.requireNonNull(lookup, "lookup")));
    }

    /**
     * Defines every method of an object that is annotated with {@link WasmImport}, in its class, a superclass or an interface:
     *
     * <pre>{@code
     * class Host {
     *     @WasmImport("log")
     *     void log(Caller<?> caller, int address, int length) { ... }
     * }
     *
     * linker.define("env", new Host());
     * }</pre>
     *
     * @throws LinkException            if a name is taken; nothing of the object is defined then, nor after any other failure
     * @throws IllegalArgumentException if no method is annotated, or one is not accessible or of an impossible type
     */
    public Linker<T> define(String module, Object host) {
        return methods(module, HostHandles.of(engine.state(), host, null), host);
    }

    /**
     * As {@link #define(String, Object)}, for methods, classes and records that are not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see them
     */
    public Linker<T> define(MethodHandles.Lookup lookup, String module, Object host) {
        return methods(module, HostHandles.of(engine.state(), host, Objects.requireNonNull(lookup, "lookup")), host);
    }

    /**
     * Defines every abstract method of an interface, by its name or the one in {@link WasmImport}:
     *
     * <pre>{@code
     * interface Clock {
     *     long now();
     *
     *     @WasmImport("sleep_ms")
     *     void sleep(int millis);
     * }
     * class SystemClock implements Clock {
     *     public long now() {
     *         return System.nanoTime();
     *     }
     *
     *     public void sleep(int millis) { ... }
     * }
     *
     * linker.define("clock", Clock.class, new SystemClock());
     * }</pre>
     *
     * <p>A method without parameters that returns a {@link Memory}, {@link SharedMemory}, {@link Global}, {@link Table} or {@link Tag} is
     * called now, once, and what it returns is defined.
     *
     * @throws LinkException            if a name is taken; nothing of the object is defined then, nor after any other failure
     * @throws IllegalArgumentException if the interface is not accessible, or a method is of an impossible type
     */
    public <I> Linker<T> define(String module, Class<I> type, I host) {
        return methods(module, HostHandles.of(engine.state(), type, given(type, host), null, Linker::isObject), host);
    }

    /**
     * As {@link #define(String, Class, Object)}, for interfaces and records that are not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see them
     */
    public <I> Linker<T> define(MethodHandles.Lookup lookup, String module, Class<I> type, I host) {
        return methods(module, HostHandles.of(engine.state(), type, given(type, host),
                Objects.requireNonNull(lookup, "lookup"), Linker::isObject), host);
    }

    private static <I> I given(Class<I> type, I host) {
        return Objects.requireNonNull(host, () -> "null was given for " + type.getName());
    }

    private Linker<T> methods(String module, List<HostHandles.Imported> methods, Object host) {
        List<Definition> added = new ArrayList<>();
        for (HostHandles.Imported method : methods) {
            Object object = method.of(host);
            added.add(new Definition(new Name(module, method.name()),
                    method.getter() == null ? hosted(method.on(host))
                            : object instanceof SharedMemory memory ? new ImportDefinition.Shared(memory.content())
                            : existing(module, method.name(), (Extern) object)));
        }
        return putAll(added, host.getClass().getName());
    }

    /** Whether what a method of an interface returns is what is imported, and not the result of a function. */
    private static boolean isObject(Class<?> type) {
        return type == SharedMemory.class || type == Memory.class || type == Global.class || type == Table.class
                || type == Tag.class;
    }

    private Linker<T> function(String module, String name, HostHandles.Function function) {
        return put(new Name(module, name), hosted(function));
    }

    private static ImportDefinition hosted(HostHandles.Function function) {
        return new ImportDefinition.Host(function.signature(), function.body());
    }

    private Linker<T> body(String module, String name, FuncType type, HostBody body) {
        return put(new Name(module, name), new ImportDefinition.Host(engine.state().signature(type), body));
    }

    /**
     * Defines all exports of an instance under a module name.
     *
     * @throws LinkException if a name is taken; nothing is defined then
     */
    public Linker<T> instance(String module, Instance instance) {
        List<Definition> added = new ArrayList<>();
        instance.exports().forEach((name, extern) -> added.add(new Definition(new Name(module, name),
                existing(module, name, extern))));
        return putAll(added, "the instance");
    }

    /**
     * Defines all that another linker defines now, for linkers that are put together of parts. The other's {@link #fallback} stays
     * with it.
     *
     * @throws LinkException if a name is taken; nothing is defined then
     * @throws IllegalArgumentException if the other linker belongs to another engine
     */
    public Linker<T> defineAll(Linker<? super T> other) {
        if (other.engine != engine) {
            throw new IllegalArgumentException("both linkers must belong to one engine");
        }
        List<Definition> added = new ArrayList<>();
        other.definitions.forEach((name, definition) -> added.add(new Definition(name, definition)));
        return putAll(added, "the other linker");
    }

    /**
     * Makes all present definitions of a module name available under another one too.
     *
     * @throws LinkException if a name is taken; nothing is defined then
     */
    public Linker<T> aliasModule(String module, String as) {
        List<Definition> added = new ArrayList<>();
        definitions.forEach((name, definition) -> {
            if (name.module().equals(module)) {
                added.add(new Definition(new Name(as, name.name()), definition));
            }
        });
        return putAll(added, "the alias");
    }

    /**
     * Defines every imported function of a module that has no definition yet as one that traps with
     * {@link TrapCode#UNKNOWN_IMPORT} when it is called.
     */
    public Linker<T> defineUnknownImportsAsTraps(Module module) {
        module.imports().forEach(wanted -> {
            Name name = new Name(wanted.module(), wanted.name());
            if (wanted.type() instanceof FuncType type && !definitions.containsKey(name)) {
                body(name.module(), name.name(), type, (frame, function) -> {
                    throw new Trap(TrapCode.UNKNOWN_IMPORT, "unknown import: `" + name + "` has not been defined");
                });
            }
        });
        return this;
    }

    /**
     * Asks a resolver for the imports that have no definition, each time a module is instantiated, prepared or restored from a snapshot.
     * What it gives is checked as a definition is. It replaces an earlier one; null for none.
     *
     * <p>What a {@linkplain #prepare prepared} module was given exists in a store: it makes instances in that store only.
     */
    public Linker<T> fallback(@Nullable ImportResolver resolver) {
        fallback = resolver;
        return this;
    }

    /** What is to be defined, which must not be null: that would only be noticed in a call. */
    private static <E> E given(String module, String name, E extern) {
        if (extern == null) {
            throw new NullPointerException("null was given for `" + PrintableName.of(module, name) + "`");
        }
        return extern;
    }

    private Linker<T> put(Name name, ImportDefinition definition) {
        if (definitions.putIfAbsent(name, definition) != null) {
            if (!shadowing) {
                throw new LinkException(duplicate(name));
            }
            definitions.put(name, definition);
        }
        return this;
    }

    private static String duplicate(Name name) {
        return "encountered duplicate definition with name `" + name + "`";
    }

    /** Defines all or, if a name is taken, nothing. */
    private Linker<T> putAll(List<Definition> added, String of) {
        if (!shadowing) {
            Set<Name> taken = new HashSet<>(definitions.keySet());
            for (Definition definition : added) {
                if (!taken.add(definition.name())) {
                    throw new LinkException(duplicate(definition.name()) + "; nothing of " + of + " was defined");
                }
            }
        }
        added.forEach(definition -> definitions.put(definition.name(), definition.content()));
        return this;
    }

    // ---- use

    /** Whether a name is defined. */
    public boolean isDefined(String module, String name) {
        return definitions.containsKey(new Name(module, name));
    }

    /**
     * What a name stands for; a host function is made in the given store.
     *
     * @throws IllegalStateException if it is a host function that takes its type from an import
     */
    public Optional<Extern> get(Store<T> store, String module, String name) {
        ImportDefinition definition = definitions.get(new Name(module, name));
        return definition == null ? Optional.empty() : Optional.of((Extern) engine.state().api.of(definition.in(store
                .state())));
    }

    /** The run-time object that stands for an import in a store; null if nothing does. */
    Object raw(StoreState store, ModuleCode module, ModuleCode.ImportName wanted) {
        ImportDefinition definition = find(module, wanted);
        return definition == null ? null : definition.in(store);
    }

    /**
     * Instantiates a module and runs its start function.
     *
     * @throws LinkException  if an import is missing or has another type
     * @throws LimitException if the store holds too many instances, memories or tables
     * @throws Trap           if a segment does not fit or the start function traps; effects up to there remain
     * @throws WasmThrown     if the start function throws an exception; effects up to there remain
     * @throws IllegalArgumentException if the module belongs to another engine than the store
     */
    public Instance instantiate(Store<? extends T> store, Module module) {
        return new Prepared<T>(module, resolve(module.code())).instantiate(store);
    }

    /**
     * Finds the imports of a module once, for making many instances of it: each then takes neither lookups by name nor
     * anything else that is the same every time.
     *
     * <pre>{@code
     * Prepared<Session> prepared = linker.prepare(module);
     * ...
     * Instance instance = prepared.instantiate(new Store<>(engine, session));
     * }</pre>
     *
     * <p>What the linker defines later has no effect on it. Types of host functions and of what exists in a store are checked now,
     * those of shared memories when an instance is made.
     *
     * @throws LinkException            if an import is missing or has another type
     * @throws IllegalArgumentException if the module belongs to another engine
     */
    public Prepared<T> prepare(Module module) {
        if (module.engine() != engine) {
            throw new IllegalArgumentException("the module belongs to another engine than the linker");
        }
        ModuleCode code = module.code();
        ImportDefinition[] found = resolve(code);
        for (int i = 0; i < found.length; i++) {
            found[i].check(code, code.imports()[i]);
        }
        return new Prepared<>(module, found);
    }

    private ImportDefinition[] resolve(ModuleCode code) {
        ModuleCode.ImportName[] names = code.imports();
        ImportDefinition[] found = new ImportDefinition[names.length];
        List<ModuleCode.ImportName> missing = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            found[i] = find(code, names[i]);
            if (found[i] == null) {
                missing.add(names[i]);
            }
        }
        if (!missing.isEmpty()) {
            throw MissingImports.exception(code, missing);
        }
        return found;
    }

    /** What stands for an import; null if nothing does. */
    private ImportDefinition find(ModuleCode code, ModuleCode.ImportName wanted) {
        ImportDefinition own = EngineBuiltins.find(code, wanted);
        if (own != null) {
            return own;
        }
        ImportDefinition definition = definitions.get(new Name(wanted.module(), wanted.name()));
        if (definition != null) {
            return definition.linkedTo(code, wanted);
        }
        Extern given = fallback == null ? null
                : fallback.resolve(wanted.module(), wanted.name(), ExternTypes.declared(code, wanted.kind(), wanted.index()));
        return given == null ? null : new ImportDefinition.Existing(engine.state().api.raw(given));
    }

    /** One of several that are defined together. */
    private record Definition(Name name, ImportDefinition content) {}

    /** Comparable, so that a table with many names of a module that collide stays fast. */
    private record Name(String module, String name) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int order = name.compareTo(other.name);
            return order != 0 ? order : module.compareTo(other.module);
        }

        /** Written out, as {@link #hashCode}: the generated forms build method handles at first use, 10 ms of a start. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Name that && name.equals(that.name) && module.equals(that.module);
        }

        @Override
        public int hashCode() {
            return 31 * module.hashCode() + name.hashCode();
        }

        @Override
        public String toString() {
            return PrintableName.of(module, name);
        }
    }
}
