package dev.vespula.component.internal.bind;

import java.lang.invoke.MethodHandles;
import java.util.Objects;

/**
 * An object of the user whose methods components call.
 *
 * @param source where it comes from
 * @param type the interface or class that has the methods
 * @param given the lookup that the user gave; null: what can be seen is found out
 */
public record HostObject(HostSource source, Class<?> type, MethodHandles.Lookup given) {

    /**
     * One that exists.
     *
     * @throws IllegalArgumentException if it is not of the type
     */
    public static HostObject of(Object object, Class<?> type, MethodHandles.Lookup given) {
        check(Objects.requireNonNull(object, "object"), type);
        return new HostObject(HostSource.given(object), type, given);
    }

    private static void check(Object object, Class<?> type) {
        if (!type.isInstance(object)) {
            throw new IllegalArgumentException(object.getClass().getName() + " does not implement " + type.getName());
        }
    }

    /** The object in an instantiation. */
    Object in(HostObjects objects) {
        Object object = objects.get(source);
        check(object, type);
        return object;
    }

    UserLookup lookup() {
        return UserLookup.of(type, given);
    }
}
