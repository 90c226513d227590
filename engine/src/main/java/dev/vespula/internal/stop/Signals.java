package dev.vespula.internal.stop;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.contract.Contract;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What asks the execution in a store to stop: one word with a bit for each reason, so that code looks at one field. Each bit
 * has one owner, who alone raises and takes it back, in one step each; the others never notice.
 *
 * <table>
 * <caption>Bits in the order in which an execution that stops looks at them; it leaves all others as they are</caption>
 * <tr><th>bit<th>raised by<th>taken back by<th>trap
 * <tr><td>{@link #INTERRUPT}<td>{@code Store.interrupt}<td>the stop itself, {@code Store.clearInterrupt}<td>interrupted
 * <tr><td>{@link #DEADLINE}<td>{@link Deadlines}<td>a new timeout or none<td>deadline exceeded
 * <tr><td>{@link #EPOCH}<td>{@link Epochs}<td>a new epoch deadline or none<td>deadline exceeded
 * <tr><td>{@link #THREAD}<td>{@link InterruptWatch}<td>who looks and finds the thread's flag down<td>interrupted, if the
 *     thread's flag is up
 * <tr><td>{@link #CLOSED}<td>{@code Store.close}, when nothing executes<td>nobody<td>none: nothing begins any more
 * </table>
 *
 * <p>An interrupt comes first because it is used up: if a deadline passes at the same time, it does not remain for the next
 * call, which nobody wanted to stop. Timers cannot be late: see {@link Alarms}.
 */
public abstract class Signals implements StopCheck {
    /** No stop is asked for. */
    public static final int RUN = 0;
    /** Another thread asked the execution to stop. */
    public static final int INTERRUPT = 1;
    /** The deadline passed. */
    public static final int DEADLINE = 1 << 1;
    /** The epoch of the store's deadline began. */
    public static final int EPOCH = 1 << 2;
    /** The thread that uses the store was seen to be interrupted. */
    public static final int THREAD = 1 << 3;

    /** The store was closed: tells what waits. */
    public static final int CLOSED = 1 << 4;

    private static final StopPoll[] NO_POLLS = {};
    private static final VarHandle SIGNAL;

    static {
        try {
            SIGNAL = MethodHandles.lookup().findVarHandle(Signals.class, "signal", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Not {@link #RUN}: the execution must call {@link #stopIfAsked()} at its next loop header or call. Changed by any
     * thread, but only through {@link #set} and {@link #lower}.
     */
    public volatile int signal;
    /**
     * Below this position compiled code may not be entered without asking {@code MachineStack.deeper}; the largest number
     * when a signal is set, so that one comparison at the beginning of a function serves the depth and the signal.
     */
    @Contract
    public long floor;

    /** The store's timeout. */
    final Alarms.Place deadline = new Alarms.Place();
    /** The store's deadline by epochs. */
    final Alarms.Place epochDeadline = new Alarms.Place();

    /** Those of the modules that were instantiated in this store. */
    private volatile StopPoll[] polls = NO_POLLS;
    /** Work that waits without a thread and would not look; null until there was some. */
    private volatile Set<Runnable> sleepers;

    Signals() {}

    // ---- asking

    /** Asks the execution to stop for a reason. May be called by any thread. */
    public final void raise(int bit) {
        if (set(bit)) {
            tell();
        }
    }

    /** As {@link #raise}, but those who do not look must be told next. Returns whether the bit was not set before. */
    final boolean set(int bit) {
        return ((int) SIGNAL.getAndBitwiseOr(this, bit) & bit) == 0;
    }

    /** Takes one reason back. May be called by any thread. Returns whether it was there. */
    public final boolean lower(int bit) {
        return ((int) SIGNAL.getAndBitwiseAnd(this, ~bit) & bit) != 0;
    }

    /** Lets calls of compiled code look at the signal, loops of it, and what sleeps. If there is none by then, nothing happens. */
    final void tell() {
        floor = Long.MAX_VALUE;
        for (StopPoll poll : polls) {
            poll.look();
        }
        Set<Runnable> told = sleepers;
        if (told != null) {
            told.forEach(Runnable::run);
        }
    }

    /**
     * Has something run whenever a stop is asked for, and at once if one is; for work that holds no thread which could look.
     *
     * @param sleeper runs in any thread, does not wait and does not throw
     */
    public final void addSleeper(Runnable sleeper) {
        Set<Runnable> known = sleepers;
        if (known == null) {
            synchronized (this) {
                known = sleepers == null ? ConcurrentHashMap.newKeySet() : sleepers;
                sleepers = known;
            }
        }
        known.add(sleeper);
        if ((signal & ~THREAD) != RUN) {
            sleeper.run();
        }
    }

    /** It need not be told any more. */
    public final void removeSleeper(Runnable sleeper) {
        Set<Runnable> known = sleepers;
        if (known != null) {
            known.remove(sleeper);
        }
    }

    /** A module was instantiated in this store. */
    public final void add(StopPoll poll) {
        StopPoll[] known = polls;
        for (StopPoll one : known) {
            if (one == poll) {
                return;
            }
        }
        StopPoll[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = poll;
        polls = more;
        if (signal != RUN) {
            poll.look();
        }
    }

    // ---- stopping

    /** Stops the execution if it was asked to stop: what loops of compiled code call through a {@link StopPoll}. */
    final void look() {
        if (signal != RUN) {
            stopIfAsked();
        }
    }

    /**
     * Throws the trap for the first signal that is set, or for the interruption of the thread. Only the thread that uses
     * the store calls this. An {@link #INTERRUPT} is used up by it; a deadline stays until it is changed, and so does the
     * thread's own flag, as Java's blocking calls have it.
     */
    public final void stopIfAsked() {
        int asked = signal;
        if ((asked & CLOSED) != 0) {
            throw closed();
        }
        if ((asked & INTERRUPT) != 0 && lower(INTERRUPT)) {
            throw new Trap(TrapCode.INTERRUPTED);
        }
        if ((asked & (DEADLINE | EPOCH)) != 0) {
            throw new Trap(TrapCode.DEADLINE_EXCEEDED);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new Trap(TrapCode.INTERRUPTED);
        }
        if ((asked & THREAD) != 0) {
            // If the thread is interrupted just now, it is seen again, as long as the store is in use.
            lower(THREAD);
        }
    }

    /**
     * As {@link #stopIfAsked}, for whoever works for the execution without being Wasm: translation, compilation, bulk
     * operations, host functions. Two loads when there is nothing to do.
     */
    @Override
    public final void checkStop() {
        if (signal != RUN || Thread.currentThread().isInterrupted()) {
            stopIfAsked();
        }
    }

    /** What everybody is told who uses a store that was closed. */
    static IllegalStateException closed() {
        return new IllegalStateException("the store was closed: nothing that was made in it can be used any more");
    }

    /** Whether the execution was asked to stop, and has not been yet. May be called by any thread. */
    public final boolean isStopRequested() {
        return (signal & ~THREAD) != RUN || isOwnerInterrupted();
    }

    /** Whether the thread that uses the store is interrupted; a guess when the thread is just leaving. */
    abstract boolean isOwnerInterrupted();
}
