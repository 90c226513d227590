package dev.vespula.wasi.internal.filesystem;

/** {@code metadata-hash-value}. */
public record MetadataHashValue(long lower, long upper) {}
