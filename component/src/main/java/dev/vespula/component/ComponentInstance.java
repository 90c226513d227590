package dev.vespula.component;

import dev.vespula.Module;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.instantiate.Entity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * An instance of a component, or one that it exports. Belongs to a store. One that owns resources of the host should be closed when it is
 * not wanted any more: what it owns is not destroyed when it is garbage.
 */
public final class ComponentInstance implements AutoCloseable {
    private final Assembly assembly;
    private final Component component;
    private final String name;
    private final Map<String, Entity> exports;

    ComponentInstance(Assembly assembly, Component component, String name, Map<String, Entity> exports) {
        this.assembly = assembly;
        this.component = component;
        this.name = name;
        this.exports = exports;
    }

    Assembly assembly() {
        return assembly;
    }

    /** The component of which the outermost instance was made. */
    Component component() {
        return component;
    }

    Map<String, Entity> entities() {
        return exports;
    }

    /**
     * An exported function.
     *
     * @throws NoSuchElementException if no function is exported under that name
     */
    public ComponentFunc func(String function) {
        return findFunc(function).orElseThrow(() -> missing("function", function));
    }

    /**
     * A function of an exported instance.
     *
     * @param instance name of the export; of an interface with a version, any that is compatible
     * @throws NoSuchElementException if there is none
     */
    public ComponentFunc func(String instance, String function) {
        return instance(instance).func(function);
    }

    /** An exported function, if there is one of that name. */
    public Optional<ComponentFunc> findFunc(String function) {
        return exports.get(function) instanceof Entity.OfFunction found
                ? Optional.of(new ComponentFunc(this, name.isEmpty() ? function : name + "#" + function, found.callee()))
                : Optional.empty();
    }

    /**
     * An exported instance.
     *
     * @param instance name of the export; of an interface with a version, any that is compatible
     * @throws NoSuchElementException if there is none
     */
    public ComponentInstance instance(String instance) {
        return findInstance(instance).orElseThrow(() -> missing("instance", instance));
    }

    /** An exported instance, if there is one of that name. */
    public Optional<ComponentInstance> findInstance(String instance) {
        return VersionedNames.find(exports, instance) instanceof Entity.OfInstance found
                ? Optional.of(new ComponentInstance(assembly, component, instance, found.exports()))
                : Optional.empty();
    }

    /** An exported core module, if there is one of that name. */
    public Optional<Module> findModule(String module) {
        return exports.get(module) instanceof Entity.OfModule found ? Optional.of(found.module()) : Optional.empty();
    }

    /** The exported functions by name, in their order. */
    public Map<String, ComponentFunc> funcs() {
        Map<String, ComponentFunc> funcs = new LinkedHashMap<>();
        exports.keySet().forEach(export -> findFunc(export).ifPresent(func -> funcs.put(export, func)));
        return funcs;
    }

    /** The exported instances by name, in their order. */
    public Map<String, ComponentInstance> instances() {
        Map<String, ComponentInstance> instances = new LinkedHashMap<>();
        exports.forEach((export, entity) -> {
            if (entity instanceof Entity.OfInstance found) {
                instances.put(export, new ComponentInstance(assembly, component, export, found.exports()));
            }
        });
        return instances;
    }

    /**
     * Ends all instances that were made together with this one, at once: those within it, and that which exports it. None of their
     * functions can be called any more, and paused calls cannot go on. Resources of the host that they owned are destroyed, each once,
     * as if the components had dropped them; destructors of the components' own resources do not run. Nothing happens the second time.
     *
     * @throws RuntimeException what the first destructor threw that did; what others threw is {@linkplain Throwable#getSuppressed
     *                          suppressed} in it. All have been called then.
     */
    @Override
    public void close() {
        if (!assembly.isEnded()) {
            assembly.end();
        }
    }

    private NoSuchElementException missing(String what, String wanted) {
        return new NoSuchElementException("no " + what + " `" + wanted + "` is exported" + (name.isEmpty() ? ""
                : " by `" + name + "`") + ": there is " + exports.keySet());
    }
}
