package dev.vespula.types;

import java.util.Objects;

/**
 * A table's type.
 *
 * @param address type of indices
 * @param limits size range in elements
 * @param element type of every element
 */
public record TableType(AddressType address, Limits limits, RefType element) implements ExternType {
    public TableType {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(element, "element");
    }

    /** A table with 32-bit indices. */
    public static TableType of(RefType element, Limits limits) {
        return new TableType(AddressType.I32, limits, element);
    }
}
