package dev.vespula.types;

/** The type of addresses of a memory or indices of a table. */
public enum AddressType {
    I32,
    I64;

    /** The name in the text format. */
    @Override
    public String toString() {
        return this == I32 ? "i32" : "i64";
    }
}
