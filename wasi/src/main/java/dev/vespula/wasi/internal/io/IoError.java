package dev.vespula.wasi.internal.io;

import java.io.IOException;

/** Why an operation on a stream failed: {@code error} of {@code wasi:io/error}. */
public final class IoError extends HostedResource {
    private final IOException cause;

    /** An error. */
    public IoError(ResourceCount count, IOException cause) {
        super(count);
        this.cause = cause;
    }

    /** What happened. */
    public IOException cause() {
        return cause;
    }

    /** {@code to-debug-string}: the message, without the host's classes and paths. */
    public String toDebugString() {
        return cause.getMessage() == null ? "input or output failed" : cause.getMessage();
    }
}
