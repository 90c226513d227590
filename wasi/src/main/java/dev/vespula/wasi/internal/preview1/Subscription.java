package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.GuestMemory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.Flags;

/**
 * One thing a guest waits for in {@code poll_oneoff}.
 *
 * @param userData returned in the event
 * @param type {@link #CLOCK}, {@link #READ} or {@link #WRITE}
 * @param id number of the clock or descriptor
 * @param deadline for a clock: the time of that clock at which the event is due
 * @param error what is wrong with the subscription, or null
 */
public record Subscription(long userData, int type, int id, long deadline, Errno error) {
    public static final int CLOCK = 0;
    public static final int READ = 1;
    public static final int WRITE = 2;

    /** Bytes in guest memory. */
    public static final int BYTES = 48;

    /**
     * Reads a subscription. A clock that does not exist is an error of this subscription alone.
     *
     * @throws ErrnoException INVAL for an unknown type, FAULT outside the memory
     */
    public static Subscription load(GuestMemory memory, int address, WasiClock clock) throws ErrnoException {
        long userData = memory.getI64(address);
        int type = memory.getU8(address + 8);
        int id = memory.getI32(address + 16);
        switch (type) {
            case READ, WRITE :
                return new Subscription(userData, type, id, 0, null);
            case CLOCK :
                long timeout = memory.getI64(address + 24);
                boolean absolute = (memory.getU16(address + 40) & Flags.CLOCK_ABSOLUTE) != 0;
                try {
                    return new Subscription(userData, type, id, deadline(timeout, absolute ? 0 : Clocks.read(clock, id)), null);
                } catch (ErrnoException e) {
                    return new Subscription(userData, type, id, 0, e.errno());
                }
            default :
                throw Errno.INVAL.exception();
        }
    }

    /** Timeouts are unsigned; what does not fit is so far away that it never comes. */
    private static long deadline(long timeout, long start) {
        long deadline = start + timeout;
        return timeout < 0 || deadline < 0 ? Long.MAX_VALUE : deadline;
    }
}
