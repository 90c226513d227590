package dev.vespula.component;

import dev.vespula.Module;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.bind.InstanceExports;
import dev.vespula.component.internal.bind.ResourceHome;
import dev.vespula.component.internal.bind.TypedExports;
import dev.vespula.component.internal.instantiate.Entity;
import dev.vespula.component.internal.names.VersionedNames;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An instance of a component, or one that it exports. Belongs to a store. One that owns resources of the host should be closed when it is
 * not wanted any more, or its {@linkplain dev.vespula.Store#close store}: what it owns is not destroyed when it is garbage.
 */
public final class ComponentInstance implements AutoCloseable {
    private final Assembly assembly;
    private final Component component;
    private final String name;
    private final Map<String, Entity> exports;
    /** The instance of a component that exports this one, or itself. */
    private final ComponentInstance root;
    /** Is told of resources that are not closed; null for the log. */
    private final Consumer<ResourceLeak> leaks;
    private boolean hasHomes;

    ComponentInstance(Assembly assembly, Component component, Map<String, Entity> exports, Consumer<ResourceLeak> leaks) {
        this.assembly = assembly;
        this.component = component;
        this.name = "";
        this.exports = exports;
        this.root = this;
        this.leaks = leaks;
    }

    private ComponentInstance(String name, Map<String, Entity> exports, ComponentInstance root) {
        this.assembly = root.assembly;
        this.component = root.component;
        this.name = name;
        this.exports = exports;
        this.root = root;
        this.leaks = root.leaks;
    }

    /** Finds where the functions of the resource types are that the component exports. */
    void findHomes() {
        if (!root.hasHomes) {
            ResourceHome.find(root.exports, leaks);
            root.hasHomes = true;
        }
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
                ? Optional.of(new ComponentInstance(instance, found.exports(), root))
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
                instances.put(export, new ComponentInstance(export, found.exports(), root));
            }
        });
        return instances;
    }

    /**
     * Ends all instances that were made together with this one, at once: those within it, and that which exports it. None of their
     * functions can be called any more, and paused calls cannot go on; a call that is under way goes on without handles, and is the
     * last. Resources of the host that they owned are destroyed, each once, as if the components had dropped them; destructors of the
     * components' own resources do not run. Nothing happens the second time.
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

    /**
     * The exports as a Java interface:
     *
     * <pre>{@code
     * record Item(String name, long price) {}
     * enum Problem { UNKNOWN, SOLD_OUT }
     * interface Shop {
     *     List<Item> find(String word);
     *
     *     @WitError(Problem.class)
     *     Item order(String name, int count);
     * }
     *
     * Shop shop = componentInstance.instance("my:app/shop@1.0.0").exports(Shop.class);
     * Item first = shop.find("tea").get(0);
     * }</pre>
     *
     * <p>Each abstract method calls the function of its name, {@code getSize} the function {@code get-size} ({@link WitName} has the
     * rules, and says other names). A constructor {@code [constructor]file} is the method {@code newFile}, and
     * {@code [static]file.merge} is {@code fileMerge}. A method without parameters that returns an interface gives an exported instance:
     * the one that {@link WitName} on the method or the interface names, or whose last part is the method's name. A method without
     * parameters that returns {@code ComponentInstance} gives the instance whose exports these are. Default methods stay as they are.
     *
     * <p>Which Java types stand for which types of WIT is in {@code docs/components.md}. An error of a function whose result is a
     * {@code result} is thrown: a {@link WitException}, or the exception that the method declares. A resource is an interface that
     * extends {@link AutoCloseable}; its methods are those of the resource. Whoever owns one closes it: a second time nothing
     * happens, afterwards every method throws an {@link IllegalStateException}, and one that is forgotten is reported
     * ({@link ComponentLinker#onLeak}).
     *
     * <p>An interface with a {@link WitName} stands for the exported instance of that name if this is the instance of a component.
     * What must be visible is as for {@link dev.vespula.Instance#exports(Class)}.
     *
     * @throws IllegalArgumentException if something does not fit or is missing, with a line for each place; or if the interface is
     *                                  not accessible
     */
    public <I> I exports(Class<I> type) {
        return typed(type, null);
    }

    /**
     * The exports as a Java interface that is not public or in a package that is not exported: as {@link #exports(Class)}.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the interface and what it mentions
     */
    public <I> I exports(MethodHandles.Lookup lookup, Class<I> type) {
        return typed(type, Objects.requireNonNull(lookup, "lookup"));
    }

    private <I> I typed(Class<I> type, MethodHandles.Lookup lookup) {
        WitName said = type.getAnnotation(WitName.class);
        if (said != null && root == this) {
            return findInstance(said.value()).orElseThrow(() -> new IllegalArgumentException(type.getName() + " stands for `"
                    + said
                            .value() + "`, which is not exported: there is " + exports.keySet())).typed(type, lookup);
        }
        findHomes();
        return TypedExports.of(new InstanceExports(name, exports, (export, found) -> found == exports ? this
                : new ComponentInstance(export, found, root)), type, lookup);
    }

    private NoSuchElementException missing(String what, String wanted) {
        return new NoSuchElementException("no " + what + " `" + wanted + "` is exported" + (name.isEmpty() ? ""
                : " by `" + name + "`") + ": there is " + exports.keySet());
    }
}
