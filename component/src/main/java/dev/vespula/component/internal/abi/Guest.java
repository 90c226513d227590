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
    long allocate(long length, int alignment, Words words, String what) {
        return reallocate(0, 0, alignment, length, words, what);
    }

    /** Allocates anew, for more or fewer bytes. */
    long reallocate(long address, long length, int alignment, long wanted, Words words, String what) {
        if (wanted > MOST_ADDRESS) {
            throw BorderTraps.invalid(words.contentOutside(what));
        }
        long[] result = new long[1];
        state.confined(() -> state.withFreshContext(() -> result[0] = realloc.call(address, length, alignment, wanted)));
        long made = result[0] & MOST_ADDRESS;
        if (made % alignment != 0) {
            throw BorderTraps.invalid(words.allocatedUnaligned());
        }
        if (!holds(made, wanted)) {
            throw BorderTraps.invalid(words.allocatedOutside(what));
        }
        return made;
    }
}
