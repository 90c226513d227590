package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.text.syntax.Bytes;

/**
 * Limits of a table or memory.
 *
 * @param max as bits, meaningful when {@code bounded}
 * @param pageSize exponent of a page's size, null for the usual one
 */
record Limits(AddressType address, long min, boolean bounded, long max, boolean shared, Integer pageSize) {

    /** Limits of something whose size is its content. */
    static Limits exactly(AddressType address, long size) {
        return new Limits(address, size, true, size, false, null);
    }

    Limits withPageSize(Integer exponent) {
        return new Limits(address, min, bounded, max, shared, exponent);
    }

    void write(Bytes out) {
        out.put((bounded ? BinaryFormat.HAS_MAX : 0) | (shared ? BinaryFormat.SHARED : 0)
            | (address == AddressType.I64 ? BinaryFormat.ADDRESS_64 : 0) | (pageSize != null ? BinaryFormat.HAS_PAGE_SIZE : 0));
        out.u64(min);
        if (bounded) {
            out.u64(max);
        }
        if (pageSize != null) {
            out.u32(pageSize);
        }
    }
}
