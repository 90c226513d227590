package dev.vespula.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What work costs the thread that does it, whatever else the machine does. */
public final class Cost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Cost() {}

    /** Milliseconds of processor time. */
    public static long millis(Runnable work) {
        long before = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - before) / 1_000_000;
    }

    /** What this thread has allocated up to now. */
    public static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
