package dev.vespula.component.internal.bind;

import dev.vespula.component.ResourceHandle;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;
import java.util.List;

/**
 * A place where a type mentions a resource. Whether a guest or the host implements it is different from instance to instance.
 *
 * @param token what stands for the resource in the type
 * @param java what stands for it in Java
 */
record ResourceUse(ResourceType token, Class<?> java, String place, UserLookup lookup) {

    /** Whether Java has a class of its own for it. */
    boolean isTyped() {
        return java != ResourceHandle.class && java != Object.class;
    }

    /** Compares with what the resource is in an instance, and binds its methods if a guest has it. */
    void check(ResourceClass type, List<String> mismatches) {
        if (type == null || java == Object.class) {
            return;
        }
        if (type.isHost()) {
            if (type.hostClass() != Object.class && !java.isAssignableFrom(type.hostClass())) {
                mismatches.add(place + ": resource " + type + " in WIT, whose objects are of " + type.hostClass().getName()
                        + ", " + java.getName() + " in Java");
            }
            return;
        }
        if (java == ResourceHandle.class) {
            return;
        }
        if (!java.isInterface() || !AutoCloseable.class.isAssignableFrom(java)) {
            mismatches.add(place + ": resource " + type + " of a guest in WIT, " + java.getName()
                    + " in Java: it must be an interface that extends AutoCloseable");
            return;
        }
        try {
            ResourceHome.of(type).bind(lookup.objectClass(java), mismatches);
        } catch (IllegalArgumentException e) {
            mismatches.add(place + ": resource " + type + ": " + e.getMessage());
        }
    }
}
