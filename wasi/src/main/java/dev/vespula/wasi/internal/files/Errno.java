package dev.vespula.wasi.internal.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
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
public enum Errno {
    SUCCESS, TOO_BIG, ACCES, ADDRINUSE, ADDRNOTAVAIL, AFNOSUPPORT, AGAIN, ALREADY, BADF, BADMSG,
    BUSY, CANCELED, CHILD, CONNABORTED, CONNREFUSED, CONNRESET, DEADLK, DESTADDRREQ, DOM, DQUOT,
    EXIST, FAULT, FBIG, HOSTUNREACH, IDRM, ILSEQ, INPROGRESS, INTR, INVAL, IO,
    ISCONN, ISDIR, LOOP, MFILE, MLINK, MSGSIZE, MULTIHOP, NAMETOOLONG, NETDOWN, NETRESET,
    NETUNREACH, NFILE, NOBUFS, NODEV, NOENT, NOEXEC, NOLCK, NOLINK, NOMEM, NOMSG,
    NOPROTOOPT, NOSPC, NOSYS, NOTCONN, NOTDIR, NOTEMPTY, NOTRECOVERABLE, NOTSOCK, NOTSUP, NOTTY,
    NXIO, OVERFLOW, OWNERDEAD, PERM, PIPE, PROTO, PROTONOSUPPORT, PROTOTYPE, RANGE, ROFS,
    SPIPE, SRCH, STALE, TIMEDOUT, TXTBSY, XDEV, NOTCAPABLE;

    /** The number a guest sees. */
    public int code() {
        return ordinal();
    }

    /** Fails with this code when something is so. */
    public void when(boolean so) throws ErrnoException {
        if (so) {
            throw exception();
        }
    }

    /** An exception that makes the current host function return this code. */
    public ErrnoException exception() {
        return new ErrnoException(this);
    }

    /**
     * The code for a failure of the host's file system or network. The class of the exception decides where it is specific;
     * the rest is told apart by the operating system's message, which is all that {@link FileSystemException} keeps of it.
     */
    public static Errno of(IOException failure) {
        if (failure instanceof ErrnoException e) {
            return e.errno();
        }
        Errno known = Cause.find(Cause.CHECKED, failure);
        if (known != null) {
            return known;
        }
        return ofMessage(failure instanceof FileSystemException e ? e.getReason() : failure.getMessage());
    }

    /** Throws a failure again unless it means this code. */
    public void expect(IOException failure) throws IOException {
        if (of(failure) != this) {
            throw failure;
        }
    }

    /** The code for an unchecked exception that {@code java.nio} documents for a host's refusal; null when it is a defect. */
    public static Errno ofUnchecked(RuntimeException failure) {
        return Cause.find(Cause.UNCHECKED, failure);
    }

    /** A class of exceptions that means one code. */
    private record Cause(Class<? extends Exception> type, Errno errno) {
        static final Cause[] CHECKED = {
            new Cause(NoSuchFileException.class, NOENT),
            new Cause(FileAlreadyExistsException.class, EXIST),
            new Cause(AccessDeniedException.class, ACCES),
            new Cause(DirectoryNotEmptyException.class, NOTEMPTY),
            new Cause(NotDirectoryException.class, NOTDIR),
            new Cause(NotLinkException.class, INVAL),
            new Cause(FileSystemLoopException.class, LOOP),
            new Cause(AtomicMoveNotSupportedException.class, XDEV),
            new Cause(ClosedByInterruptException.class, INTR),
            new Cause(InterruptedIOException.class, INTR),
            new Cause(ClosedChannelException.class, BADF),
            new Cause(ConnectException.class, CONNREFUSED),
        };
        static final Cause[] UNCHECKED = {
            new Cause(InvalidPathException.class, ILSEQ),
            new Cause(ReadOnlyFileSystemException.class, ROFS),
            new Cause(UnsupportedOperationException.class, NOTSUP),
            new Cause(NonReadableChannelException.class, BADF),
            new Cause(NonWritableChannelException.class, BADF),
            new Cause(NotYetConnectedException.class, NOTCONN),
        };

        /** The code of the first class that the failure is of, or null. */
        static Errno find(Cause[] causes, Exception failure) {
            for (Cause cause : causes) {
                if (cause.type.isInstance(failure)) {
                    return cause.errno;
                }
            }
            return null;
        }
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
            new Phrase("invalid argument", INVAL),
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
