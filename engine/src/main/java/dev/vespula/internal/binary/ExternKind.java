package dev.vespula.internal.binary;

import java.util.Locale;

/** The kinds of imports and exports, in the order of their codes in the binary format. */
public enum ExternKind {
    FUNCTION,
    TABLE,
    MEMORY,
    GLOBAL,
    TAG;

    /** As messages call it. */
    public String noun() {
        return name().toLowerCase(Locale.ROOT);
    }
}
