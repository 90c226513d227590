package dev.vespula.wasi.internal.filesystem;

/** {@code descriptor-flags}. */
public enum DescriptorFlag {
    READ, WRITE, FILE_INTEGRITY_SYNC, DATA_INTEGRITY_SYNC, REQUESTED_WRITE_SYNC, MUTATE_DIRECTORY
}
