package dev.vespula.udf.internal.task;

import dev.vespula.ResourceLimiter;

/** Limits memories, and remembers that it did: a guest whose allocator fails traps with anything. */
final class GuestLimiter implements ResourceLimiter {
    private static final long TABLE_ELEMENTS = 1 << 20;

    private final long memoryBytes;
    private boolean hasRefused;

    GuestLimiter(long memoryBytes) {
        this.memoryBytes = memoryBytes;
    }

    @Override
    public boolean memoryGrowing(long current, long desired, long maximum) {
        boolean fits = desired <= memoryBytes;
        hasRefused |= !fits;
        return fits;
    }

    @Override
    public boolean tableGrowing(long current, long desired, long maximum) {
        return desired <= TABLE_ELEMENTS;
    }

    @Override
    public long objectBytes() {
        return memoryBytes;
    }

    boolean hasRefused() {
        return hasRefused;
    }

    void forget() {
        hasRefused = false;
    }
}
