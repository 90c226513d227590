package dev.vespula.component.internal.abi;

import dev.vespula.Memory;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.internal.runtime.ComponentState;

/**
 * One side of a call: an instance with the options of a canonical definition. CanonicalABI.md, {@code LiftLowerOptions}.
 *
 * @param state the instance
 * @param memory where pointers point to; null if no value needs it
 * @param realloc what allocates there; null if no value needs it
 */
public record Guest(ComponentState state, StringEncoding encoding, Memory memory, CoreFunction realloc) {
    private static final long MOST_ADDRESS = 0xFFFF_FFFFL;

    /**
     * Whether bytes lie within the memory.
     *
     * @param address unsigned, 32 bits
     */
    boolean holds(long address, long length) {
        return address + length <= memory.size();
    }

    /** Allocates; the pointer is checked even where nothing is to be written. */
    long allocate(long length, int alignment) {
        long[] result = new long[1];
        state.confined(() -> state.withFreshContext(() -> result[0] = realloc.call(0, 0, alignment, length)));
        long made = result[0] & MOST_ADDRESS;
        if (made % alignment != 0) {
            throw BorderTraps.invalid("realloc return: result not aligned: unaligned pointer");
        }
        if (!holds(made, length)) {
            throw BorderTraps.invalid("realloc return: beyond end of memory");
        }
        return made;
    }
}
