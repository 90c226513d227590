package dev.vespula.internal.limits;

import dev.vespula.ByteBudget;
import dev.vespula.ExceededLimit;
import dev.vespula.ResourceLimiter;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.stop.Unwind;

/**
 * What a store holds and may hold: asks the limiter before memories, tables and arrays are made or grow, and adds up their
 * bytes. Used by the thread that uses the store.
 *
 * <p>Whoever wants bytes first asks whether they are allowed, then takes them, then allocates, and gives them back if that
 * fails: nothing that the limiter does while it is asked comes between taking and allocating.
 */
public final class Budget {
    /** Bytes that are taken for objects at once. */
    private static final long PORTION = 1 << 16;
    private static final int FREE_PART_LOG2 = 4;

    /** Whether objects are counted: not before there is a limit for them. */
    private enum Counting {
        OFF, ON
    }

    private final Account store;
    private ResourceLimiter limiter;
    private ByteBudget common;
    private boolean isAsking;
    /** Bytes of memories that are not shared, of tables, and of those for objects. */
    private long taken;
    private Counting counting = Counting.OFF;
    /** Bytes taken for objects: for those that exist and for {@link Account#objectRoom}. */
    private long takenForObjects;
    /** What an object needs for which there is no room unless others are gone, else 0. */
    private long lacking;
    private long instances;
    private long memories;
    private long tables;

    Budget(Account store) {
        this.store = store;
    }

    /** Sets who is asked; null for nobody. */
    public void limiter(ResourceLimiter asked) {
        stopCounting();
        limiter = asked;
        store.countsObjects = asked != null || common != null;
    }

    /** The store draws on bytes that it has together with others from now on, for what it holds already too; null for none. */
    public void shareWith(ByteBudget others) {
        stopCounting();
        if (others != null && others != common && !others.take(taken)) {
            throw exceeded("what the store holds already exceeds the common budget of bytes");
        }
        if (common != null && others != common) {
            common.giveBack(taken);
        }
        common = others;
        store.countsObjects = limiter != null || others != null;
    }

    /** Nothing is held any more. */
    public void giveBackAll() {
        shareWith(null);
        taken = 0;
    }

    // ---- the limiter

    /** Whether a memory may have a size, in bytes. */
    public boolean allowsMemory(long current, long desired, long maximum, Growth by) {
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
    public boolean allowsTable(long current, long desired, long maximum, Growth by) {
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
    public boolean allowsArray(long bytes, Growth by) {
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
    public void checkNotAsking() {
        if (isAsking) {
            throw new IllegalStateException("while its limiter is asked, nothing in a store can grow or be made");
        }
    }

    /** Tells the limiter that a memory did not grow; gives what {@code memory.grow} returns then. */
    public long refusedMemory(String reason, Growth by) {
        if (limiter != null) {
            by.asked(limiter).memoryGrowFailed(reason);
        }
        return -1;
    }

    /** Tells the limiter that a table did not grow; gives what {@code table.grow} returns then. */
    public long refusedTable(String reason, Growth by) {
        if (limiter != null) {
            by.asked(limiter).tableGrowFailed(reason);
        }
        return -1;
    }

    // ---- sums

    /** Takes bytes if all limits of sums allow that. */
    public boolean take(long bytes) {
        if (limiter != null && bytes > limiter.totalBytes() - held() || common != null && !common.take(bytes)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Gives bytes back. */
    public void giveBack(long bytes) {
        taken -= bytes;
        if (common != null) {
            common.giveBack(bytes);
        }
    }

    /**
     * Whether a shared memory may take so many more bytes. It belongs to no store: in the limit of each store that knows it
     * counts its size, and a common budget is drawn on by the one in which it grows.
     */
    public boolean takeShared(long bytes) {
        return (limiter == null || bytes <= limiter.totalBytes() - held()) && (common == null || common.take(bytes));
    }

    /** Gives the bytes back by which a shared memory did not grow. */
    public void giveBackShared(long bytes) {
        if (common != null) {
            common.giveBack(bytes);
        }
    }

    // ---- objects

    /**
     * There is no room for an object of so many bytes: takes more. If all is taken, those that exist must be counted anew. Frames of
     * compiled code do not show what they hold, so they have to end first; then {@link #recount} is called, and the
     * statement executed again.
     *
     * @throws Unwind in that case
     */
    void lack(long bytes) {
        if (!takeForObjects(bytes)) {
            lacking = bytes;
            throw Unwind.INSTANCE;
        }
    }

    /** Whether {@link #lack} wants the objects to be counted. */
    public boolean isLacking() {
        return lacking > 0;
    }

    /** As {@link #lack} for an object that is not made by an instruction. */
    public void makeRoom(long bytes) {
        if (store.countsObjects && store.objectRoom < bytes && !takeForObjects(bytes)) {
            lacking = bytes;
            recount();
        }
    }

    /**
     * Counts the objects that the store still holds, and gives back what was taken for others. To make it worth while, a sixteenth
     * of the limit must be free afterwards.
     *
     * @throws Trap if what is lacking would exceed the limit
     */
    public void recount() {
        long wanted = lacking;
        lacking = 0;
        long live = liveBytes();
        giveBack(takenForObjects);
        takenForObjects = 0;
        store.objectRoom = 0;
        count(Counting.ON);
        long most = limiter == null ? Long.MAX_VALUE : limiter.objectBytes();
        long part = most == Long.MAX_VALUE ? live : most;
        long room = Math.max(wanted, part >>> FREE_PART_LOG2);
        if (live > most - room || !take(live + room)) {
            // Nothing is counted now: whoever goes on begins with counting.
            count(Counting.OFF);
            throw exceeded("the objects exceed the bytes that the store may hold");
        }
        takenForObjects = live + room;
        store.objectRoom = room;
    }

    private long liveBytes() {
        try {
            return store.heldObjectBytes();
        } catch (OutOfMemoryError e) {
            throw HeapReserve.exhausted();
        }
    }

    private boolean takeForObjects(long bytes) {
        long most = limiter == null ? Long.MAX_VALUE : limiter.objectBytes();
        if (common == null && most == Long.MAX_VALUE && (limiter == null || limiter.totalBytes() == Long.MAX_VALUE)) {
            store.countsObjects = false;
            store.objectRoom = bytes;
            return true;
        }
        long missing = bytes - store.objectRoom;
        return isCounting() && (takeForObjects(Math.max(missing, PORTION), most) || takeForObjects(missing, most));
    }

    private boolean takeForObjects(long bytes, long most) {
        if (bytes > most - takenForObjects || !take(bytes)) {
            return false;
        }
        takenForObjects += bytes;
        store.objectRoom += bytes;
        return true;
    }

    /** The limits change: with the next object everything is counted again, if there are limits. */
    private void stopCounting() {
        giveBack(takenForObjects);
        takenForObjects = 0;
        count(Counting.OFF);
        store.objectRoom = 0;
    }

    private void count(Counting now) {
        if (counting != now) {
            counting = now;
            store.countingChanged();
        }
    }

    /** Whether objects are counted: then no frame of compiled code may be hidden below a host function. */
    public boolean isCounting() {
        return counting == Counting.ON;
    }

    private long held() {
        return taken + store.sharedMemoryBytes();
    }

    /** The trap of whoever wants more than there is. */
    public static Trap exceeded(String message) {
        return new Trap(TrapCode.GROWTH_OPERATION_LIMITED, message);
    }

    // ---- numbers

    /** Counts an instance, and the memories and tables it defines. */
    public void countInstance(int newMemories, int newTables) {
        checkNotAsking();
        if (limiter != null) {
            ResourceCounts.check(ExceededLimit.INSTANCES, "instance", instances, 1, limiter.instances());
            ResourceCounts.check(ExceededLimit.MEMORIES, "memory", memories, newMemories, limiter.memories());
            ResourceCounts.check(ExceededLimit.TABLES, "table", tables, newTables, limiter.tables());
        }
        instances++;
        memories += newMemories;
        tables += newTables;
    }
}
