package dev.vespula.component.internal.instantiate;

import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TypeBound;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What resource types stand for while types of components are compared: those that are wanted stand for those that are given. A
 * component type within others has its own, and knows those around it.
 */
final class ResourceIdentities {
    private final Function<ResourceType, Object> around;
    private final Map<ResourceType, Object> own = new HashMap<>();

    /** @param around what is known already; null for a resource type that is not */
    ResourceIdentities(Function<ResourceType, Object> around) {
        this.around = around;
    }

    /** Those of a component type within. */
    ResourceIdentities within() {
        return new ResourceIdentities(this::known);
    }

    private Object known(ResourceType type) {
        Object known = own.get(type);
        return known != null ? known : around.apply(type);
    }

    /** What a resource type stands for: itself, if nothing is known. */
    Object of(ResourceType type) {
        Object known = known(type);
        return known != null ? known : type;
    }

    /** The resource types that come with imports or exports stand for themselves. */
    void fix(Iterable<ExternType> types) {
        for (ExternType type : types) {
            if (type instanceof InstanceType instance) {
                fix(instance.exports().values());
            } else if (type instanceof TypeBound.OfResource bound && known(bound.type()) == null) {
                own.put(bound.type(), bound.type());
            }
        }
    }

    /** Puts a given resource type where one is wanted, if that is not another one already. */
    boolean bind(ResourceType given, ResourceType wanted) {
        Object known = known(wanted);
        if (known == null) {
            own.put(wanted, of(given));
            return true;
        }
        return known == of(given);
    }
}
