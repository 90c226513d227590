package dev.vespula.component;

import dev.vespula.LinkException;
import dev.vespula.Module;
import dev.vespula.component.internal.bind.HostObject;
import dev.vespula.component.internal.instantiate.Entity;
import dev.vespula.component.internal.runtime.ResourceClass;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An instance that the host defines in a {@link ComponentLinker}: functions, resource types, instances within it.
 *
 * <pre>{@code
 * LinkerInstance<Void> log = linker.instance("my:app/log@1.0.0");
 * log.func("say", (call, args) -> {
 *     System.out.println(args[0]);
 *     return null;
 * });
 * }</pre>
 *
 * @param <T> type of the data of the stores
 */
public final class LinkerInstance<T extends @Nullable Object> {
    private final String path;
    private final Map<String, LinkerItem<T>> items = new LinkedHashMap<>();
    private final List<HostObject> hosts = new ArrayList<>();
    private final Map<String, ResourceClass> resources = new HashMap<>();
    private final Map<String, LinkerInstance<T>> nested = new HashMap<>();

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
        instance.findHomes();
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

    /**
     * Defines whatever is not defined otherwise by the methods of an object.
     *
     * @see ComponentLinker#define(String, Class, Object)
     */
    public <I> LinkerInstance<T> define(Class<I> type, I host) {
        hosts.add(HostObject.of(host, type, null));
        return this;
    }

    /**
     * As {@link #define(Class, Object)}, with an interface that is not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the interface and what it mentions
     */
    public <I> LinkerInstance<T> define(MethodHandles.Lookup lookup, Class<I> type, I host) {
        hosts.add(HostObject.of(host, type, Objects.requireNonNull(lookup, "lookup")));
        return this;
    }

    /**
     * Defines whatever is not defined otherwise by the methods of an object that is made for each instance.
     *
     * @see ComponentLinker#define(String, Class, PerInstance)
     */
    public <I> LinkerInstance<T> define(Class<I> type, PerInstance<T, ? extends I> host) {
        hosts.add(new HostObject(host.source(), type, null));
        return this;
    }

    /**
     * As {@link #define(Class, PerInstance)}, with an interface that is not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the interface and what it mentions
     */
    public <I> LinkerInstance<T> define(MethodHandles.Lookup lookup, Class<I> type, PerInstance<T, ? extends I> host) {
        hosts.add(new HostObject(host.source(), type, Objects.requireNonNull(lookup, "lookup")));
        return this;
    }

    /**
     * Defines whatever is not defined otherwise by the public methods of an object, whatever its class.
     *
     * @throws IllegalArgumentException if it is something of this API that has a method of its own here
     */
    public LinkerInstance<T> define(Object host) {
        if (host instanceof ComponentFunc || host instanceof ComponentInstance || host instanceof HostResource
                || host instanceof PerInstance) {
            throw new IllegalArgumentException("what is defined by " + host + " needs a name or a type");
        }
        hosts.add(HostObject.of(host, host.getClass(), null));
        return this;
    }

    /** The objects that define whatever is not defined otherwise. */
    List<HostObject> hosts() {
        return hosts;
    }

    /** The resource type for objects of a class: the same for all components, so that they can pass resources on. */
    synchronized ResourceClass typedResource(String name, Class<?> type) {
        return resources.computeIfAbsent(name, each -> ResourceClass.ofHost(name, type, LinkerInstance::close, null));
    }

    private static void close(Object object) {
        if (object instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a resource could not be closed: " + e.getMessage(), e);
            }
        }
    }

    /** The instance that an object of one of the objects defines: the same for all components. */
    synchronized LinkerInstance<T> nested(String name, HostObject host) {
        LinkerInstance<T> known = nested.get(name);
        if (known == null || known.hosts.get(0).source() != host.source()) {
            known = new LinkerInstance<>(path.isEmpty() ? name : path + "/" + name);
            known.hosts.add(host);
            nested.put(name, known);
        }
        return known;
    }

    /**
     * Whether all of another instance can be defined here, too.
     *
     * @throws LinkException if a name is taken, here or in an instance within that both have
     */
    void checkFree(LinkerInstance<T> other) {
        other.items.forEach((name, item) -> {
            LinkerItem<T> known = items.get(name);
            if (known instanceof LinkerItem.OfInstance<T> here && item instanceof LinkerItem.OfInstance<T> there) {
                here.instance().checkFree(there.instance());
            } else if (known != null) {
                throw new LinkException(twice(name) + "; nothing of the other linker was defined");
            }
        });
    }

    /** Defines what another instance has, which {@linkplain #checkFree is free} here. */
    void add(LinkerInstance<T> other) {
        other.items.forEach((name, item) -> {
            if (item instanceof LinkerItem.OfInstance<T> there) {
                instance(name).add(there.instance());
            } else {
                put(name, item);
            }
        });
        hosts.addAll(other.hosts);
        addResources(other.typedResources());
    }

    private synchronized Map<String, ResourceClass> typedResources() {
        return new HashMap<>(resources);
    }

    /** Components of both linkers can then pass resources on to one another. */
    private synchronized void addResources(Map<String, ResourceClass> others) {
        others.forEach(resources::putIfAbsent);
    }

    private LinkerInstance<T> put(String name, LinkerItem<T> item) {
        if (items.putIfAbsent(name, item) != null) {
            throw new LinkException(twice(name));
        }
        return this;
    }

    private String twice(String name) {
        return "`" + name + "` is defined twice" + (path.isEmpty() ? "" : " in `" + path + "`");
    }
}
