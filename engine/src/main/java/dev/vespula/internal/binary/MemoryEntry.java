package dev.vespula.internal.binary;

/**
 * A memory, imported or defined.
 *
 * @param address64 whether addresses are i64
 * @param shared whether threads may share it
 * @param pageSizeLog2 exponent of the page size in bytes, 16 or 0
 * @param min pages at creation, unsigned
 * @param max declared maximum in pages, unsigned; meaningless unless {@code hasMax}
 * @param hasMax whether a maximum is declared
 * @param offset place in the binary, for errors
 */
public record MemoryEntry(
        boolean address64, boolean shared, int pageSizeLog2, long min, long max, boolean hasMax, int offset) {}
