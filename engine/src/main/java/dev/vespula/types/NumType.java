package dev.vespula.types;

import java.util.Locale;

/** Numbers and the 128-bit vector. */
public enum NumType implements ValType {
    I32,
    I64,
    F32,
    F64,
    V128;

    /** The name in the text format. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
