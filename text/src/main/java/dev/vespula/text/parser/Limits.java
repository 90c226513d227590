package dev.vespula.text.parser;

import dev.vespula.text.syntax.Bytes;

/**
 * Limits of a table or memory.
 *
 * @param max as bits, meaningful when {@code bounded}
 * @param pageSize exponent of a page's size, null for the usual one
 */
record Limits(AddressType address, long min, boolean bounded, long max, boolean shared, Integer pageSize) {

    /** Exponent of the usual page size. */
    static final int DEFAULT_PAGE = 16;

    private static final int HAS_MAX = 1;
    private static final int SHARED = 2;
    private static final int ADDRESS_64 = 4;
    private static final int HAS_PAGE_SIZE = 8;

    /** Limits of something whose size is its content. */
    static Limits exactly(AddressType address, long size) {
        return new Limits(address, size, true, size, false, null);
    }

    Limits withPageSize(Integer exponent) {
        return new Limits(address, min, bounded, max, shared, exponent);
    }

    void write(Bytes out) {
        out.put((bounded ? HAS_MAX : 0) | (shared ? SHARED : 0) | (address == AddressType.I64 ? ADDRESS_64 : 0)
            | (pageSize != null ? HAS_PAGE_SIZE : 0));
        out.u64(min);
        if (bounded) {
            out.u64(max);
        }
        if (pageSize != null) {
            out.u32(pageSize);
        }
    }
}
