package dev.vespula.wasi.internal.files;

import java.io.IOException;

/** Carries an {@link Errno} to the host function's boundary. It has no stack trace: a missing file is an everyday answer. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Errno errno;

    public ErrnoException(Errno errno) {
        super(errno.name());
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
