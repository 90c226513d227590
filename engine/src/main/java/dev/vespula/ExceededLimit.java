package dev.vespula;

/**
 * What a module or a program wanted more of than it may have: see {@link WasmException#exceededLimit}.
 *
 * <pre>{@code
 * try {
 *     instance.func("run").call();
 * } catch (WasmException e) {
 *     if (e.exceededLimit().filter(limit -> limit == ExceededLimit.MEMORY).isPresent()) {
 *         System.out.println("it needs more memory");
 *     }
 * }
 * }</pre>
 */
public enum ExceededLimit {
    /** Work: the store's fuel is used up. {@link TrapCode#OUT_OF_FUEL}. */
    FUEL,
    /** Time: a timeout or an epoch deadline of the store has passed. {@link TrapCode#DEADLINE_EXCEEDED}. */
    TIME,
    /**
     * Bytes: of memories, tables or objects, whether the store or the JVM does not allow them ({@link TrapCode#GROWTH_OPERATION_LIMITED},
     * {@link TrapCode#OUT_OF_SYSTEM_MEMORY}), a snapshot is larger than a store may be, or a guest has no room for what its host gives it
     * ({@link AllocationException}).
     */
    MEMORY,
    /** The depth of calls. {@link TrapCode#STACK_OVERFLOW}. */
    CALL_STACK,
    /** The number of resources of the host that are in use. {@link TrapCode#TOO_MANY_RESOURCES}. */
    RESOURCES,
    /** The number of instances in a store, {@link StoreLimits#withInstances}. {@link LimitException}. */
    INSTANCES,
    /** The number of memories that instances of a store define, {@link StoreLimits#withMemories}. {@link LimitException}. */
    MEMORIES,
    /** The number of tables that instances of a store define, {@link StoreLimits#withTables}. {@link LimitException}. */
    TABLES,
    /** What a module may be. {@link LimitException}. */
    MODULE
}
