package dev.vespula.wasi;

/**
 * The clocks of a WASI process, in nanoseconds. {@link #SYSTEM} is the host's time; a clock of one's own makes runs repeatable.
 * Implementations are used by one thread at a time unless shared between processes.
 *
 * <pre>{@code
 * class HalfSpeed implements WasiClock {
 *     public long realtime() { return WasiClock.SYSTEM.realtime(); }
 *
 *     public long monotonic() { return WasiClock.SYSTEM.monotonic() / 2; }
 *
 *     public void sleep(long nanos) throws InterruptedException { WasiClock.SYSTEM.sleep(2 * nanos); }
 * }
 *
 * Wasi wasi = Wasi.builder().clock(new HalfSpeed()).build();
 * }</pre>
 */
public interface WasiClock {
    /** The host's clocks. */
    WasiClock SYSTEM = new SystemClock();

    /** Nanoseconds since 1970-01-01T00:00:00Z. */
    long realtime();

    /** Nanoseconds since some moment; never goes back. */
    long monotonic();

    /** Processor time of the process. By default the monotonic clock. */
    default long processCpuTime() {
        return monotonic();
    }

    /** Processor time of the thread. By default the monotonic clock. */
    default long threadCpuTime() {
        return monotonic();
    }

    /** The smallest difference between two different times of the clocks; at least 1. */
    default long resolution() {
        return 1;
    }

    /**
     * Waits until both clocks have advanced by the given time: what {@code poll_oneoff} does when only time can end it.
     *
     * @param nanos more than 0
     * @throws InterruptedException when the thread is interrupted, which ends the poll with {@code EINTR}
     */
    void sleep(long nanos) throws InterruptedException;

    /**
     * A clock without a host: it starts at a given time, advances by a fixed step each time it is read, and sleeping takes no
     * real time.
     *
     * @param start nanoseconds since 1970; the monotonic clock starts at 0
     * @param step nanoseconds per reading, 0 or more
     */
    static WasiClock virtual(long start, long step) {
        return new VirtualClock(start, step);
    }
}
