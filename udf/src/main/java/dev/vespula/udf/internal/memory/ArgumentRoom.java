package dev.vespula.udf.internal.memory;

import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.GuestFault;

/**
 * The place in a guest's memory where strings and bytes of each row are written: one, which grows. Making room for each string took
 * more than the whole call.
 */
public final class ArgumentRoom {
    private static final int FIRST = 1024;

    private final GuestAllocation allocation;
    private int address;
    private int size;

    public ArgumentRoom(GuestAllocation allocation) {
        this.allocation = allocation;
    }

    /** The address of room for so many bytes. No row pays for it. */
    public int of(long bytes, CallCore call) {
        if (bytes <= size) {
            return address;
        }
        if (bytes > Integer.MAX_VALUE) {
            throw new GuestFault(UdfErrorKind.LIMIT, "arguments of " + bytes + " bytes");
        }
        call.unpaid(() -> grow((int) bytes));
        return address;
    }

    private void grow(int bytes) {
        if (size > 0) {
            allocation.release(address, size);
            size = 0;
        }
        int wanted = Math.max(Math.max(FIRST, bytes), (int) Math.min(1L << 30, bytes + (bytes >> 1)));
        address = allocation.allocate(wanted);
        size = wanted;
    }
}
