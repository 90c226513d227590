package dev.vespula.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Does something again and again, as a service does, and takes the time of every run.
 *
 * @param least how many runs there are at least, unless they take more than {@link #PATIENCE} times the seconds
 * @param seconds how long it goes on
 */
record Repetition(int least, double seconds) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int PATIENCE = 4;
    /** No steady state can be seen in fewer. */
    private static final int FEWEST = 2;

    /** What is done. */
    interface Work {
        /**
         * Does it once.
         *
         * @return nanoseconds of CPU time of this thread that do not count, such as for comparing output
         */
        long run() throws IOException;
    }

    /** The times of all runs. */
    Runs of(Work work) throws IOException {
        double[] starts = new double[64];
        double[] thread = new double[64];
        double[] process = new double[64];
        double before = processMs();
        int count = 0;
        for (long begin = System.nanoTime(); goesOn(count, (System.nanoTime() - begin) / 1e9); count++) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                thread = Arrays.copyOf(thread, 2 * count);
                process = Arrays.copyOf(process, 2 * count);
            }
            starts[count] = (System.nanoTime() - begin) / 1e6;
            long start = Timing.cpuNanos();
            long uncounted = work.run();
            thread[count] = (Timing.cpuNanos() - start - uncounted) / 1e6;
            process[count] = processMs();
        }
        return new Runs(Arrays.copyOf(starts, count), Arrays.copyOf(thread, count), before, Arrays.copyOf(process, count),
                null);
    }

    private boolean goesOn(int done, double spent) {
        return spent < seconds || done < Math.min(least, FEWEST) || done < least && spent < PATIENCE * seconds;
    }

    private static double processMs() {
        return SYSTEM.getProcessCpuTime() / 1e6;
    }
}
