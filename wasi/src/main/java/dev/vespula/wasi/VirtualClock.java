package dev.vespula.wasi;

/** Time that passes only when it is looked at or slept through. */
final class VirtualClock implements WasiClock {
    private final long start;
    private final long step;
    private long elapsed;

    VirtualClock(long start, long step) {
        if (start < 0 || step < 0) {
            throw new IllegalArgumentException("a clock neither starts before 1970 nor runs backwards");
        }
        this.start = start;
        this.step = step;
    }

    @Override
    public synchronized long realtime() {
        return start + monotonic();
    }

    @Override
    public synchronized long monotonic() {
        long now = elapsed;
        elapsed += step;
        return now;
    }

    @Override
    public synchronized void sleep(long nanos) {
        elapsed += nanos;
    }
}
