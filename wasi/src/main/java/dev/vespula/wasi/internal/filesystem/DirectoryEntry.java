package dev.vespula.wasi.internal.filesystem;

/** {@code directory-entry}. */
public record DirectoryEntry(DescriptorType type, String name) {}
