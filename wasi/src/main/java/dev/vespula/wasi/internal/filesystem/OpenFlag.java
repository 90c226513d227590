package dev.vespula.wasi.internal.filesystem;

/** {@code open-flags}. */
public enum OpenFlag { CREATE, DIRECTORY, EXCLUSIVE, TRUNCATE }
