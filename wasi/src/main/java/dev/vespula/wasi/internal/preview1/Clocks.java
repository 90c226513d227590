package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;

/** The clock numbers of WASI preview 1. */
public final class Clocks {
    public static final int REALTIME = 0;
    public static final int MONOTONIC = 1;
    public static final int PROCESS_CPUTIME = 2;
    public static final int THREAD_CPUTIME = 3;

    private Clocks() {}

    /** The time of a clock in nanoseconds; INVAL for a number that stands for none. */
    public static long read(WasiClock clock, int id) throws ErrnoException {
        return switch (id) {
            case REALTIME -> clock.realtime();
            case MONOTONIC -> clock.monotonic();
            case PROCESS_CPUTIME -> clock.processCpuTime();
            case THREAD_CPUTIME -> clock.threadCpuTime();
            default -> throw Errno.INVAL.exception();
        };
    }
}
