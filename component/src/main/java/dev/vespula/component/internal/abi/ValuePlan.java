package dev.vespula.component.internal.abi;

import dev.vespula.types.NumType;
import java.util.List;

/**
 * How values of one type are passed: made once for a type, used for all calls. Plans know no instance. CanonicalABI.md, "Lifting
 * and Lowering".
 */
public abstract class ValuePlan {
    private final List<NumType> flat;
    private final int size;
    private final int alignment;

    ValuePlan(Place place) {
        this.flat = place.flat();
        this.size = place.size();
        this.alignment = place.alignment();
    }

    /**
     * Where values of a type are.
     *
     * @param flat the core values that it becomes; {@link Flattening#LIMIT} of them stand for any number
     * @param size in a memory, in bytes
     * @param alignment in a memory, in bytes
     */
    record Place(List<NumType> flat, int size, int alignment) {}

    /** The core values that it becomes. */
    final List<NumType> flat() {
        return flat;
    }

    /** Bytes in a memory. */
    final int size() {
        return size;
    }

    /** Alignment in a memory, in bytes. */
    final int alignment() {
        return alignment;
    }

    /**
     * Refuses a Java value that is none of the type, before anything is lowered.
     *
     * @throws IllegalArgumentException naming the place within the value
     */
    abstract void check(Object value, ValuePath path);

    /** Reads a value from core values. */
    abstract Object lift(Lifting from, FlatValues values);

    /** Reads a value from a memory, at an address that was checked. */
    abstract Object load(Lifting from, long address);

    /** Writes a value to core values. */
    abstract void lower(Lowering to, Object value, FlatValues values);

    /** Writes a value to a memory, at an address that was checked. */
    abstract void store(Lowering to, Object value, long address);
}
