package dev.vespula.wasi;

import java.io.InterruptedIOException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.ReadOnlyFileSystemException;

/** The error codes of WASI preview 1, in the order of their numbers: a constant's ordinal is its code. */
enum Errno {
    SUCCESS, TOO_BIG, ACCES, ADDRINUSE, ADDRNOTAVAIL, AFNOSUPPORT, AGAIN, ALREADY, BADF, BADMSG,
    BUSY, CANCELED, CHILD, CONNABORTED, CONNREFUSED, CONNRESET, DEADLK, DESTADDRREQ, DOM, DQUOT,
    EXIST, FAULT, FBIG, HOSTUNREACH, IDRM, ILSEQ, INPROGRESS, INTR, INVAL, IO,
    ISCONN, ISDIR, LOOP, MFILE, MLINK, MSGSIZE, MULTIHOP, NAMETOOLONG, NETDOWN, NETRESET,
    NETUNREACH, NFILE, NOBUFS, NODEV, NOENT, NOEXEC, NOLCK, NOLINK, NOMEM, NOMSG,
    NOPROTOOPT, NOSPC, NOSYS, NOTCONN, NOTDIR, NOTEMPTY, NOTRECOVERABLE, NOTSOCK, NOTSUP, NOTTY,
    NXIO, OVERFLOW, OWNERDEAD, PERM, PIPE, PROTO, PROTONOSUPPORT, PROTOTYPE, RANGE, ROFS,
    SPIPE, SRCH, STALE, TIMEDOUT, TXTBSY, XDEV, NOTCAPABLE;

    /** The number a guest sees. */
    int code() {
        return ordinal();
    }

    /** An exception that makes the current host function return this code. */
    ErrnoException exception() {
        return new ErrnoException(this);
    }

    /**
     * The code for a failure of the host's file system or network. The class of the exception decides where it is specific;
     * the rest is told apart by the operating system's message, which is all that {@link FileSystemException} keeps of it.
     */
    static Errno of(IOException failure) {
        if (failure instanceof ErrnoException e) {
            return e.errno();
        }
        if (failure instanceof FileSystemException e) {
            return ofFileSystem(e);
        }
        if (failure instanceof ClosedByInterruptException || failure instanceof InterruptedIOException) {
            return INTR;
        }
        if (failure instanceof ClosedChannelException) {
            return BADF;
        }
        if (failure instanceof java.net.ConnectException) {
            return CONNREFUSED;
        }
        return ofMessage(failure.getMessage());
    }

    /** The code for an unchecked exception that {@code java.nio} documents for a host's refusal; null when it is a defect. */
    static Errno ofUnchecked(RuntimeException failure) {
        if (failure instanceof InvalidPathException) {
            return ILSEQ;
        }
        if (failure instanceof ReadOnlyFileSystemException) {
            return ROFS;
        }
        if (failure instanceof UnsupportedOperationException) {
            return NOTSUP;
        }
        if (failure instanceof NonReadableChannelException || failure instanceof NonWritableChannelException) {
            return BADF;
        }
        if (failure instanceof NotYetConnectedException) {
            return NOTCONN;
        }
        return null;
    }

    private static Errno ofFileSystem(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return NOENT;
        }
        if (e instanceof FileAlreadyExistsException) {
            return EXIST;
        }
        if (e instanceof AccessDeniedException) {
            return ACCES;
        }
        if (e instanceof DirectoryNotEmptyException) {
            return NOTEMPTY;
        }
        if (e instanceof NotDirectoryException) {
            return NOTDIR;
        }
        if (e instanceof NotLinkException) {
            return INVAL;
        }
        if (e instanceof FileSystemLoopException) {
            return LOOP;
        }
        if (e instanceof AtomicMoveNotSupportedException) {
            return XDEV;
        }
        return ofMessage(e.getReason());
    }

    private static Errno ofMessage(String message) {
        if (message == null) {
            return IO;
        }
        for (Phrase phrase : Phrase.ALL) {
            if (message.contains(phrase.text)) {
                return phrase.errno;
            }
        }
        return IO;
    }

    /** What the operating systems' messages contain. */
    private record Phrase(String text, Errno errno) {
        static final Phrase[] ALL = {
            new Phrase("Not a directory", NOTDIR),
            new Phrase("Is a directory", ISDIR),
            new Phrase("Directory not empty", NOTEMPTY),
            new Phrase("Too many levels of symbolic links", LOOP),
            new Phrase("File name too long", NAMETOOLONG),
            new Phrase("No space left", NOSPC),
            new Phrase("There is not enough space", NOSPC),
            new Phrase("quota exceeded", DQUOT),
            new Phrase("Too many open files", MFILE),
            new Phrase("Read-only file system", ROFS),
            new Phrase("Operation not permitted", PERM),
            new Phrase("Permission denied", ACCES),
            new Phrase("cross-device link", XDEV),
            new Phrase("Too many links", MLINK),
            new Phrase("Invalid argument", INVAL),
            new Phrase("File too large", FBIG),
            new Phrase("Device or resource busy", BUSY),
            new Phrase("being used by another process", BUSY),
            new Phrase("Text file busy", TXTBSY),
            new Phrase("No such device or address", NXIO),
            new Phrase("Bad file descriptor", BADF),
            new Phrase("No such file", NOENT),
            new Phrase("File exists", EXIST),
            new Phrase("not supported", NOTSUP),
            new Phrase("Broken pipe", PIPE),
            new Phrase("Connection reset", CONNRESET),
            new Phrase("Connection refused", CONNREFUSED),
            new Phrase("Socket is not connected", NOTCONN),
            new Phrase("Cannot allocate memory", NOMEM),
            new Phrase("Stale file handle", STALE),
        };
    }
}
