package dev.vespula.component;

import dev.vespula.LinkException;
import dev.vespula.Module;
import dev.vespula.component.internal.instantiate.Entity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An instance that the host defines in a {@link ComponentLinker}: functions, resource types, instances within it.
 *
 * @param <T> type of the data of the stores
 */
public final class LinkerInstance<T> {
    private final String path;
    private final Map<String, LinkerItem<T>> items = new LinkedHashMap<>();

    LinkerInstance(String path) {
        this.path = path;
    }

    Map<String, LinkerItem<T>> items() {
        return items;
    }

    /**
     * Defines a function. Its type is that of the import.
     *
     * @throws LinkException if the name is taken
     */
    public LinkerInstance<T> func(String name, ComponentHostFunction<T> function) {
        return put(name, new LinkerItem.OfFunction<>(Objects.requireNonNull(function, name)));
    }

    /**
     * Defines a function whose result comes later. Its type is that of the import.
     *
     * @throws LinkException if the name is taken
     */
    public LinkerInstance<T> asyncFunc(String name, AsyncComponentHostFunction<T> function) {
        return put(name, new LinkerItem.OfAsyncFunction<>(Objects.requireNonNull(function, name)));
    }

    /**
     * Defines a resource type.
     *
     * @throws LinkException if the name is taken
     */
    public LinkerInstance<T> resource(String name, HostResource resource) {
        return put(name, new LinkerItem.OfResource<>(resource.type()));
    }

    /**
     * An instance within this one; it is made at the first call.
     *
     * @throws LinkException if the name is taken by something else
     */
    public LinkerInstance<T> instance(String name) {
        LinkerItem<T> known = items.get(name);
        if (known instanceof LinkerItem.OfInstance<T> instance) {
            return instance.instance();
        }
        LinkerInstance<T> made = new LinkerInstance<>(path.isEmpty() ? name : path + "/" + name);
        put(name, new LinkerItem.OfInstance<>(made));
        return made;
    }

    /**
     * Defines an instance that exists.
     *
     * @throws LinkException if the name is taken
     */
    public LinkerInstance<T> define(String name, ComponentInstance instance) {
        return put(name, new LinkerItem.OfEntity<>(new Entity.OfInstance(instance.entities())));
    }

    /**
     * Defines a function that exists.
     *
     * @throws LinkException if the name is taken
     */
    public LinkerInstance<T> define(String name, ComponentFunc function) {
        return put(name, new LinkerItem.OfEntity<>(new Entity.OfFunction(function.callee())));
    }

    /**
     * Defines a component.
     *
     * @throws LinkException if the name is taken
     */
    public LinkerInstance<T> define(String name, Component component) {
        return put(name, new LinkerItem.OfEntity<>(new Entity.OfComponent(component.code(), null)));
    }

    /**
     * Defines a core module.
     *
     * @throws LinkException if the name is taken
     */
    public LinkerInstance<T> define(String name, Module module) {
        return put(name, new LinkerItem.OfEntity<>(new Entity.OfModule(module)));
    }

    private LinkerInstance<T> put(String name, LinkerItem<T> item) {
        if (items.putIfAbsent(name, item) != null) {
            throw new LinkException("`" + name + "` is defined twice" + (path.isEmpty() ? "" : " in `" + path + "`"));
        }
        return this;
    }
}
