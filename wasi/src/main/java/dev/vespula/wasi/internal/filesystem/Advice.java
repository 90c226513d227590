package dev.vespula.wasi.internal.filesystem;

/** {@code advice}. */
public enum Advice { NORMAL, SEQUENTIAL, RANDOM, WILL_NEED, DONT_NEED, NO_REUSE }
