package dev.vespula.component.internal.adapt;

/**
 * What the host does with a string between two memories: takes the address of the source, its number of code units, and the
 * address of the target; gives a number.
 */
enum StringStep {
    /** Traps unless it is UTF-8; writes nothing. */
    CHECK_UTF8,
    /** Traps unless it is UTF-16; gives 1 if Latin-1 could hold it, else 0; writes nothing. */
    CHECK_UTF16,
    /** Gives the number of code units of UTF-16 that were written. */
    UTF8_TO_UTF16,
    /** Gives the number of characters that were written, or -1 if Latin-1 cannot hold them, and nothing was written. */
    UTF8_TO_LATIN1,
    /** Writes those at the beginning that are ASCII; gives their number. */
    UTF16_ASCII,
    /** Gives the number of bytes of UTF-8 that were written. */
    UTF16_TO_UTF8,
    /** Gives the number of characters that were written, or -1 if Latin-1 cannot hold them, and nothing was written. */
    UTF16_TO_LATIN1,
    /** Writes those at the beginning that are ASCII; gives their number. */
    LATIN1_ASCII,
    /** Gives the number of bytes of UTF-8 that were written. */
    LATIN1_TO_UTF8,
    /** Gives the number of code units of UTF-16 that were written. */
    LATIN1_TO_UTF16;

    private static final StringStep[] ALL = values();

    static StringStep of(int number) {
        return ALL[number];
    }
}
