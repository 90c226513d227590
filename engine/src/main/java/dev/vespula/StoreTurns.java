package dev.vespula;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** The order in which asynchronous calls use their store: one at a time, first come first served. Thread-safe. */
final class StoreTurns {
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private boolean taken;

    private record Turn(Executor executor, Runnable task) {
    }

    /** Runs a task on its executor when those before it are done. The task must not throw. */
    void take(Executor executor, Runnable task) {
        synchronized (this) {
            if (taken) {
                waiting.add(new Turn(executor, task));
                return;
            }
            taken = true;
        }
        run(new Turn(executor, task));
    }

    private void run(Turn turn) {
        turn.executor.execute(() -> {
            try {
                turn.task.run();
            } finally {
                next();
            }
        });
    }

    private void next() {
        Turn turn;
        synchronized (this) {
            turn = waiting.poll();
            taken = turn != null;
        }
        if (turn != null) {
            run(turn);
        }
    }
}
