package dev.vespula.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * The times of repeated runs, in milliseconds.
 *
 * @param runs how many runs were timed
 * @param first the very first run, before any warm-up
 * @param best the fastest timed run
 * @param median the median of the timed runs
 */
public record Timing(int runs, double first, double best, double median) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MINIMUM_RUNS = 3;
    /** A run that takes longer than this many times the budget is not repeated. */
    private static final int PATIENCE = 8;

    /**
     * Runs {@code body} until it is warm, then times it for {@code measure} seconds.
     *
     * <p>Times are CPU times of the calling thread: they hold when other processes use the machine too, and what the
     * JIT compilers do meanwhile is not part of a run.
     */
    static Timing of(Runnable body, WarmUp warmUp, double measure) {
        double first = timeMs(body);
        // What takes longer than that is not run again and again to warm up.
        if (first < warmUp.most() * 1e3) {
            warmUp.run(body);
        }
        double[] times = new double[64];
        int runs = 0;
        double total = 0;
        while (total < measure * 1e3 || runs < MINIMUM_RUNS && total + first < PATIENCE * measure * 1e3) {
            double time = timeMs(body);
            if (runs == times.length) {
                times = Arrays.copyOf(times, runs * 2);
            }
            times[runs++] = time;
            total += time;
        }
        if (runs == 0) {
            return new Timing(1, first, first, first);
        }
        Arrays.sort(times, 0, runs);
        return new Timing(runs, first, times[0], times[runs / 2]);
    }

    /** The CPU time that the calling thread spends in {@code body}. */
    static double timeMs(Runnable body) {
        long start = cpuNanos();
        body.run();
        return (cpuNanos() - start) / 1e6;
    }

    /** The CPU time that the calling thread has used so far, in nanoseconds. */
    static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
