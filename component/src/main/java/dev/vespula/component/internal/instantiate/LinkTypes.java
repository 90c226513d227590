package dev.vespula.component.internal.instantiate;

import dev.vespula.LinkException;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.CoreModuleType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.types.ExportType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what a component imports with what it is given, while its imports are found one after the other. */
public final class LinkTypes {
    private final Map<ResourceType, ResourceClass> bound = new HashMap<>();

    /** What an imported resource type stands for; null if that is not known yet. */
    public ResourceClass resource(ResourceType token) {
        return bound.get(token);
    }

    /** From now on an imported resource type stands for this. */
    public void bind(ResourceType token, ResourceClass type) {
        bound.put(token, type);
    }

    /**
     * Checks a function that exists.
     *
     * @throws LinkException if it has another type
     */
    public void checkFunction(String path, FunctionType wanted, Callee given) {
        FunctionType type = given.plan().type();
        if (!new TypeMatch(bound::get, given::resource).same(wanted, type)) {
            throw new LinkException("component imports function `" + path + "` of type " + wanted
                    + ", but the given one is of type " + type);
        }
    }

    /**
     * Checks a component or module that exists: its kind, and the names of its imports and exports. Types are compared when it is
     * instantiated, as far as that is core WebAssembly.
     *
     * @throws LinkException if it does not fit
     */
    public void checkStatic(String path, ExternType wanted, Entity given) {
        if (wanted instanceof CoreModuleType type && given instanceof Entity.OfModule module) {
            checkNames(path, "import", names(module.module().imports(), one -> one.module() + "`.`" + one.name()), names(type
                    .imports(), one -> one.module() + "`.`" + one.name()));
            checkNames(path, "export", names(type.exports(), ExportType::name), names(module.module().exports(),
                    ExportType::name));
        } else if (wanted instanceof ComponentType type && given instanceof Entity.OfComponent component) {
            ComponentType actual = component.code().valid().type();
            checkNames(path, "import", actual.imports().keySet(), type.imports().keySet());
            checkNames(path, "export", type.exports().keySet(), actual.exports().keySet());
        } else {
            throw new LinkException("component imports `" + path + "`, but what is given is something else");
        }
    }

    private static <E> Set<String> names(List<E> all, Function<E, String> name) {
        return all.stream().map(name).collect(Collectors.toSet());
    }

    private static void checkNames(String path, String what, Set<String> needed, Set<String> there) {
        for (String name : needed) {
            if (!there.contains(name)) {
                throw new LinkException("component imports `" + path + "`, but what is given does not fit: the " + what + " `"
                        + name + "` is missing");
            }
        }
    }
}
