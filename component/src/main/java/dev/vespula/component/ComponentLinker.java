package dev.vespula.component;

import dev.vespula.Engine;
import dev.vespula.LinkException;
import dev.vespula.Module;
import dev.vespula.Store;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the imports of components by name. Interfaces with versions are found by compatible ones too: {@code a:b/c@1.2.0} serves
 * an import of {@code a:b/c@1.0.3}. Host functions are independent of stores: one linker may serve many. Not thread-safe while
 * definitions are added; preparing and instantiating in several threads at once is fine.
 *
 * @param <T> type of the data of the stores
 */
public final class ComponentLinker<T extends @Nullable Object> {
    private final Engine engine;
    private final LinkerInstance<T> root = new LinkerInstance<>("");
    private boolean trapsUnknown;
    private Consumer<ResourceLeak> leaks;

    /** An empty linker. */
    public ComponentLinker(Engine engine) {
        this.engine = engine;
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** What is defined with plain names. */
    public LinkerInstance<T> root() {
        return root;
    }

    /** An instance with a name, usually that of an interface; it is made at the first call. */
    public LinkerInstance<T> instance(String name) {
        return root.instance(name);
    }

    /**
     * Defines a function with a plain name. Its type is that of the import.
     *
     * @throws LinkException if the name is taken
     */
    public ComponentLinker<T> func(String name, ComponentHostFunction<T> function) {
        root.func(name, function);
        return this;
    }

    /**
     * Defines a function with a plain name whose result comes later. Its type is that of the import.
     *
     * @throws LinkException if the name is taken
     */
    public ComponentLinker<T> asyncFunc(String name, AsyncComponentHostFunction<T> function) {
        root.asyncFunc(name, function);
        return this;
    }

    /**
     * Defines an instance; components that import it can be instantiated in its store only.
     *
     * @throws LinkException if the name is taken
     */
    public ComponentLinker<T> define(String name, ComponentInstance instance) {
        root.define(name, instance);
        return this;
    }

    /**
     * Defines a component, for those that import one.
     *
     * @throws LinkException if the name is taken
     */
    public ComponentLinker<T> define(String name, Component component) {
        root.define(name, component);
        return this;
    }

    /**
     * Defines a core module, for components that import one.
     *
     * @throws LinkException if the name is taken
     */
    public ComponentLinker<T> define(String name, Module module) {
        root.define(name, module);
        return this;
    }

    /**
     * Defines what a component imports by the methods of an object: those of a world, or, if the interface has a {@link WitName}, those
     * of the WIT interface of that name.
     *
     * @see #define(String, Class, Object)
     */
    public <I> ComponentLinker<T> define(Class<I> type, I host) {
        of(type).define(type, host);
        return this;
    }

    private LinkerInstance<T> of(Class<?> type) {
        WitName said = type.getAnnotation(WitName.class);
        return said == null ? root : instance(said.value());
    }

    /**
     * Defines an interface by the methods of an object:
     *
     * <pre>{@code
     * enum Level { INFO, ERROR }
     * class Missing extends Exception {
     *     private final int line;
     *
     *     Missing(int line) { this.line = line; }
     *
     *     int payload() { return line; }
     * }
     * interface Log {
     *     void say(Level level, String text);
     *
     *     String read(int line) throws Missing;
     * }
     *
     * componentLinker.define("my:app/log@1.2.0", Log.class, new Log() {
     *     public void say(Level level, String text) { System.out.println(level + " " + text); }
     *
     *     public String read(int line) throws Missing { throw new Missing(line); }
     * });
     * }</pre>
     *
     * <p>Names and types correspond as for {@link ComponentInstance#exports(Class)}. They are compared when a component is
     * instantiated, that wants the interface. A method may have a {@link HostCall} in front. Where the result of a function is a
     * {@code result}, errors are thrown: a {@link WitException}, or the exception that the method declares. Whatever else a method
     * throws ends the call, and reaches whoever made it, as it is.
     *
     * <p>A resource is an interface or class within this one that has its name, or whatever the methods take and return for it. Its
     * methods are called on the objects themselves, and {@code close()} when a component drops the last handle that owns one, if they
     * are {@link AutoCloseable}. A method {@code newFile} makes them for {@code [constructor]file}.
     *
     * @throws IllegalArgumentException if the object does not implement the interface
     */
    public <I> ComponentLinker<T> define(String name, Class<I> type, I host) {
        instance(name).define(type, host);
        return this;
    }

    /**
     * As {@link #define(String, Class, Object)}, with an interface that is not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the interface and what it mentions
     */
    public <I> ComponentLinker<T> define(MethodHandles.Lookup lookup, String name, Class<I> type, I host) {
        instance(name).define(lookup, type, host);
        return this;
    }

    /**
     * Defines what a component imports by the methods of an object that is made for each instance: those of a world, or, if the
     * interface has a {@link WitName}, those of the WIT interface of that name.
     *
     * @see #define(String, Class, PerInstance)
     */
    public <I> ComponentLinker<T> define(Class<I> type, PerInstance<T, ? extends I> host) {
        of(type).define(type, host);
        return this;
    }

    /**
     * Defines an interface by the methods of an object that is made for each instance of a component: so one linker serves many
     * stores, and what one of them has is never seen by another. Else as {@link #define(String, Class, Object)}.
     */
    public <I> ComponentLinker<T> define(String name, Class<I> type, PerInstance<T, ? extends I> host) {
        instance(name).define(type, host);
        return this;
    }

    /**
     * As {@link #define(String, Class, PerInstance)}, with an interface that is not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the interface and what it mentions
     */
    public <I> ComponentLinker<T> define(MethodHandles.Lookup lookup, String name, Class<I> type,
            PerInstance<T, ? extends I> host) {
        instance(name).define(lookup, type, host);
        return this;
    }

    /**
     * Defines an interface by the public methods of an object, whatever its class.
     *
     * @see #define(String, Class, Object)
     */
    public ComponentLinker<T> define(String name, Object host) {
        instance(name).define(host);
        return this;
    }

    /**
     * Defines all that another linker defines now, for linkers that are put together of parts. Instances that both have are made one.
     * Who is told of leaks, and whether unknown imports trap, stays as it is.
     *
     * @throws LinkException if a name is taken; nothing is defined then
     * @throws IllegalArgumentException if the other linker belongs to another engine
     */
    public ComponentLinker<T> defineAll(ComponentLinker<T> other) {
        if (other.engine != engine) {
            throw new IllegalArgumentException("both linkers must belong to one engine");
        }
        root.checkFree(other.root);
        root.add(other.root);
        return this;
    }

    /** From now on functions that are imported and not defined trap when they are called, instead of being an error. */
    public ComponentLinker<T> defineUnknownImportsAsTraps() {
        trapsUnknown = true;
        return this;
    }

    /**
     * Says who is told of resources that the program forgot, instead of the log ({@code dev.vespula.component}, a warning for each). It
     * is called in a thread of its own, some time after the object that stood for the resource was collected. What it throws is
     * ignored.
     */
    public ComponentLinker<T> onLeak(Consumer<ResourceLeak> listener) {
        leaks = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Makes an instance of a component. Whoever makes many of them {@linkplain #prepare prepares} the component once.
     *
     * @throws LinkException      if an import is missing or has another type
     * @throws dev.vespula.LimitException if there are too many instances within it
     * @throws dev.vespula.Trap   if a start function or a segment traps
     * @throws IllegalArgumentException if component and store belong to different engines
     */
    public ComponentInstance instantiate(Store<T> store, Component component) {
        return prepare(component).instantiate(store);
    }

    /**
     * Finds the imports of a component, to make instances of it afterwards in any number of stores. What is defined later does not
     * change it.
     *
     * @throws LinkException      if an import is missing or has another type
     * @throws IllegalArgumentException if the component belongs to another engine
     */
    public PreparedComponent<T> prepare(Component component) {
        if (component.engine() != engine) {
            throw new IllegalArgumentException("component and linker must belong to one engine");
        }
        ImportResolution<T> resolution = new ImportResolution<>(component.code().plans(), trapsUnknown);
        Map<String, PreparedImport<T>> imports = resolution.resolve("", component.imports(), root);
        return new PreparedComponent<>(component, imports, resolution.resources(), leaks);
    }
}
