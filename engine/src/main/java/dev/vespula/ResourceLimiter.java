package dev.vespula;

/**
 * Decides whether memories and tables of a store may be made and grow, and how many there may be. Asked at creation and
 * at every growth, before fuel is charged and before anything is allocated.
 *
 * <p>Returning {@code false} lets {@code memory.grow} and {@code table.grow} answer -1; throwing (for instance
 * {@code new Trap(TrapCode.GROWTH_OPERATION_LIMITED)}) ends the execution, and whatever is thrown reaches the caller of the
 * Wasm function as it is. {@link StoreLimits} is a ready-made one.
 *
 * <p>While it is asked, nothing in the store can grow or be made: that is an {@link IllegalStateException}, which leaves the
 * limiter, and so the execution, unless it is caught. Of a shared memory that grows in several threads, it may be asked again
 * about the same growth with another size.
 *
 * <pre>{@code
 * store.limiter(new ResourceLimiter() {
 *     @Override
 *     public boolean memoryGrowing(long current, long desired, long maximum) {
 *         return desired <= 64 << 20;
 *     }
 *
 *     @Override
 *     public boolean tableGrowing(long current, long desired, long maximum) {
 *         return desired <= 10_000;
 *     }
 * });
 * }</pre>
 */
public interface ResourceLimiter {
    /**
     * May a memory grow?
     *
     * @param current its size in bytes; 0 when it is made
     * @param desired its size afterwards, in bytes
     * @param maximum its declared maximum in bytes, or -1
     */
    boolean memoryGrowing(long current, long desired, long maximum);

    /**
     * May a table grow?
     *
     * @param current its size in elements; 0 when it is made
     * @param desired its size afterwards, in elements
     * @param maximum its declared maximum in elements, or -1
     */
    boolean tableGrowing(long current, long desired, long maximum);

    /**
     * May an array of a garbage-collected type be made? If not, the execution traps.
     *
     * @param bytes its size; a reference counts as four
     */
    default boolean arrayAllocating(long bytes) {
        return true;
    }

    /** A growth of a memory failed for the given reason; may throw to make it a trap. */
    default void memoryGrowFailed(String reason) {}

    /** A growth of a table failed for the given reason; may throw to make it a trap. */
    default void tableGrowFailed(String reason) {}

    /**
     * How many bytes of objects the store may hold: of structs, arrays and exceptions, each counted as HotSpot usually stores it
     * (16 bytes and 4 for each reference and 8 for each 64 bits of numbers, for instance). Objects that the store does not hold any
     * more do not count; they are looked for when the limit is reached. A program whose objects take more than 15/16 of it
     * traps with {@link TrapCode#GROWTH_OPERATION_LIMITED}.
     */
    default long objectBytes() {
        return Long.MAX_VALUE;
    }

    /**
     * How many bytes the store may hold in all: of its memories, shared ones included, of its tables, a reference counted as
     * four, and of its objects. Asked whenever more is wanted; what would exceed it is refused as if by the other methods.
     */
    default long totalBytes() {
        return Long.MAX_VALUE;
    }

    /** How many instances the store may hold. */
    default long instances() {
        return 10_000;
    }

    /** How many memories the store may hold. */
    default long memories() {
        return 10_000;
    }

    /** How many tables the store may hold. */
    default long tables() {
        return 10_000;
    }
}
