package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.GuestResource;
import dev.vespula.component.internal.abi.HandleShape;
import dev.vespula.component.internal.abi.ValuePath;

/**
 * Interfaces and classes of the user, for resources. A guest's resource is an object that we make, a host's is the user's own.
 *
 * @param type the interface or class
 */
record HandleClass(Class<?> type, UserLookup lookup) implements HandleShape {
    /** The object, what is behind it, and what tells when it is forgotten. */
    private static final int BYTES = 256;

    @Override
    public int bytes() {
        return BYTES;
    }

    @Override
    public Object resource(Object value, ValuePath path) {
        if (value instanceof GuestResource) {
            return value;
        }
        if (!type.isInstance(value)) {
            throw path.wrong(value, type.getSimpleName());
        }
        BoundObject bound = ObjectClass.behind(value);
        return bound != null && bound.resource() != null ? bound.resource() : value;
    }

    @Override
    public Object value(Object resource) {
        return resource instanceof GuestResource guest
                ? ResourceHome.of(guest.type()).object(lookup.objectClass(type), guest) : resource;
    }
}
