package dev.vespula.types;

/** Integers that fields hold in less than 32 bits; on the operand stack they are {@code i32}. */
public enum PackedType implements StorageType {
    I8,
    I16;

    /** The name in the text format. */
    @Override
    public String toString() {
        return this == I8 ? "i8" : "i16";
    }
}
