package dev.vespula.component;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.LinkException;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.instantiate.Entity;
import dev.vespula.component.internal.instantiate.Instantiation;
import dev.vespula.component.types.ExternType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the imports of components by name. Interfaces with versions are found by compatible ones too: {@code a:b/c@1.2.0} serves
 * an import of {@code a:b/c@1.0.3}. Host functions are independent of stores: one linker may serve many. Not thread-safe while
 * definitions are added; instantiating in several threads at once is fine.
 *
 * @param <T> type of the data of the stores
 */
public final class ComponentLinker<T> {
    private final Engine engine;
    private final LinkerInstance<T> root = new LinkerInstance<>("");
    private boolean trapsUnknown;

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

    /** From now on functions that are imported and not defined trap when they are called, instead of being an error. */
    public ComponentLinker<T> defineUnknownImportsAsTraps() {
        trapsUnknown = true;
        return this;
    }

    /**
     * Makes an instance of a component.
     *
     * @throws LinkException      if an import is missing or has another type
     * @throws dev.vespula.Trap   if a start function or a segment traps
     * @throws IllegalArgumentException if component and store belong to different engines
     */
    public ComponentInstance instantiate(Store<T> store, Component component) {
        return instantiate(store, component, new Assembly(store, (module, imports) -> Instance.of(store, module, imports)));
    }

    /** Makes an instance, or makes it again as it was in a snapshot. */
    ComponentInstance instantiate(Store<T> store, Component component, Assembly assembly) {
        if (component.engine() != engine || store.engine() != engine) {
            throw new IllegalArgumentException("component, store and linker must belong to one engine");
        }
        ImportResolution<T> resolution = new ImportResolution<>(store, assembly, component.code().plans(), trapsUnknown);
        Map<String, Entity> imports = new LinkedHashMap<>();
        for (Map.Entry<String, ExternType> wanted : component.imports().entrySet()) {
            LinkerItem<T> item = VersionedNames.find(root.items(), wanted.getKey());
            imports.put(wanted.getKey(), resolution.resolve(wanted.getKey(), wanted.getValue(), item));
        }
        return new ComponentInstance(assembly, component, "", Instantiation.instantiate(assembly, component.code(), imports));
    }
}
