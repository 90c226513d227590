package dev.vespula.http.internal.serve;

import dev.vespula.http.HttpField;
import dev.vespula.http.HttpResponse;
import dev.vespula.http.internal.body.BodyQueue;
import dev.vespula.http.internal.message.ErrorCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/** Answers of the host's own, which say nothing. */
final class Responses {
    static final int INTERNAL_ERROR = 500;
    static final int UNAVAILABLE = 503;
    private static final int BAD_GATEWAY = 502;
    static final int GATEWAY_TIMEOUT = 504;

    private Responses() {}

    /** A body without bytes. */
    static Flow.Publisher<ByteBuffer> noBody() {
        BodyQueue queue = new BodyQueue(OptionalLong.empty(), 0, ErrorCode.HttpResponseBodySize::new);
        queue.end();
        return queue;
    }

    /** A status and nothing else. */
    static HttpResponse empty(int status) {
        return new HttpResponse(status, List.of(new HttpField("content-length", "0")), OptionalLong.of(0), noBody(), List::of);
    }

    /** The status for an error that a component answers with. */
    static int status(ErrorCode code) {
        if (code instanceof ErrorCode.ConnectionTimeout || code instanceof ErrorCode.ConnectionReadTimeout
                || code instanceof ErrorCode.HttpResponseTimeout || code instanceof ErrorCode.DnsTimeout) {
            return GATEWAY_TIMEOUT;
        }
        return code instanceof ErrorCode.InternalError || code instanceof ErrorCode.ConfigurationError
                || code instanceof ErrorCode.HttpRequestDenied ? INTERNAL_ERROR : BAD_GATEWAY;
    }
}
