package dev.vespula.wasi.internal.files;

/** The kinds of file; a constant's ordinal is its number in the specification. */
public enum FileType {
    UNKNOWN, BLOCK_DEVICE, CHARACTER_DEVICE, DIRECTORY, REGULAR_FILE, SOCKET_DGRAM, SOCKET_STREAM, SYMBOLIC_LINK;

    private static final int FORMAT_MASK = 0xF000;
    private static final int FORMAT_SOCKET = 0xC000;
    private static final int FORMAT_BLOCK = 0x6000;
    private static final int FORMAT_CHARACTER = 0x2000;

    public int code() {
        return ordinal();
    }

    /** The kind of a file that is neither regular, directory nor link, from its Unix mode. */
    public static FileType ofSpecial(int mode) {
        return switch (mode & FORMAT_MASK) {
            case FORMAT_SOCKET -> SOCKET_STREAM;
            case FORMAT_BLOCK -> BLOCK_DEVICE;
            case FORMAT_CHARACTER -> CHARACTER_DEVICE;
            default -> UNKNOWN;
        };
    }
}
