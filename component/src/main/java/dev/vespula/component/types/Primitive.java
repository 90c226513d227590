package dev.vespula.component.types;

import java.util.Locale;

/** A primitive type. The order is that of the codes in the binary, downwards from 0x7f; ERROR_CONTEXT is 0x64. */
public enum Primitive implements ValueType {
    BOOL, S8, U8, S16, U16, S32, U32, S64, U64, F32, F64, CHAR, STRING, ERROR_CONTEXT;

    /** The word of the text format and of WIT. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
