package dev.vespula.internal.async;

import dev.vespula.internal.stop.DaemonThread;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;

/**
 * Finds asynchronous calls whose executor was shut down with them in its queue: {@link ExecutorService#shutdownNow} forgets
 * tasks without telling them. One daemon thread looks at executors that have a call to run and have not begun with it, twice a
 * second, and ends when there are none.
 */
final class TurnWatch {
    private static final int PERIOD_MILLIS = 500;
    /** Looks without anything to look at after which the thread ends. */
    private static final int IDLE_LOOKS = 2;

    private static final List<WeakReference<StoreTurns>> WATCHED = new ArrayList<>();
    private static boolean isRunning;

    private TurnWatch() {}

    /** Whether an executor can end, and be asked whether it has. */
    static boolean canEnd(Executor executor) {
        return executor instanceof ExecutorService && executor != ForkJoinPool.commonPool();
    }

    /** Looks at the turns of a store until none is waited for. */
    static void add(StoreTurns turns) {
        synchronized (WATCHED) {
            WATCHED.add(new WeakReference<>(turns));
            if (!isRunning) {
                DaemonThread.start("vespula-async", TurnWatch::run);
                isRunning = true;
            }
        }
    }

    private static void run() {
        int idle = 0;
        while (idle < IDLE_LOOKS || !end()) {
            try {
                Thread.sleep(PERIOD_MILLIS);
            } catch (InterruptedException e) {
                // Nobody has a reason to; go on.
            }
            idle = look() ? 0 : idle + 1;
        }
    }

    private static boolean end() {
        synchronized (WATCHED) {
            isRunning = !WATCHED.isEmpty();
            return !isRunning;
        }
    }

    /** Whether there was anything. */
    private static boolean look() {
        List<WeakReference<StoreTurns>> all;
        synchronized (WATCHED) {
            all = new ArrayList<>(WATCHED);
            WATCHED.clear();
        }
        for (WeakReference<StoreTurns> each : all) {
            StoreTurns turns = each.get();
            // Not under the lock: what is refused may run anything.
            if (turns != null && turns.look()) {
                synchronized (WATCHED) {
                    WATCHED.add(each);
                }
            }
        }
        return !all.isEmpty();
    }
}
