package dev.vespula.http.internal.serve;

import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpField;
import dev.vespula.http.HttpOptions;
import dev.vespula.http.internal.message.FieldSyntax;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.http.internal.message.HttpFailure;
import java.util.List;

/** What is wrong with a request before any component sees it. */
final class RequestCheck {
    static final int GOOD = 0;
    private static final int BAD_REQUEST = 400;
    /** What is for proxies and for looking at connections: an answer to CONNECT would seem to open a tunnel. */
    private static final int NOT_ALLOWED = 405;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int URI_TOO_LONG = 414;
    private static final int FIELDS_TOO_LARGE = 431;

    private RequestCheck() {}

    /** The status for a request that is refused, or {@link #GOOD}. */
    static int status(HttpExchange exchange, HttpOptions options) {
        List<HttpField> fields = exchange.fields();
        int left = Math.min(options.maxHeaderSize(), Fields.MOST_BYTES) - exchange.pathWithQuery().length() - exchange
                .authority().length();
        if (left < 0) {
            return URI_TOO_LONG;
        }
        boolean hasCoding = false;
        int hosts = 0;
        for (HttpField each : fields) {
            left -= each.name().length() + each.value().length() + Fields.FIELD_BYTES;
            if (left < 0) {
                return FIELDS_TOO_LARGE;
            }
            if (!FieldSyntax.isToken(each.name()) || !FieldSyntax.isValue(each.value())) {
                return BAD_REQUEST;
            }
            hosts += each.name().equalsIgnoreCase("host") ? 1 : 0;
            if (each.name().equalsIgnoreCase("transfer-encoding")) {
                // The server takes only this one off, and the component would get bytes that it cannot read.
                if (hasCoding || !each.value().strip().equalsIgnoreCase("chunked")) {
                    return BAD_REQUEST;
                }
                hasCoding = true;
            }
        }
        if (exchange.method().equals("CONNECT") || exchange.method().equals("TRACE")) {
            return NOT_ALLOWED;
        }
        return hosts <= 1 && isOfRequest(exchange) ? ofLength(fields, hasCoding, options) : BAD_REQUEST;
    }

    private static boolean isOfRequest(HttpExchange exchange) {
        String authority = exchange.authority();
        String path = exchange.pathWithQuery();
        return FieldSyntax.isToken(exchange.method()) && (authority.isEmpty() || FieldSyntax.isAuthority(authority))
                && (path.isEmpty() || FieldSyntax.isPath(path));
    }

    /** Two ways to say where the body ends are one too many: who is behind the next proxy may believe the other one. */
    private static int ofLength(List<HttpField> fields, boolean hasCoding, HttpOptions options) {
        try {
            long length = Fields.contentLength(fields).orElse(-1);
            return hasCoding && length >= 0 ? BAD_REQUEST : length > options.maxRequestBody() ? CONTENT_TOO_LARGE : GOOD;
        } catch (HttpFailure e) {
            return BAD_REQUEST;
        }
    }
}
