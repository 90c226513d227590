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
    final Words words;
    private final Function<ResourceType, ResourceClass> resources;
    /** The call for which handles are lent; null for results. */
    final Task task;

    /**
     * Values of the host, or of another guest.
     *
     * @param resources what resource types in their types stand for
     */
    Lowering(Guest guest, Lifting.Receiver giver, Function<ResourceType, ResourceClass> resources, Task task) {
        this.guest = guest;
        this.resources = resources;
        this.words = giver == Lifting.Receiver.GUEST ? Words.BETWEEN_GUESTS : Words.WITH_HOST;
        this.task = task;
    }

    /** Whether they come from another guest. */
    boolean isOfGuest() {
        return words == Words.BETWEEN_GUESTS;
    }

    /** What a resource type stands for. */
    ResourceClass resource(ResourceType token) {
        return resources.apply(token);
    }

    long allocate(long length, int alignment, String what) {
        return guest.allocate(length, alignment, words, what);
    }

    long reallocate(long address, long length, int alignment, long wanted) {
        return guest.reallocate(address, length, alignment, wanted, words, "string");
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
