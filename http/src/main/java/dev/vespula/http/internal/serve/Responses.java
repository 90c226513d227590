package dev.vespula.http.internal.serve;

import dev.vespula.http.HttpField;
import dev.vespula.http.HttpResponse;
import dev.vespula.http.internal.body.BodyQueue;
import dev.vespula.http.internal.message.ErrorCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/** Answers of the host's own, which say nothing. */
final class Responses {
    private static final String LENGTH = "content-length";
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
        return new HttpResponse(status, List.of(new HttpField(LENGTH, "0")), OptionalLong.of(0), noBody(), List::of);
    }

    /** Fields in which the length of the body is said once, however often the component has said it. */
    static List<HttpField> withOneLength(List<HttpField> fields, OptionalLong length) {
        if (length.isEmpty()) {
            return fields;
        }
        List<HttpField> once = new ArrayList<>(fields);
        once.removeIf(each -> each.name().equalsIgnoreCase(LENGTH));
        once.add(new HttpField(LENGTH, String.valueOf(length.getAsLong())));
        return once;
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
