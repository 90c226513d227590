package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/** The resources of guests in the values that the host hands over at once: what is given away is handed over only once. */
final class HandedResources {
    private final Function<ResourceType, ResourceClass> types;
    /** Made when there is one. */
    private Map<GuestResource, HandlePlan.Ownership> handed;

    /** For values in whose types resource types stand for these. */
    HandedResources(Function<ResourceType, ResourceClass> types) {
        this.types = types;
    }

    /** What a resource type stands for. */
    ResourceClass type(ResourceType token) {
        return types.apply(token);
    }

    /** Hands a resource over, and says whether that is possible beside what was handed over before. */
    boolean add(GuestResource resource, HandlePlan.Ownership ownership) {
        if (handed == null) {
            handed = new IdentityHashMap<>();
        }
        HandlePlan.Ownership before = handed.put(resource, ownership);
        return before == null || before == HandlePlan.Ownership.BORROW && ownership == HandlePlan.Ownership.BORROW;
    }
}
