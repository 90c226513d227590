package dev.vespula.component.internal.bind;

import java.lang.invoke.MethodHandles;
import java.util.Objects;

/**
 * An object of the user whose methods components call.
 *
 * @param type the interface or class that has the methods
 * @param given the lookup that the user gave; null: what can be seen is found out
 */
public record HostObject(Object object, Class<?> type, MethodHandles.Lookup given) {

    /** Checks that the object is of the type. */
    public HostObject {
        Objects.requireNonNull(object, "object");
        if (!type.isInstance(object)) {
            throw new IllegalArgumentException(object.getClass().getName() + " does not implement " + type.getName());
        }
    }

    UserLookup lookup() {
        return UserLookup.of(type, given);
    }
}
