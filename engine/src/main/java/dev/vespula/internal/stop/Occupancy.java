package dev.vespula.internal.stop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which thread uses a store: one at a time. Calls of that thread nest; another one that comes meanwhile is told so.
 */
public abstract class Occupancy extends Signals {
    private static final long NOBODY = 0;
    /** Nobody for ever; no thread has this id. */
    private static final long CLOSED_FOR_ALL = -1;
    private static final VarHandle OWNER;
    private static final VarHandle USER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(Occupancy.class, "owner", long.class);
            USER = MethodHandles.lookup().findVarHandle(Occupancy.class, "user", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Id of the thread that uses the store, or {@link #NOBODY}. Read and written through {@link #OWNER}. */
    @SuppressWarnings("UnusedVariable")
    private long owner;
    /**
     * The thread that used the store last. Changed only when another one comes: for the JVM's collectors writing a reference
     * to an old object costs as much as all else that a call from Java needs.
     */
    private Thread user;
    private boolean watched;
    private int depth;

    public Occupancy() {}

    /**
     * Marks the calling thread as the one that uses the store, until the matching {@link #release}. Nests.
     *
     * @throws IllegalStateException if another thread is using it
     */
    public final void acquire() {
        Thread me = Thread.currentThread();
        long id = me.getId();
        if ((long) OWNER.getOpaque(this) != id) {
            if (!OWNER.compareAndSet(this, NOBODY, id)) {
                throw inUse();
            }
            if (user != me) {
                note(me);
            }
        }
        depth++;
    }

    private void note(Thread me) {
        boolean noted = false;
        try {
            USER.setOpaque(this, me);
            noted = true;
        } finally {
            if (!noted) {
                // The Java stack may end here.
                OWNER.setRelease(this, NOBODY);
            }
        }
    }

    /** Ends an {@link #acquire}. */
    public final void release() {
        if (--depth == 0) {
            OWNER.setRelease(this, NOBODY);
        }
    }

    /** Throws if another thread is using the store right now; cheap, for operations that are over at once. */
    public final void checkThread() {
        long id = (long) OWNER.getOpaque(this);
        if (id != NOBODY && id != Thread.currentThread().getId()) {
            throw inUse();
        }
    }

    /** Throws if the store was closed. */
    public final void checkOpen() {
        if ((long) OWNER.getOpaque(this) == CLOSED_FOR_ALL) {
            throw closed();
        }
    }

    /** Whether the store was closed. */
    public final boolean isClosed() {
        return (long) OWNER.getOpaque(this) == CLOSED_FOR_ALL;
    }

    /** In place of the {@link #release} of the outermost {@link #acquire}: nobody gets the store any more. What waits is told. */
    protected final void releaseForGood() {
        depth = 0;
        OWNER.setRelease(this, CLOSED_FOR_ALL);
        raise(CLOSED);
    }

    /** How many calls from Java into this store are under way. */
    public final int depth() {
        return depth;
    }

    private IllegalStateException inUse() {
        if (isClosed()) {
            return closed();
        }
        Thread other = (Thread) USER.getOpaque(this);
        return new IllegalStateException("store is in use by thread " + (other == null ? "?" : describe(other))
                + " and was entered by thread " + describe(Thread.currentThread())
                + ": a store and everything made in it may be used by one thread at a time");
    }

    /** Virtual threads have no name unless they are given one. */
    private static String describe(Thread thread) {
        return thread.getName().isEmpty() ? "#" + thread.getId() : "'" + thread.getName() + "'";
    }

    // ---- interruption of the thread

    @Override
    final boolean isOwnerInterrupted() {
        Thread last = (Thread) USER.getOpaque(this);
        return isInUse() && last != null && last.isInterrupted();
    }

    /** Whether a thread uses the store. */
    final boolean isInUse() {
        return (long) OWNER.getOpaque(this) > NOBODY;
    }

    /**
     * As {@link #checkStop}, for work that sleeps without using the store: while somebody uses it, an interrupt is meant for that
     * execution.
     */
    public final void checkSleeper() {
        if (!isInUse() || (signal & (DEADLINE | EPOCH)) != 0) {
            checkStop();
        }
    }

    /** Lets compiled code in this store be stopped by interrupting its thread; called whenever it may begin to run. */
    public final void watch() {
        if (!watched) {
            watched = true;
            InterruptWatch.add(this);
        }
        InterruptWatch.wake();
    }
}
