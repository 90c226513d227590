package dev.vespula.component.internal.instantiate;

import dev.vespula.LinkException;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.CoreModuleType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.ResourceType;
import java.util.HashMap;
import java.util.Map;

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
     * Checks a component or module that exists.
     *
     * @throws LinkException if it is something else
     */
    public void checkStatic(String path, ExternType wanted, Entity given) {
        boolean fits = wanted instanceof CoreModuleType ? given instanceof Entity.OfModule
                : given instanceof Entity.OfComponent;
        if (!fits) {
            throw new LinkException("component imports `" + path + "`, but what is given is something else");
        }
    }
}
