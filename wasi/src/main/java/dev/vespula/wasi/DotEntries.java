package dev.vespula.wasi;

/**
 * Whether listing a directory shows {@code .} and {@code ..}. POSIX leaves it open and hosts differ: the WASI test suite wants
 * them, Node leaves them out, and some programs print whatever they get.
 */
public enum DotEntries {
    /** They come first. */
    LISTED,
    /** Only what the directory contains. */
    OMITTED
}
