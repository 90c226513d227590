package dev.vespula.internal.runtime;

import dev.vespula.ByteBudget;
import dev.vespula.ResourceLimiter;
import dev.vespula.Trap;
import dev.vespula.TrapCode;

/**
 * What a store holds and may hold: asks the limiter before memories, tables and arrays are made or grow, and adds up their
 * bytes. Used by the thread that uses the store.
 *
 * <p>Whoever wants bytes first asks whether they are allowed, then takes them, then allocates, and gives them back if that
 * fails: nothing that the limiter does while it is asked comes between taking and allocating.
 */
public final class Budget {
    private final StoreState store;
    private ResourceLimiter limiter;
    private ByteBudget common;
    private boolean isAsking;
    /** Bytes of memories that are not shared, and of tables. */
    private long taken;
    private long instances;
    private long memories;
    private long tables;

    Budget(StoreState store) {
        this.store = store;
    }

    /** Sets who is asked; null for nobody. */
    public void limiter(ResourceLimiter asked) {
        limiter = asked;
    }

    /** The store draws on bytes that it has together with others from now on, for what it holds already too; null for none. */
    public void shareWith(ByteBudget others) {
        if (others != null && others != common && !others.take(taken)) {
            throw exceeded("what the store holds already exceeds the common budget of bytes");
        }
        if (common != null && others != common) {
            common.giveBack(taken);
        }
        common = others;
    }

    // ---- the limiter

    /** Whether a memory may have a size, in bytes. */
    boolean allowsMemory(long current, long desired, long maximum, Growth by) {
        if (limiter == null) {
            return true;
        }
        beginAsking();
        try {
            return by.asked(limiter).memoryGrowing(current, desired, maximum);
        } finally {
            isAsking = false;
        }
    }

    /** Whether a table may have a size, in elements. */
    boolean allowsTable(long current, long desired, long maximum, Growth by) {
        if (limiter == null) {
            return true;
        }
        beginAsking();
        try {
            return by.asked(limiter).tableGrowing(current, desired, maximum);
        } finally {
            isAsking = false;
        }
    }

    /** Whether an array may have a size, in bytes. */
    boolean allowsArray(long bytes, Growth by) {
        if (limiter == null) {
            return true;
        }
        beginAsking();
        try {
            return by.asked(limiter).arrayAllocating(bytes);
        } finally {
            isAsking = false;
        }
    }

    /**
     * Meanwhile nothing else may grow or be made: the size that the limiter was told would no longer be true, and code that runs
     * in the store remembers where its memory is.
     */
    private void beginAsking() {
        checkNotAsking();
        isAsking = true;
    }

    /** Throws if the limiter is being asked: then nothing may grow or be made. */
    void checkNotAsking() {
        if (isAsking) {
            throw new IllegalStateException("while its limiter is asked, nothing in a store can grow or be made");
        }
    }

    /** Tells the limiter that a memory did not grow; gives what {@code memory.grow} returns then. */
    long refusedMemory(String reason, Growth by) {
        if (limiter != null) {
            by.asked(limiter).memoryGrowFailed(reason);
        }
        return -1;
    }

    /** Tells the limiter that a table did not grow; gives what {@code table.grow} returns then. */
    long refusedTable(String reason, Growth by) {
        if (limiter != null) {
            by.asked(limiter).tableGrowFailed(reason);
        }
        return -1;
    }

    // ---- sums

    /** Takes bytes if all limits of sums allow that. */
    boolean take(long bytes) {
        if (limiter != null && bytes > limiter.totalBytes() - held() || common != null && !common.take(bytes)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Gives bytes back. */
    void giveBack(long bytes) {
        taken -= bytes;
        if (common != null) {
            common.giveBack(bytes);
        }
    }

    /**
     * Whether a shared memory may take so many more bytes. It belongs to no store: in the limit of each store that knows it
     * counts its size, and a common budget is drawn on by the one in which it grows.
     */
    boolean takeShared(long bytes) {
        return (limiter == null || bytes <= limiter.totalBytes() - held()) && (common == null || common.take(bytes));
    }

    /** Gives the bytes back by which a shared memory did not grow. */
    void giveBackShared(long bytes) {
        if (common != null) {
            common.giveBack(bytes);
        }
    }

    private long held() {
        return taken + store.sharedMemoryBytes();
    }

    /** The trap of whoever wants more than there is. */
    static Trap exceeded(String message) {
        return new Trap(TrapCode.GROWTH_OPERATION_LIMITED, message);
    }

    // ---- numbers

    /** Counts an instance, and the memories and tables it defines. */
    void countInstance(int newMemories, int newTables) {
        checkNotAsking();
        if (limiter != null) {
            ResourceCounts.check("instance", instances, 1, limiter.instances());
            ResourceCounts.check("memory", memories, newMemories, limiter.memories());
            ResourceCounts.check("table", tables, newTables, limiter.tables());
        }
        instances++;
        memories += newMemories;
        tables += newTables;
    }
}
