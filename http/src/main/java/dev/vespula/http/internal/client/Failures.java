package dev.vespula.http.internal.client;

import dev.vespula.http.internal.message.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** What the client's exceptions are for guests. */
final class Failures {
    private static final String ALERT = "Received fatal alert: ";

    private Failures() {}

    /** The code for a failure of a request. */
    static ErrorCode code(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return ErrorCode.of(failure).orElseGet(() -> ofClient(failure));
    }

    private static ErrorCode ofClient(Throwable failure) {
        if (has(failure, UnknownHostException.class) || has(failure, UnresolvedAddressException.class)) {
            return new ErrorCode.DnsError(new ErrorCode.DnsErrorPayload(Optional.of("address not available"), Optional
                    .empty()));
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return new ErrorCode.ConnectionTimeout();
        }
        if (failure instanceof HttpTimeoutException) {
            return new ErrorCode.ConnectionReadTimeout();
        }
        if (has(failure, SSLException.class)) {
            return ofTls(failure);
        }
        if (has(failure, NoRouteToHostException.class)) {
            return new ErrorCode.DestinationIpUnroutable();
        }
        if (failure instanceof ConnectException) {
            return said(failure).contains("unreachable") ? new ErrorCode.DestinationUnavailable()
                    : new ErrorCode.ConnectionRefused();
        }
        return failure instanceof IOException ? ofConnection(failure) : ErrorCode.internal("the request failed");
    }

    private static ErrorCode ofTls(Throwable failure) {
        if (has(failure, CertificateException.class)) {
            return new ErrorCode.TlsCertificateError();
        }
        String message = said(failure);
        int alert = message.indexOf(ALERT);
        return alert < 0 ? new ErrorCode.TlsProtocolError() : new ErrorCode.TlsAlertReceived(
                new ErrorCode.TlsAlertReceivedPayload(
                        Optional.empty(), Optional.of(message.substring(alert + ALERT.length()))));
    }

    /** Failures of a connection that was there. The client has messages and no types for them. */
    private static ErrorCode ofConnection(Throwable failure) {
        String message = said(failure);
        if (message.contains("fixed content-length") || message.contains("chunked transfer encoding")) {
            return new ErrorCode.HttpResponseIncomplete();
        }
        boolean isOver = has(failure, EOFException.class) || has(failure, ClosedChannelException.class) || message.contains(
                "reset")
                || message.contains("Broken pipe") || message.contains("no bytes") || message.contains("closed")
                || message.contains("EOF");
        return isOver ? new ErrorCode.ConnectionTerminated()
                : new ErrorCode.HttpProtocolError();
    }

    private static String said(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            all.append(each.getMessage()).append('\n');
        }
        return all.toString();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
