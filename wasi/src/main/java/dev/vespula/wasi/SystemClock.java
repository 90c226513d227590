package dev.vespula.wasi;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The host's clocks. */
final class SystemClock implements WasiClock {
    private static final long ORIGIN = System.nanoTime();

    @Override
    public long realtime() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public long monotonic() {
        return System.nanoTime() - ORIGIN;
    }

    @Override
    public long processCpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElseGet(this::monotonic);
    }

    @Override
    public long threadCpuTime() {
        long time = ManagementFactory.getThreadMXBean().isCurrentThreadCpuTimeSupported()
                ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : -1;
        return time < 0 ? monotonic() : time;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
