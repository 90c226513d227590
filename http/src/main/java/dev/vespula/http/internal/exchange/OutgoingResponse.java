package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.wasi.internal.io.ResourceCount;

/** {@code outgoing-response}. */
public final class OutgoingResponse extends OutgoingMessage {
    private static final int LEAST = 100;
    private static final int MOST = 999;
    private static final int OK = 200;

    private int status = OK;

    /** An answer with fields. */
    OutgoingResponse(ResourceCount count, Fields fields, long limit) {
        super(count, fields, limit, ErrorCode.HttpResponseBodySize::new);
    }

    /** {@code status-code}. */
    public synchronized int statusCode() {
        return status;
    }

    /** {@code set-status-code}. */
    public synchronized Result<Void, Void> setStatusCode(int code) {
        if (code < LEAST || code > MOST) {
            return Result.err(null);
        }
        status = code;
        return Result.ok(null);
    }
}
