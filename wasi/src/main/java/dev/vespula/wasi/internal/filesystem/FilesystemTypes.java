package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.io.IoError;
import java.util.Optional;

/** The function of {@code wasi:filesystem/types} that belongs to no resource. */
public final class FilesystemTypes {

    /** {@code filesystem-error-code}: nothing for errors of other streams. */
    public Optional<ErrorCode> filesystemErrorCode(IoError error) {
        return error.cause() instanceof FilesystemFailure failure ? Optional.of(failure.code()) : Optional.empty();
    }
}
