package dev.vespula.wasi.internal.io;

/** {@code stream-error} of {@code wasi:io/streams}. */
public sealed interface StreamError {
    /** The operation failed, for a reason that is told once. */
    record LastOperationFailed(IoError error) implements StreamError {}

    /** The stream has ended, or has failed before. */
    record Closed() implements StreamError {}
}
