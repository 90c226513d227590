package dev.vespula.component.internal.abi;

import dev.vespula.Trap;
import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.internal.runtime.Lends;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;
import java.util.function.Function;

/** Values on their way out of a guest, in one call. CanonicalABI.md, {@code LiftLowerContext}. */
public final class Lifting {
    /** The most bytes that a string or list may have. */
    public static final long MOST_BYTES = (1 << 28) - 1;
    private static final long MOST_ADDRESS = 0xFFFF_FFFFL;

    final Guest guest;
    private final Function<ResourceType, ResourceClass> resources;
    private final Meter meter;
    private Lends lends;

    /**
     * Values for the host.
     *
     * @param resources what resource types in their types stand for
     */
    Lifting(Guest guest, Function<ResourceType, ResourceClass> resources, Meter meter) {
        this.guest = guest;
        this.resources = resources;
        this.meter = meter;
    }

    /** What a resource type stands for. */
    ResourceClass resource(ResourceType token) {
        return resources.apply(token);
    }

    /** Those that are lent for the call; made when there is one. */
    Lends lends() {
        if (lends == null) {
            lends = new Lends();
        }
        return lends;
    }

    /** The result was delivered: what was lent is given back. */
    public void delivered() {
        if (lends != null) {
            lends.end();
        }
    }

    /** Pays for bytes of the host's heap, before they are allocated. */
    void charge(long bytes) {
        meter.charge(bytes);
    }

    /** What lies at a pointer is not within the memory, or too long. */
    static Trap outside(String what) {
        return BorderTraps.invalid(what + " pointer/length out of bounds of memory");
    }

    /**
     * Checks a pointer to something.
     *
     * @return the address
     */
    long pointer(long pointer, long length, int alignment, String what) {
        long address = pointer & MOST_ADDRESS;
        if (length > MOST_BYTES) {
            throw outside(what);
        }
        if (address % alignment != 0) {
            throw BorderTraps.invalid("unaligned pointer");
        }
        if (!guest.holds(address, length)) {
            throw outside(what);
        }
        return address;
    }
}
