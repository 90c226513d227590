package dev.vespula.internal.binary;

/** The kinds of imports and exports, in the order of their codes in the binary format. */
public enum ExternKind {
    FUNCTION,
    TABLE,
    MEMORY,
    GLOBAL,
    TAG
}
