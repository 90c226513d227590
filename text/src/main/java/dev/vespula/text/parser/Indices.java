package dev.vespula.text.parser;

/** Whatever is named by numbers and identifiers. */
interface Indices {
    /** Reads a number, which is not checked, or an identifier, which must be known. */
    int read(Cursor cursor);
}
