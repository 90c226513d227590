package dev.vespula.component;

import dev.vespula.LinkException;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.internal.abi.FunctionPlan;
import dev.vespula.component.internal.abi.HostCallee;
import dev.vespula.component.internal.abi.Plans;
import dev.vespula.component.internal.bind.HostMethod;
import dev.vespula.component.internal.bind.HostObjects;
import dev.vespula.component.internal.instantiate.Entity;
import dev.vespula.component.internal.instantiate.LinkTypes;
import dev.vespula.component.internal.names.VersionedNames;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.CoreModuleType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TypeBound;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds what stands for the imports of a component, in the order of the imports: resource types come before who uses them. */
final class ImportResolution<T> {
    private final Plans plans;
    private final boolean trapsUnknown;
    private final LinkTypes types = new LinkTypes();
    private final Set<ResourceClass> resources = new LinkedHashSet<>();

    ImportResolution(Plans plans, boolean trapsUnknown) {
        this.plans = plans;
        this.trapsUnknown = trapsUnknown;
    }

    /** The resource types that were found, in their order. */
    List<ResourceClass> resources() {
        return List.copyOf(resources);
    }

    /**
     * What stands for all imports, or for all that an import is made of.
     *
     * @param path what comes before each name
     * @throws LinkException if something does not fit
     */
    Map<String, PreparedImport<T>> resolve(String path, Map<String, ExternType> wanted, LinkerInstance<T> given) {
        Map<String, LinkerItem<T>> items = new LinkedHashMap<>();
        wanted.keySet().forEach(name -> items.put(name, VersionedNames.find(given.items(), name)));
        if (!given.hosts().isEmpty()) {
            new HostItems<>(given, plans, types).add(path, wanted, items);
        }
        Map<String, PreparedImport<T>> found = new LinkedHashMap<>();
        wanted.forEach((name, type) -> found.put(name, resolve(path + name, type, items.get(name))));
        return found;
    }

    private static void check(String path, List<String> mismatches) {
        if (!mismatches.isEmpty()) {
            throw HostItems.unfit(path, mismatches);
        }
    }

    /**
     * What stands for an import.
     *
     * @param path its name, and those around it
     * @param item what the linker has; null for nothing
     * @throws LinkException if it does not fit
     */
    private PreparedImport<T> resolve(String path, ExternType wanted, LinkerItem<T> item) {
        if (wanted instanceof FunctionType type) {
            return function(path, type, item);
        }
        if (wanted instanceof InstanceType type) {
            return instance(path, type, item);
        }
        if (wanted instanceof TypeBound.OfResource bound) {
            return PreparedImport.of(new Entity.OfResource(resource(path, bound, item)));
        }
        if (wanted instanceof TypeBound) {
            return PreparedImport.of(new Entity.OfType());
        }
        if (!(item instanceof LinkerItem.OfEntity<T> given)) {
            throw missing(path, item, wanted instanceof CoreModuleType ? "module" : "component");
        }
        types.checkStatic(path, wanted, given.entity());
        return PreparedImport.of(given.entity());
    }

    private PreparedImport<T> function(String path, FunctionType type, LinkerItem<T> item) {
        if (item instanceof LinkerItem.OfEntity<T> given && given.entity() instanceof Entity.OfFunction existing) {
            types.checkFunction(path, type, existing.callee());
            return PreparedImport.of(existing);
        }
        if (item instanceof LinkerItem.OfFunction<T> host) {
            return host(plans.of(type), (store, objects) -> (call, args) -> host.call(new HostCall<>(store,
                    new LinkedCall(call)),
                    args));
        }
        if (item instanceof LinkerItem.OfAsyncFunction<T> host) {
            return host(plans.of(type), (store, objects) -> {
                HostCallee.AsyncBody body = (call, args) -> host.call(new HostCall<>(store, new LinkedCall(call)),
                        args);
                return body.pending();
            });
        }
        if (item instanceof LinkerItem.OfMethod<T> typed) {
            HostMethod method = typed.method();
            check(path, method.check(types::resource));
            return host(method.plan(), (store, objects) -> {
                Object receiver = method.receiver(objects);
                return (call, args) -> method.call(receiver, new HostCall<>(store, new LinkedCall(call)), args);
            });
        }
        if (item == null && trapsUnknown) {
            return host(plans.of(type), (store, objects) -> (call, args) -> {
                throw new Trap(TrapCode.UNKNOWN_IMPORT, "unknown import: `" + path + "` has not been defined");
            });
        }
        throw missing(path, item, "function");
    }

    /** What a function of the host does in a store. */
    private interface Bodies<T> {
        HostCallee.Body in(Store<T> store, HostObjects objects);
    }

    private PreparedImport<T> host(FunctionPlan plan, Bodies<T> bodies) {
        Function<ResourceType, ResourceClass> tokens = types::resource;
        return (store, objects) -> new Entity.OfFunction(new HostCallee(plan, tokens, bodies.in(store, objects)));
    }

    private PreparedImport<T> instance(String path, InstanceType type, LinkerItem<T> item) {
        Map<String, PreparedImport<T>> found = new LinkedHashMap<>();
        if (item instanceof LinkerItem.OfEntity<T> given && given.entity() instanceof Entity.OfInstance existing) {
            type.exports().forEach((name, wanted) -> {
                Entity entity = existing.exports().get(name);
                found.put(name, resolve(path + "#" + name, wanted, entity == null ? null : new LinkerItem.OfEntity<>(entity)));
            });
        } else if (item instanceof LinkerItem.OfInstance<T> host) {
            found.putAll(resolve(path + "#", type.exports(), host.instance()));
        } else if (item == null && (trapsUnknown || type.exports().values().stream().allMatch(TypeBound.class::isInstance))) {
            type.exports().forEach((name, wanted) -> found.put(name, resolve(path + "#" + name, wanted, null)));
        } else {
            throw missing(path, item, "instance");
        }
        return (store, objects) -> new Entity.OfInstance(PreparedImport.all(found, store, objects));
    }

    private ResourceClass resource(String path, TypeBound.OfResource bound, LinkerItem<T> item) {
        ResourceClass given = item instanceof LinkerItem.OfResource<T> host ? host.type()
                : item instanceof LinkerItem.OfEntity<T> entity && entity.entity() instanceof Entity.OfResource existing
                        ? existing.type()
                : null;
        ResourceClass known = types.resource(bound.type());
        if (given == null && known == null && item == null && trapsUnknown) {
            given = ResourceClass.ofHost(path, Object.class, object -> {}, null);
        }
        if (given == null && (known == null || item != null)) {
            throw missing(path, item, "resource");
        }
        if (known != null && given != null && known != given) {
            throw new LinkException("component imports resource `" + path + "`, for which another one is given than for the"
                    + " type that it is equal to: mismatched resource types");
        }
        ResourceClass found = known != null ? known : given;
        types.bind(bound.type(), found);
        resources.add(found);
        return found;
    }

    private static LinkException missing(String path, LinkerItem<?> item, String wanted) {
        return new LinkException("component imports " + wanted + " `" + path + "`, " + (item == null
                ? "but a matching implementation was not found in the linker"
                : "but what is defined under that name is something else"));
    }
}
