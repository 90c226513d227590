package dev.vespula.component.internal.bind;

import dev.vespula.component.ResourceLeak;
import dev.vespula.component.internal.abi.GuestResource;
import dev.vespula.component.internal.instantiate.Entity;
import dev.vespula.component.internal.runtime.ResourceClass;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The exported instance that has the functions of a guest's resource type, and what was bound to them. */
public final class ResourceHome {
    private final Map<String, Entity> exports;
    private final String name;
    private final Consumer<ResourceLeak> leaks;
    private final Map<ObjectClass, BoundMethod[]> bound = new HashMap<>();

    private ResourceHome(Map<String, Entity> exports, String name, Consumer<ResourceLeak> leaks) {
        this.exports = exports;
        this.name = name;
        this.leaks = leaks;
    }

    /**
     * Finds the homes of all resource types that an instance exports.
     *
     * @param leaks is told of resources that are not closed; null for the log
     */
    public static void find(Map<String, Entity> exports, Consumer<ResourceLeak> leaks) {
        exports.forEach((name, entity) -> {
            if (entity instanceof Entity.OfInstance instance) {
                find(instance.exports(), leaks);
            } else if (entity instanceof Entity.OfResource resource && resource.type() != null && !resource.type().isHost()
                    && (resource.type().home() == null || !((ResourceHome) resource.type().home()).hasMethods())) {
                resource.type().setName(name);
                resource.type().setHome(new ResourceHome(exports, name, leaks == null ? LeakWatch::log : leaks));
            }
        });
    }

    /** The home of a resource type, which may be nowhere. */
    static ResourceHome of(ResourceClass type) {
        if (type.home() == null) {
            type.setHome(new ResourceHome(Map.of(), type.name(), LeakWatch::log));
        }
        return (ResourceHome) type.home();
    }

    private boolean hasMethods() {
        return exports.keySet().stream().anyMatch(export -> name.equals(FunctionName.of(export).resource()));
    }

    /** Binds the methods of an interface, and notes what does not fit. */
    BoundMethod[] bind(ObjectClass type, List<String> mismatches) {
        BoundMethod[] known = bound.get(type);
        if (known != null) {
            return known;
        }
        List<Method> methods = type.methods();
        BoundMethod[] made = new BoundMethod[methods.size()];
        // The methods may mention the resource themselves.
        bound.put(type, made);
        int before = mismatches.size();
        ExportedFunctions functions = new ExportedFunctions(exports, name);
        for (int i = 0; i < made.length; i++) {
            Method method = methods.get(i);
            made[i] = method.getName().equals("close") && method.getParameterCount() == 0
                    ? BoundMethod.closing(MethodType.methodType(method.getReturnType()))
                    : functions.bind(type.type(), method, type.owner(), mismatches);
        }
        if (mismatches.size() > before) {
            bound.remove(type);
        }
        return made;
    }

    /** An object for a resource. */
    Object object(ObjectClass type, GuestResource resource) {
        BoundMethod[] methods = bound.get(type);
        if (methods == null) {
            List<String> mismatches = new ArrayList<>();
            methods = bind(type, mismatches);
            if (!mismatches.isEmpty()) {
                throw new IllegalStateException(String.join("\n", mismatches));
            }
        }
        Object object = type.make(new BoundObject(type.type().getSimpleName(), methods, resource));
        if (resource.isOwned()) {
            LeakWatch.watch(object, type.type(), resource, leaks);
        }
        return object;
    }
}
