package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.files.Errno;
import java.io.IOException;
import java.util.Locale;

/** Why a stream of a file failed. It says nothing of the host but the code. */
final class FilesystemFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private FilesystemFailure(ErrorCode code) {
        super(code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        this.code = code;
    }

    static FilesystemFailure of(Errno errno) {
        return new FilesystemFailure(ErrorCode.of(errno));
    }

    ErrorCode code() {
        return code;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
