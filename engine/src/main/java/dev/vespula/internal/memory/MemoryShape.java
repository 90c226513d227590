package dev.vespula.internal.memory;

/**
 * What a memory's declaration says.
 *
 * @param minimum      pages at the start
 * @param maximum      most pages, unsigned, or {@link #NONE}
 * @param pageSizeLog2 0 or 16
 * @param wide         whether addresses are 64 bits wide
 * @param sharing      whether threads may share it
 */
public record MemoryShape(long minimum, long maximum, int pageSizeLog2, boolean wide, Sharing sharing) {
    /** No declared maximum. */
    public static final long NONE = -1;

    /** Whether threads may share a memory. */
    public enum Sharing {
        /** One thread at a time. */
        UNSHARED,
        /** Declared {@code shared}. */
        SHARED
    }

    /** An address in slot form made unsigned: 32-bit ones are zero-extended. */
    public long unsigned(long address) {
        return wide ? address : address & 0xFFFF_FFFFL;
    }

    /** The same with another minimum. */
    public MemoryShape withMinimum(long pages) {
        return new MemoryShape(pages, maximum, pageSizeLog2, wide, sharing);
    }

    /** The most pages it may have: as declared, and what its addresses reach. */
    public long maximumPages() {
        long reach = wide ? Long.MAX_VALUE >>> pageSizeLog2 : 0x1_0000_0000L >>> pageSizeLog2;
        return maximum == NONE || Long.compareUnsigned(maximum, reach) > 0 ? reach : maximum;
    }

    /** The most bytes it may have, as declared; -1 if nothing is declared. */
    public long maximumBytes() {
        return maximum == NONE ? NONE : bytes(maximumPages());
    }

    /** The most bytes it may have, or the given number if that is less. */
    long maximumBytesOr(long other) {
        return Math.min(bytes(maximumPages()), other);
    }

    /** Pages in bytes; negative if that is beyond 2^63. */
    public long bytes(long pages) {
        return Long.compareUnsigned(pages, Long.MAX_VALUE >>> pageSizeLog2) > 0 ? -1 : pages << pageSizeLog2;
    }
}
