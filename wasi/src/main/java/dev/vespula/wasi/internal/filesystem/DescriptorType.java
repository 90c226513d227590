package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.files.FileType;

/** {@code descriptor-type}. */
public enum DescriptorType {
    UNKNOWN, BLOCK_DEVICE, CHARACTER_DEVICE, DIRECTORY, FIFO, SYMBOLIC_LINK, REGULAR_FILE, SOCKET;

    static DescriptorType of(FileType type) {
        return switch (type) {
            case UNKNOWN -> UNKNOWN;
            case BLOCK_DEVICE -> BLOCK_DEVICE;
            case CHARACTER_DEVICE -> CHARACTER_DEVICE;
            case DIRECTORY -> DIRECTORY;
            case REGULAR_FILE -> REGULAR_FILE;
            case SOCKET_DGRAM, SOCKET_STREAM -> SOCKET;
            case SYMBOLIC_LINK -> SYMBOLIC_LINK;
            case FIFO -> FIFO;
        };
    }
}
