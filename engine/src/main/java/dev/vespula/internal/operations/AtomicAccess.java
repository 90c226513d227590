package dev.vespula.internal.operations;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.limits.Account;
import dev.vespula.internal.memory.AtomicUpdate;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.SharedContent;

/**
 * The atomic operators. An address that is not a multiple of the width traps before one that is out of bounds. Numbers
 * are zero-extended; a memory that is not shared belongs to one thread, so there everything is atomic.
 */
public final class AtomicAccess {
    private AtomicAccess() {}

    private static void check(LinearMemory memory, long address, int width) {
        if (address < 0) {
            throw memory.outOfBounds();
        }
        if ((address & width - 1) != 0) {
            throw new Trap(TrapCode.UNALIGNED_ATOMIC);
        }
        memory.check(address, width);
    }

    /** Reads. */
    public static long load(LinearMemory memory, long address, int width) {
        check(memory, address, width);
        SharedContent shared = memory.shared();
        return shared != null ? shared.atomicLoad(address, width) : plain(memory, address, width);
    }

    /** Writes. */
    public static void store(LinearMemory memory, long address, long value, int width) {
        check(memory, address, width);
        SharedContent shared = memory.shared();
        if (shared != null) {
            shared.atomicStore(address, value, width);
        } else {
            put(memory, address, value, width);
        }
    }

    /** Reads, computes and writes; the result is what was read. */
    public static long update(AtomicUpdate operator, LinearMemory memory, long address, long operand, int width) {
        check(memory, address, width);
        SharedContent shared = memory.shared();
        if (shared != null) {
            return shared.update(operator, address, operand, width);
        }
        long old = plain(memory, address, width);
        put(memory, address, operator.apply(old, operand), width);
        return old;
    }

    /** Writes if the expected number is there; the result is what was read. */
    public static long compareExchange(LinearMemory memory, long address, long expected, long replacement, int width) {
        check(memory, address, width);
        SharedContent shared = memory.shared();
        if (shared != null) {
            return shared.compareExchange(address, expected, replacement, width);
        }
        long old = plain(memory, address, width);
        if (old == expected) {
            put(memory, address, replacement, width);
        }
        return old;
    }

    /**
     * {@code memory.atomic.wait32} and {@code wait64}.
     *
     * @param store the store that waits
     * @param nanos how long at most; negative for ever
     * @return 0 notified, 1 not the expected number, 2 timed out
     */
    public static int await(Account store, LinearMemory memory, long address, long expected, long nanos, int width) {
        check(memory, address, width);
        SharedContent shared = memory.shared();
        if (shared == null) {
            throw new Trap(TrapCode.EXPECTED_SHARED_MEMORY);
        }
        return shared.waiting.await(store, address, () -> shared.atomicLoad(address, width) == expected, nanos);
    }

    /** {@code memory.atomic.notify}: how many waiters were waked. */
    public static int wake(LinearMemory memory, long address, int count) {
        check(memory, address, 4);
        SharedContent shared = memory.shared();
        return shared == null ? 0 : shared.waiting.wake(address, count);
    }

    private static long plain(LinearMemory memory, long address, int width) {
        return switch (width) {
            case 1 -> memory.load8(address) & 0xFF;
            case 2 -> memory.load16(address) & 0xFFFF;
            case 4 -> memory.load32(address) & 0xFFFF_FFFFL;
            default -> memory.load64(address);
        };
    }

    private static void put(LinearMemory memory, long address, long value, int width) {
        switch (width) {
            case 1 -> memory.store8(address, (byte) value);
            case 2 -> memory.store16(address, (short) value);
            case 4 -> memory.store32(address, (int) value);
            default -> memory.store64(address, value);
        }
    }
}
