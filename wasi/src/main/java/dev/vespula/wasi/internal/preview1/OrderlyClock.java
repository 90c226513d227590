package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.WasiClock;

/** A clock of the embedder's, read by one thread at a time as {@code Wasi} promises. Sleeping keeps nobody away. */
public final class OrderlyClock implements WasiClock {
    private final WasiClock clock;

    private OrderlyClock(WasiClock clock) {
        this.clock = clock;
    }

    /** The host's clocks need no order. */
    public static WasiClock of(WasiClock clock) {
        return clock == WasiClock.SYSTEM ? clock : new OrderlyClock(clock);
    }

    @Override
    public synchronized long realtime() {
        return clock.realtime();
    }

    @Override
    public synchronized long monotonic() {
        return clock.monotonic();
    }

    @Override
    public synchronized long processCpuTime() {
        return clock.processCpuTime();
    }

    @Override
    public synchronized long threadCpuTime() {
        return clock.threadCpuTime();
    }

    @Override
    public synchronized long resolution() {
        return clock.resolution();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        clock.sleep(nanos);
    }
}
