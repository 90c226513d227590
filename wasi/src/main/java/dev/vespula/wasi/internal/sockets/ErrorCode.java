package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.Result;

/** {@code error-code} of {@code wasi:sockets/network}. */
public enum ErrorCode {
    UNKNOWN, ACCESS_DENIED, NOT_SUPPORTED, INVALID_ARGUMENT, OUT_OF_MEMORY, TIMEOUT, CONCURRENCY_CONFLICT, NOT_IN_PROGRESS,
    WOULD_BLOCK, INVALID_STATE, NEW_SOCKET_LIMIT, ADDRESS_NOT_BINDABLE, ADDRESS_IN_USE, REMOTE_UNREACHABLE,
    CONNECTION_REFUSED, CONNECTION_RESET, CONNECTION_ABORTED, DATAGRAM_TOO_LARGE, NAME_UNRESOLVABLE,
    TEMPORARY_RESOLVER_FAILURE, PERMANENT_RESOLVER_FAILURE;

    /** As a result. */
    <T> Result<T, ErrorCode> err() {
        return Result.err(this);
    }

    /** As a result, or success if there is none. */
    static Result<Void, ErrorCode> result(ErrorCode codeOrNull) {
        return codeOrNull == null ? Result.ok(null) : Result.err(codeOrNull);
    }
}
