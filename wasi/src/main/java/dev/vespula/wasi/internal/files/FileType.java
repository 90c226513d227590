package dev.vespula.wasi.internal.files;

/** The kinds of file, in the order of their numbers in preview 1, which has none for pipes. */
public enum FileType {
    UNKNOWN, BLOCK_DEVICE, CHARACTER_DEVICE, DIRECTORY, REGULAR_FILE, SOCKET_DGRAM, SOCKET_STREAM, SYMBOLIC_LINK, FIFO;

    private static final int FORMAT_MASK = 0xF000;
    private static final int FORMAT_SOCKET = 0xC000;
    private static final int FORMAT_BLOCK = 0x6000;
    private static final int FORMAT_CHARACTER = 0x2000;
    private static final int FORMAT_PIPE = 0x1000;

    /** The number that a guest of preview 1 sees. */
    public int code() {
        return this == FIFO ? UNKNOWN.ordinal() : ordinal();
    }

    /** The kind of a file that is neither regular, directory nor link, from its Unix mode. */
    public static FileType ofSpecial(int mode) {
        return switch (mode & FORMAT_MASK) {
            case FORMAT_SOCKET -> SOCKET_STREAM;
            case FORMAT_BLOCK -> BLOCK_DEVICE;
            case FORMAT_CHARACTER -> CHARACTER_DEVICE;
            case FORMAT_PIPE -> FIFO;
            default -> UNKNOWN;
        };
    }
}
