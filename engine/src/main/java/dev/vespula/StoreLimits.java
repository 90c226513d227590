package dev.vespula;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Fixed limits for a store. Immutable; {@code with} methods return a changed copy. All that a stranger's program needs in one place:
 *
 * <pre>{@code
 * StoreLimits limits = StoreLimits.unlimited().withTotalBytes(64 << 20).withFuel(10_000_000).withTimeout(Duration.ofSeconds(2));
 * try (Store<Session> store = new Store<>(engine, session).limits(limits)) {
 *     linker.instantiate(store, module).func("run").call();
 * }
 * }</pre>
 *
 * <p>As a {@link ResourceLimiter} it decides about sizes and numbers; fuel and time are given by {@link Store#limits}.
 *
 * @param memoryBytes   largest size of each memory in bytes
 * @param tableElements largest size of each table in elements
 * @param arrayBytes    largest size of each garbage-collected array in bytes, a reference counted as four
 * @param objectBytes   most bytes of all objects, see {@link #objectBytes}
 * @param totalBytes    most bytes in the store, see {@link #totalBytes}
 * @param instances     most instances in the store
 * @param memories      most memories in the store
 * @param tables        most tables in the store
 * @param onGrowFailure what a failed growth does
 * @param fuel          the fuel of the store, as an unsigned number; empty if it is to be left as it is
 * @param timeout       how long executions in the store may go on; empty if that is to be left as it is
 */
public record StoreLimits(
        long memoryBytes, long tableElements, long arrayBytes, long objectBytes, long totalBytes, long instances, long memories,
        long tables, GrowFailure onGrowFailure, OptionalLong fuel, Optional<Duration> timeout)
        implements
            ResourceLimiter {

    /** What a failed {@code memory.grow} or {@code table.grow} does. */
    public enum GrowFailure {
        /** The instruction returns -1. */
        RETURNS_MINUS_ONE,
        /** The execution traps with {@link TrapCode#GROWTH_OPERATION_LIMITED}. */
        TRAPS
    }

    /** Checks that no limit but fuel, which has no sign, is negative. */
    public StoreLimits {
        if (memoryBytes < 0 || tableElements < 0 || arrayBytes < 0 || objectBytes < 0 || totalBytes < 0 || instances < 0
                || memories < 0 || tables < 0) {
            throw new IllegalArgumentException("negative store limit");
        }
        if (timeout.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("negative timeout: " + timeout.get());
        }
    }

    /** No limit on sizes, fuel and time; 10,000 instances, memories and tables each. */
    public static StoreLimits unlimited() {
        return new StoreLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 10_000,
                10_000, 10_000, GrowFailure.RETURNS_MINUS_ONE, OptionalLong.empty(), Optional.empty());
    }

    /** A copy with another {@link #memoryBytes}. */
    public StoreLimits withMemoryBytes(long bytes) {
        return with(Limit.MEMORY_BYTES, bytes);
    }

    /** A copy with another {@link #tableElements}. */
    public StoreLimits withTableElements(long elements) {
        return with(Limit.TABLE_ELEMENTS, elements);
    }

    /** A copy with another {@link #arrayBytes}. */
    public StoreLimits withArrayBytes(long bytes) {
        return with(Limit.ARRAY_BYTES, bytes);
    }

    /**
     * A copy with another limit of the bytes of all objects together: structs, arrays, exceptions. A program that would exceed
     * it traps with {@link TrapCode#GROWTH_OPERATION_LIMITED}; those that it does not hold any more are not counted.
     */
    public StoreLimits withObjectBytes(long bytes) {
        return with(Limit.OBJECT_BYTES, bytes);
    }

    /**
     * A copy with another limit of the sum of all bytes in the store: of memories, shared ones included, of tables, a reference
     * counted as four, and of objects. For several stores together there is {@link ByteBudget}.
     */
    public StoreLimits withTotalBytes(long bytes) {
        return with(Limit.TOTAL_BYTES, bytes);
    }

    /** A copy with another {@link #instances}. */
    public StoreLimits withInstances(long count) {
        return with(Limit.INSTANCES, count);
    }

    /** A copy with another {@link #memories}. */
    public StoreLimits withMemories(long count) {
        return with(Limit.MEMORIES, count);
    }

    /** A copy with another {@link #tables}. */
    public StoreLimits withTables(long count) {
        return with(Limit.TABLES, count);
    }

    /** A copy in which a failed growth traps. */
    public StoreLimits withTrapOnGrowFailure() {
        return new StoreLimits(memoryBytes, tableElements, arrayBytes, objectBytes, totalBytes, instances, memories,
                tables, GrowFailure.TRAPS, fuel, timeout);
    }

    /** A copy with fuel: see {@link Store#setFuel}. */
    public StoreLimits withFuel(long units) {
        return new StoreLimits(memoryBytes, tableElements, arrayBytes, objectBytes, totalBytes, instances, memories,
                tables, onGrowFailure, OptionalLong.of(units), timeout);
    }

    /** A copy with a time, which begins when a store gets the limits: see {@link Store#setTimeout}. */
    public StoreLimits withTimeout(Duration time) {
        return new StoreLimits(memoryBytes, tableElements, arrayBytes, objectBytes, totalBytes, instances, memories,
                tables, onGrowFailure, fuel, Optional.of(time));
    }

    /** In the order of the components. */
    private enum Limit {
        MEMORY_BYTES, TABLE_ELEMENTS, ARRAY_BYTES, OBJECT_BYTES, TOTAL_BYTES, INSTANCES, MEMORIES, TABLES
    }

    private StoreLimits with(Limit changed, long value) {
        long[] all = {memoryBytes, tableElements, arrayBytes, objectBytes, totalBytes, instances, memories, tables};
        all[changed.ordinal()] = value;
        return new StoreLimits(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], onGrowFailure, fuel,
                timeout);
    }

    @Override
    public boolean memoryGrowing(long current, long desired, long maximum) {
        return desired <= memoryBytes;
    }

    @Override
    public boolean tableGrowing(long current, long desired, long maximum) {
        return desired <= tableElements;
    }

    @Override
    public boolean arrayAllocating(long bytes) {
        return bytes <= arrayBytes;
    }

    @Override
    public void memoryGrowFailed(String reason) {
        failed(reason);
    }

    @Override
    public void tableGrowFailed(String reason) {
        failed(reason);
    }

    private void failed(String reason) {
        if (onGrowFailure == GrowFailure.TRAPS) {
            throw new Trap(TrapCode.GROWTH_OPERATION_LIMITED, reason);
        }
    }
}
