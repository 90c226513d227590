package dev.vespula.component.internal.instantiate;

import dev.vespula.LinkException;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.text.TypeText;
import dev.vespula.component.types.ComponentType;
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
            throw new LinkException("component imports function `" + path + "` of type " + TypeText.of(wanted)
                    + ", but the given one is of type " + TypeText.of(type));
        }
    }

    /**
     * Checks a component or module that exists: what it imports must be offered, and what it exports be what is wanted.
     *
     * @throws LinkException if it does not fit
     */
    public void checkStatic(String path, ExternType wanted, Entity given) {
        ComponentTypeMatch match = new ComponentTypeMatch(bound::get);
        String reason;
        if (wanted instanceof CoreModuleType type && given instanceof Entity.OfModule of) {
            reason = match.mismatch(new CoreModuleType(of.module().imports(), of.module().exports()), type);
        } else if (wanted instanceof ComponentType type && given instanceof Entity.OfComponent component) {
            reason = match.mismatch(component.code().valid().type(), type);
        } else {
            throw new LinkException("component imports `" + path + "`, but what is given is something else");
        }
        if (reason != null) {
            throw new LinkException("component imports `" + path + "`, but what is given does not fit: " + reason);
        }
    }
}
