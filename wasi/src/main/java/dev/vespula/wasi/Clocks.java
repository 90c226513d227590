package dev.vespula.wasi;

/** The clock numbers of WASI preview 1. */
final class Clocks {
    static final int REALTIME = 0;
    static final int MONOTONIC = 1;
    static final int PROCESS_CPUTIME = 2;
    static final int THREAD_CPUTIME = 3;

    private Clocks() {
    }

    /** The time of a clock in nanoseconds; INVAL for a number that stands for none. */
    static long read(WasiClock clock, int id) throws ErrnoException {
        return switch (id) {
            case REALTIME -> clock.realtime();
            case MONOTONIC -> clock.monotonic();
            case PROCESS_CPUTIME -> clock.processCpuTime();
            case THREAD_CPUTIME -> clock.threadCpuTime();
            default -> throw Errno.INVAL.exception();
        };
    }
}
