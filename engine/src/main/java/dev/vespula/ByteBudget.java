package dev.vespula;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that several stores may hold together: of memories, tables and objects. Thread-safe.
 *
 * <pre>{@code
 * ByteBudget budget = ByteBudget.of(256 << 20);
 * store.shareBytes(budget);
 * other.shareBytes(budget);
 * }</pre>
 *
 * <p>What would exceed it is refused as by a {@link ResourceLimiter}: {@code memory.grow} and {@code table.grow} return -1,
 * everything else traps with {@link TrapCode#GROWTH_OPERATION_LIMITED}. A reference in a table counts as four bytes, and a
 * shared memory once, however many stores use it. What a store holds is given back when it {@linkplain Store#shareBytes
 * leaves} the budget.
 */
public final class ByteBudget {
    private final long total;
    private final AtomicLong left;

    private ByteBudget(long bytes) {
        total = bytes;
        left = new AtomicLong(bytes);
    }

    /**
     * A budget.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public static ByteBudget of(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative budget: " + bytes);
        }
        return new ByteBudget(bytes);
    }

    /** How many bytes there were at the beginning. */
    public long total() {
        return total;
    }

    /** How many bytes nobody has taken. */
    public long left() {
        return left.get();
    }

    /**
     * Takes bytes for something of the host's that is to count too.
     *
     * @return whether there were so many; if not, nothing is taken
     * @throws IllegalArgumentException if the number is negative
     */
    public boolean take(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative number of bytes: " + bytes);
        }
        long before;
        do {
            before = left.get();
            if (bytes > before) {
                return false;
            }
        } while (!left.compareAndSet(before, before - bytes));
        return true;
    }

    /** Gives bytes back that were taken. */
    public void giveBack(long bytes) {
        left.addAndGet(bytes);
    }

    @Override
    public String toString() {
        return left() + " of " + total + " bytes left";
    }
}
