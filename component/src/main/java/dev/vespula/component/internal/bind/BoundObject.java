package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.GuestResource;

/**
 * What stands behind an object of an {@link ObjectClass}: an exported interface of an instance, or a resource of a guest.
 *
 * @param name what it is, for {@code toString}
 * @param resource null if it is none
 */
record BoundObject(String name, BoundMethod[] methods, GuestResource resource) {

    BoundMethod method(int index) {
        return methods[index];
    }

    /** What the object's {@code close} does. */
    void close() {
        if (resource != null) {
            resource.close();
        }
    }

    @Override
    public String toString() {
        return resource == null ? name : name + " " + resource;
    }
}
