package dev.vespula;

import dev.vespula.internal.builtins.EngineBuiltins;
import dev.vespula.internal.instantiate.Instantiation;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.typed.InterfaceExports;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/** An instance of a module in a store. */
public final class Instance {
    private final ModuleInstance instance;

    private Instance(ModuleInstance instance) {
        this.instance = instance;
        instance.handle = this;
    }

    /**
     * Instantiates a module with its imports in order; {@link Linker} finds them by name instead. Runs the start
     * function.
     *
     * @throws LinkException  if number or types of the imports are wrong
     * @throws LimitException if the store holds too many instances, memories or tables
     * @throws Trap           if a segment does not fit or the start function traps; effects up to there remain
     * @throws WasmThrown     if the start function throws an exception; effects up to there remain
     */
    public static Instance of(Store<?> store, Module module, List<? extends Extern> imports) {
        return instantiate(store, module, EngineBuiltins.complete(store.state(), module.code(), raw(store, imports)));
    }

    static Object[] raw(Store<?> store, List<? extends Extern> externs) {
        Object[] raw = new Object[externs.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = store.state().engine.api.raw(externs.get(i));
        }
        return raw;
    }

    static Instance instantiate(Store<?> store, Module module, Object[] imports) {
        if (module.engine() != store.engine()) {
            throw new IllegalArgumentException("the module belongs to another engine than the store");
        }
        store.state().acquire();
        try {
            return of(Instantiation.instantiate(store.state(), module.code(), imports));
        } finally {
            store.state().release();
        }
    }

    ModuleInstance raw() {
        return instance;
    }

    static Instance of(ModuleInstance instance) {
        return instance.handle != null ? (Instance) instance.handle : new Instance(instance);
    }

    /** The module that it was made of. */
    public Module module() {
        return (Module) instance.module.handle;
    }

    /** The store in which it is. */
    public Store<?> store() {
        return (Store<?>) instance.store.handle;
    }

    /**
     * Calls the function that is exported as {@code _initialize}, if there is one. Toolchains make it for libraries (reactors, in the
     * words of WASI), and want it to be called once, before everything else:
     *
     * <pre>{@code
     * Instance library = linker.instantiate(otherStore, module).initialize();
     * }</pre>
     *
     * @return this instance
     * @throws LinkException    if it is no function without parameters and results
     * @throws Trap             if it traps
     * @throws RuntimeException whatever a host function threw
     */
    public Instance initialize() {
        Optional<Extern> found = export("_initialize");
        if (found.isPresent()) {
            if (!(found.get() instanceof Func func) || !func.type().params().isEmpty() || !func.type().results().isEmpty()) {
                throw new LinkException("the export \"_initialize\" is no function without parameters and results but "
                        + found.get());
            }
            func.call();
        }
        return this;
    }

    /** The exports by name, in the order of the module. */
    public Map<String, Extern> exports() {
        Map<String, Extern> exports = new LinkedHashMap<>();
        instance.module.exports().keySet().forEach(name -> exports.put(name, export(instance, name).orElseThrow()));
        return exports;
    }

    /** An export. */
    public Optional<Extern> export(String name) {
        return export(instance, name);
    }

    static Optional<Extern> export(ModuleInstance instance, String name) {
        Integer export = instance.module.exports().get(name);
        return export == null ? Optional.empty() : Optional.of((Extern) instance.store.engine.api.of(instance.exported(
                export)));
    }

    /**
     * An exported function.
     *
     * @throws NoSuchElementException if no function is exported under that name
     */
    public Func func(String name) {
        return expect(Func.class, "function", name, export(name));
    }

    /**
     * An exported memory.
     *
     * @throws NoSuchElementException if no memory is exported under that name
     */
    public Memory memory(String name) {
        return expect(Memory.class, "memory", name, export(name));
    }

    /**
     * An exported table.
     *
     * @throws NoSuchElementException if no table is exported under that name
     */
    public Table table(String name) {
        return expect(Table.class, "table", name, export(name));
    }

    /**
     * An exported global.
     *
     * @throws NoSuchElementException if no global is exported under that name
     */
    public Global global(String name) {
        return expect(Global.class, "global", name, export(name));
    }

    /**
     * An exported tag.
     *
     * @throws NoSuchElementException if no tag is exported under that name
     */
    public Tag tag(String name) {
        return expect(Tag.class, "tag", name, export(name));
    }

    /**
     * The exports as a Java interface, called without boxing:
     *
     * <pre>{@code
     * interface Calculator {
     *     int add(int a, int b);
     *
     *     @WasmExport("mul64")
     *     long multiply(long a, long b);
     *
     *     Memory memory();
     *
     *     Instance instance();
     * }
     *
     * Calculator calculator = instance.exports(Calculator.class);
     * int sum = calculator.add(2, 3);
     * }</pre>
     *
     * <p>Each abstract method calls the exported function of its name (or of the name in {@link WasmExport}). {@code int}
     * or {@code boolean} stand for i32, {@code long} for i64, {@code float}, {@code double}, {@link V128}, classes for
     * references; several results are a record or an {@code Object[]}. A method without parameters that returns
     * {@link Memory}, {@link Global}, {@link Table} or {@link Tag} gives the export of that kind, and one that returns {@link Func} a
     * function that takes anything or returns something else. A method without parameters and annotation that returns {@link Instance}
     * gives this instance, whatever its name. Default methods stay as they are.
     *
     * <p>If engine and interface are in one module, as they are on the class path, the interface may have any visibility;
     * else it must be public in an exported package, or {@link #exports(MethodHandles.Lookup, Class)} be used.
     *
     * @throws NoSuchElementException   if an export is missing
     * @throws IllegalArgumentException if a method does not fit its export, or the interface is not accessible
     */
    public <I> I exports(Class<I> type) {
        return InterfaceExports.of(instance, type, null);
    }

    /**
     * The exports as a Java interface that is not public or in a package that is not exported: as {@link #exports(Class)}.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the interface
     */
    public <I> I exports(MethodHandles.Lookup lookup, Class<I> type) {
        return InterfaceExports.of(instance, type, Objects.requireNonNull(lookup, "lookup"));
    }

    static <E extends Extern> E expect(Class<E> kind, String word, String name, Optional<Extern> found) {
        if (found.isEmpty()) {
            throw new NoSuchElementException("no export named " + PrintableName.quoted(name));
        }
        Extern extern = found.get();
        if (!kind.isInstance(extern)) {
            throw new NoSuchElementException("the export " + PrintableName.quoted(name) + " is not a " + word + " but a "
                    + extern);
        }
        return kind.cast(extern);
    }
}
