package dev.vespula.types;

import java.util.Objects;

/**
 * A linear memory's type.
 *
 * @param address type of addresses
 * @param limits size range in pages
 * @param shared whether several threads may use the memory
 * @param pageSizeLog2 16 for the usual pages of 65,536 bytes, 0 for pages of one byte
 */
public record MemoryType(AddressType address, Limits limits, boolean shared, int pageSizeLog2) implements ExternType {
    public MemoryType {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(limits, "limits");
    }

    /** A 32-bit memory of the usual page size. */
    public static MemoryType of(Limits limits) {
        return new MemoryType(AddressType.I32, limits, false, 16);
    }

    /** A 32-bit memory of the usual page size that several threads may use; it must have a maximum. */
    public static MemoryType shared(Limits limits) {
        return new MemoryType(AddressType.I32, limits, true, 16);
    }

    /** Bytes of a page. */
    public int pageSize() {
        return 1 << pageSizeLog2;
    }
}
