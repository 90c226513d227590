package dev.vespula.component;

import dev.vespula.Instance;
import dev.vespula.Store;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.abi.LoweredSuspension;
import dev.vespula.component.internal.bind.HostObjects;
import dev.vespula.component.internal.instantiate.Entity;
import dev.vespula.component.internal.instantiate.Instantiation;
import dev.vespula.component.internal.runtime.ResourceClass;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A component whose imports have been found, so that making an instance takes no more than what depends on its store: for one that
 * serves each request with an instance of its own.
 *
 * <pre>{@code
 * record Request(String sender, StringBuilder log) {}
 * interface Log {
 *     void say(String text);
 * }
 *
 * ComponentLinker<Request> requests = new ComponentLinker<>(engine);
 * requests.define("my:app/log@1.2.0", Log.class, PerInstance.of(store -> store.data().log()::append));
 * PreparedComponent<Request> prepared = requests.prepare(component);
 * ...
 * Request request = new Request("alice", new StringBuilder());
 * try (ComponentInstance handler = prepared.instantiate(new Store<>(engine, request))) {
 *     handler.func("handle").call(request.sender());
 * }
 * }</pre>
 *
 * <p>It holds what the {@linkplain ComponentLinker#prepare linker} had when it was made. Immutable; instances may be made in several
 * threads at once, each in a store of its own.
 *
 * @param <T> type of the data of the stores
 */
public final class PreparedComponent<T extends @Nullable Object> {
    private final Component component;
    private final Map<String, PreparedImport<T>> imports;
    /** The resource types of the imports. */
    private final List<ResourceClass> resources;
    private final Consumer<ResourceLeak> leaks;

    PreparedComponent(Component component, Map<String, PreparedImport<T>> imports, List<ResourceClass> resources,
            Consumer<ResourceLeak> leaks) {
        this.component = component;
        this.imports = imports;
        this.resources = resources;
        this.leaks = leaks;
    }

    /** The component. */
    public Component component() {
        return component;
    }

    /**
     * Makes an instance.
     *
     * @throws dev.vespula.LinkException if something that is imported exists in another store
     * @throws dev.vespula.LimitException if there are too many instances within it
     * @throws dev.vespula.Trap   if a start function or a segment traps
     * @throws IllegalArgumentException if component and store belong to different engines
     * @throws RuntimeException what the program throws that makes {@linkplain PerInstance host objects}
     */
    public ComponentInstance instantiate(Store<T> store) {
        return instantiate(new Assembly(store, (module, externs) -> Instance.of(store, module, externs)), store);
    }

    /** Makes an instance, or makes it again as it was in a snapshot. */
    ComponentInstance instantiate(Assembly assembly, Store<T> store) {
        if (store.engine() != component.engine()) {
            throw new IllegalArgumentException("component and store must belong to one engine");
        }
        resources.forEach(assembly::add);
        Map<String, Entity> entities = PreparedImport.all(imports, store, new HostObjects(store));
        try {
            return new ComponentInstance(assembly, component, Instantiation.instantiate(assembly, component.code(), entities),
                    leaks);
        } catch (LoweredSuspension suspension) {
            throw suspension.cannotPause();
        }
    }
}
