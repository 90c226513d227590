package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.internal.runtime.Task;

/** Values on their way into a guest, in one call. CanonicalABI.md, {@code LiftLowerContext}. */
public final class Lowering {
    private static final long MOST_ADDRESS = 0xFFFF_FFFFL;

    final Guest guest;
    final Words words;
    /** The call for which handles are lent; null for results. */
    final Task task;

    /** Values of the host, or of another guest. */
    public Lowering(Guest guest, Lifting.Receiver giver, Task task) {
        this.guest = guest;
        this.words = giver == Lifting.Receiver.GUEST ? Words.BETWEEN_GUESTS : Words.WITH_HOST;
        this.task = task;
    }

    long allocate(long length, int alignment) {
        return guest.allocate(length, alignment, words);
    }

    long reallocate(long address, long length, int alignment, long wanted) {
        return guest.reallocate(address, length, alignment, wanted, words);
    }

    /** Checks a pointer that the guest gave for results. */
    long pointer(long pointer, long length, int alignment) {
        long address = pointer & MOST_ADDRESS;
        if (address % alignment != 0) {
            throw BorderTraps.invalid("unaligned pointer");
        }
        if (!guest.holds(address, length)) {
            throw BorderTraps.invalid("pointer out of bounds of memory");
        }
        return address;
    }
}
