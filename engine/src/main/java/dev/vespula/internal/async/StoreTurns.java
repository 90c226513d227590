package dev.vespula.internal.async;

import dev.vespula.internal.stop.Occupancy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * The order in which asynchronous calls use their store: one at a time, first come first served. Whatever an executor does
 * with a turn (runs it at once or later, refuses it, is shut down and forgets it), the next ones get theirs. Thread-safe.
 */
public final class StoreTurns {
    private final Occupancy store;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    /** The turn that was given to its executor and is not over; null if there is none. */
    private Turn present;
    private boolean isWatched;

    /** The turns of a store. */
    public StoreTurns(Occupancy store) {
        this.store = store;
    }

    /** What asks the store to stop. */
    Occupancy store() {
        return store;
    }

    /** What is done in a turn. */
    public interface Task {
        /** Uses the store; must not throw. Returns what is to be done when the store has been left, for however long. */
        Runnable run();

        /** The executor will not run it. Returns as {@link #run} does. */
        Runnable refused(Throwable reason);
    }

    private enum State { WAITING, GIVEN, STARTED, OVER }

    /** A turn of a task on an executor. */
    public final class Turn implements Runnable {
        private final Executor executor;
        private final Task task;
        private State state = State.WAITING;
        /** The thread that is giving it to the executor right now. */
        private Thread giver;
        /** What is left to do after a turn that the executor ran while it was given. */
        private Runnable rest;

        private Turn(Executor executor, Task task) {
            this.executor = executor;
            this.task = task;
        }

        @Override
        public void run() {
            if (start(this)) {
                Runnable after = () -> {};
                try {
                    after = task.run();
                } finally {
                    end(this, after);
                }
            }
        }

        /** Gives it up, unless it has begun. */
        public void abandon() {
            boolean wasGiven;
            synchronized (StoreTurns.this) {
                wasGiven = state == State.GIVEN;
                if (wasGiven || state == State.WAITING) {
                    state = State.OVER;
                }
                if (wasGiven) {
                    present = null;
                }
            }
            if (wasGiven) {
                give();
            }
        }
    }

    /** A turn that is not asked for yet. */
    public Turn turn(Executor executor, Task task) {
        return new Turn(executor, task);
    }

    /** Runs a turn on its executor when those before it are over. */
    public void take(Turn turn) {
        synchronized (this) {
            waiting.add(turn);
        }
        give();
    }

    /**
     * Gives turns to their executors as long as the store is free. An executor that runs a turn at once, in this thread,
     * returns here for the next one, so the Java stack does not grow with their number. What is to be done afterwards comes last:
     * it may wait for one of the turns.
     */
    private void give() {
        List<Runnable> rests = new ArrayList<>();
        for (Turn turn = next(); turn != null; turn = next()) {
            turn.giver = Thread.currentThread();
            try {
                turn.executor.execute(turn);
                watch(turn);
            } catch (Throwable refused) {
                refuse(turn, refused);
            }
            turn.giver = null;
            if (turn.rest != null) {
                rests.add(turn.rest);
                turn.rest = null;
            }
        }
        rests.forEach(Runnable::run);
    }

    private synchronized Turn next() {
        if (present != null) {
            return null;
        }
        Turn turn = waiting.poll();
        while (turn != null && turn.state == State.OVER) {
            turn = waiting.poll();
        }
        if (turn != null) {
            turn.state = State.GIVEN;
            present = turn;
        }
        return turn;
    }

    private synchronized boolean start(Turn turn) {
        if (turn.state != State.GIVEN) {
            return false;
        }
        turn.state = State.STARTED;
        return true;
    }

    private void end(Turn turn, Runnable after) {
        synchronized (this) {
            turn.state = State.OVER;
            present = null;
        }
        if (turn.giver == Thread.currentThread()) {
            turn.rest = after;
        } else {
            try {
                give();
            } finally {
                after.run();
            }
        }
    }

    private void refuse(Turn turn, Throwable reason) {
        // An executor may throw although it has run the turn.
        if (start(turn)) {
            end(turn, turn.task.refused(reason));
        }
    }

    // ---- executors that are shut down

    /** Looks from time to time whether the executor has ended without having run the turn. */
    private void watch(Turn turn) {
        synchronized (this) {
            if (isWatched || turn.state != State.GIVEN || !TurnWatch.canEnd(turn.executor)) {
                return;
            }
            isWatched = true;
        }
        TurnWatch.add(this);
    }

    /** Refuses the present turn if its executor has ended. Returns whether to look again. */
    boolean look() {
        Turn forgotten;
        synchronized (this) {
            boolean isPending = present != null && present.state == State.GIVEN;
            forgotten = isPending && present.executor instanceof ExecutorService service && service.isTerminated()
                    ? present : null;
            isWatched = isPending && forgotten == null;
            if (forgotten == null) {
                return isWatched;
            }
        }
        refuse(forgotten, new RejectedExecutionException("the executor was shut down and forgot the call"));
        return false;
    }
}
