package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.files.Errno;

/** {@code error-code}, in the order of its numbers. */
public enum ErrorCode {
    ACCESS, WOULD_BLOCK, ALREADY, BAD_DESCRIPTOR, BUSY, DEADLOCK, QUOTA, EXIST, FILE_TOO_LARGE, ILLEGAL_BYTE_SEQUENCE,
    IN_PROGRESS, INTERRUPTED, INVALID, IO, IS_DIRECTORY, LOOP, TOO_MANY_LINKS, MESSAGE_SIZE, NAME_TOO_LONG, NO_DEVICE,
    NO_ENTRY, NO_LOCK, INSUFFICIENT_MEMORY, INSUFFICIENT_SPACE, NOT_DIRECTORY, NOT_EMPTY, NOT_RECOVERABLE, UNSUPPORTED,
    NO_TTY, NO_SUCH_DEVICE, OVERFLOW, NOT_PERMITTED, PIPE, READ_ONLY, INVALID_SEEK, TEXT_FILE_BUSY, CROSS_DEVICE;

    /**
     * The code for what the sandbox says. Too many open files have none, so they are the lack of memory that they protect from; whatever else
     * has none is {@link #IO}.
     */
    static ErrorCode of(Errno errno) {
        return switch (errno) {
            case ACCES -> ACCESS;
            case AGAIN -> WOULD_BLOCK;
            case ALREADY -> ALREADY;
            case BADF -> BAD_DESCRIPTOR;
            case BUSY -> BUSY;
            case DEADLK -> DEADLOCK;
            case DQUOT -> QUOTA;
            case EXIST -> EXIST;
            case FBIG -> FILE_TOO_LARGE;
            case ILSEQ -> ILLEGAL_BYTE_SEQUENCE;
            case INPROGRESS -> IN_PROGRESS;
            case INTR -> INTERRUPTED;
            case INVAL -> INVALID;
            case ISDIR -> IS_DIRECTORY;
            case LOOP -> LOOP;
            case MFILE, NFILE, NOMEM -> INSUFFICIENT_MEMORY;
            case MLINK -> TOO_MANY_LINKS;
            case MSGSIZE -> MESSAGE_SIZE;
            case NAMETOOLONG -> NAME_TOO_LONG;
            case NODEV -> NO_DEVICE;
            case NOENT -> NO_ENTRY;
            case NOLCK -> NO_LOCK;
            case NOSPC -> INSUFFICIENT_SPACE;
            case NOTCAPABLE, PERM -> NOT_PERMITTED;
            case NOTDIR -> NOT_DIRECTORY;
            case NOTEMPTY -> NOT_EMPTY;
            case NOTRECOVERABLE -> NOT_RECOVERABLE;
            case NOSYS, NOTSUP -> UNSUPPORTED;
            case NOTTY -> NO_TTY;
            case NXIO -> NO_SUCH_DEVICE;
            case OVERFLOW -> OVERFLOW;
            case PIPE -> PIPE;
            case ROFS -> READ_ONLY;
            case SPIPE -> INVALID_SEEK;
            case TXTBSY -> TEXT_FILE_BUSY;
            case XDEV -> CROSS_DEVICE;
            default -> IO;
        };
    }
}
