package dev.vespula.http.internal.message;

import java.io.IOException;

/** A failure for which {@code wasi:http} has a code. */
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    /** A failure. */
    public HttpFailure(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** A failure with what led to it. */
    public HttpFailure(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What the guest is told. */
    public ErrorCode code() {
        return code;
    }
}
