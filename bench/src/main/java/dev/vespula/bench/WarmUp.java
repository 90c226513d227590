package dev.vespula.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How long something runs before it is timed: until the rest of the process, which is mostly JIT compilers, has come to
 * rest. A fixed time is too long for a loop, which is compiled after a quarter of a second, and too short for a large
 * function, which takes C2 several seconds.
 *
 * @param least seconds of CPU time that it runs in any case
 * @param most seconds of CPU time after which it is timed in any case
 */
record WarmUp(double least, double most) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /** The rest of the process is watched for so long at a time. */
    private static final double WATCH_MS = 200;
    /** It rests while it takes less than this share of the time that the work takes. */
    private static final double REST = 0.08;
    /** So often in a row. */
    private static final int TIMES = 2;

    /** Runs {@code body} until it is warm. */
    void run(Runnable body) {
        double spent = 0;
        int restful = 0;
        while (spent < least * 1e3 || restful < TIMES && spent < most * 1e3) {
            long process = SYSTEM.getProcessCpuTime();
            double own = 0;
            while (own < WATCH_MS) {
                own += Timing.timeMs(body);
            }
            spent += own;
            double others = (SYSTEM.getProcessCpuTime() - process) / 1e6 - own;
            restful = others < REST * own ? restful + 1 : 0;
        }
    }
}
