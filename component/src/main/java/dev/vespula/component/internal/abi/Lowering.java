package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.Task;
import dev.vespula.component.types.ResourceType;
import java.util.function.Function;

/** Values on their way into a guest, in one call. CanonicalABI.md, {@code LiftLowerContext}. */
public final class Lowering {
    private static final long MOST_ADDRESS = 0xFFFF_FFFFL;

    final Guest guest;
    private final Function<ResourceType, ResourceClass> resources;
    /** The call for which handles are lent; null for results. */
    final Task task;

    /**
     * Values of the host.
     *
     * @param resources what resource types in their types stand for
     */
    Lowering(Guest guest, Function<ResourceType, ResourceClass> resources, Task task) {
        this.guest = guest;
        this.resources = resources;
        this.task = task;
    }

    /** What a resource type stands for. */
    ResourceClass resource(ResourceType token) {
        return resources.apply(token);
    }

    long allocate(long length, int alignment) {
        return guest.allocate(length, alignment);
    }

    /** Checks a pointer that the guest gave for results. */
    long pointer(long pointer, long length, int alignment) {
        long address = pointer & MOST_ADDRESS;
        if (address % alignment != 0) {
            throw BorderTraps.invalid("unaligned pointer");
        }
        if (!guest.holds(address, length)) {
            throw BorderTraps.invalid("pointer out of bounds of memory");
        }
        return address;
    }
}
