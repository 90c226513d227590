package dev.vespula.wasi.internal.filesystem;

/** What {@code read} gives: bytes, and whether the file ends there. */
public record ReadBytes(byte[] bytes, boolean isAtEnd) {}
