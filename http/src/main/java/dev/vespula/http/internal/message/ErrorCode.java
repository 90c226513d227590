package dev.vespula.http.internal.message;

import java.util.Optional;

/** {@code error-code}. */
public sealed interface ErrorCode {
    /** What a name server said. */
    record DnsErrorPayload(Optional<String> rcode, Optional<Integer> infoCode) {}

    /** What the other side said. */
    record TlsAlertReceivedPayload(Optional<Integer> alertId, Optional<String> alertMessage) {}

    /** Which field, and how long it is. */
    record FieldSizePayload(Optional<String> fieldName, Optional<Long> fieldSize) {}

    /** The name could not be looked up in time. */
    record DnsTimeout() implements ErrorCode {}

    /** The name could not be looked up. */
    record DnsError(DnsErrorPayload payload) implements ErrorCode {}

    /** There is no such host. */
    record DestinationNotFound() implements ErrorCode {}

    /** The host is not there now. */
    record DestinationUnavailable() implements ErrorCode {}

    /** The address is not allowed. */
    record DestinationIpProhibited() implements ErrorCode {}

    /** No way leads to the address. */
    record DestinationIpUnroutable() implements ErrorCode {}

    /** The host takes no connections there. */
    record ConnectionRefused() implements ErrorCode {}

    /** The connection ended before the message did. */
    record ConnectionTerminated() implements ErrorCode {}

    /** No connection came about in time. */
    record ConnectionTimeout() implements ErrorCode {}

    /** Nothing came in time. */
    record ConnectionReadTimeout() implements ErrorCode {}

    /** Nothing could be sent in time. */
    record ConnectionWriteTimeout() implements ErrorCode {}

    /** There are too many connections. */
    record ConnectionLimitReached() implements ErrorCode {}

    /** TLS failed. */
    record TlsProtocolError() implements ErrorCode {}

    /** The certificate is not good. */
    record TlsCertificateError() implements ErrorCode {}

    /** The other side refused TLS. */
    record TlsAlertReceived(TlsAlertReceivedPayload payload) implements ErrorCode {}

    /** The policy does not allow the request. */
    record HttpRequestDenied() implements ErrorCode {}

    /** The length of the body must be said. */
    record HttpRequestLengthRequired() implements ErrorCode {}

    /** The body of the request has the wrong size. */
    record HttpRequestBodySize(Optional<Long> size) implements ErrorCode {}

    /** That is no method. */
    record HttpRequestMethodInvalid() implements ErrorCode {}

    /** That is no URI. */
    record HttpRequestUriInvalid() implements ErrorCode {}

    /** The URI is too long. */
    record HttpRequestUriTooLong() implements ErrorCode {}

    /** The fields of the request are too long. */
    record HttpRequestHeaderSectionSize(Optional<Long> size) implements ErrorCode {}

    /** A field of the request is too long. */
    record HttpRequestHeaderSize(Optional<FieldSizePayload> payload) implements ErrorCode {}

    /** The trailers of the request are too long. */
    record HttpRequestTrailerSectionSize(Optional<Long> size) implements ErrorCode {}

    /** A trailer of the request is too long. */
    record HttpRequestTrailerSize(FieldSizePayload payload) implements ErrorCode {}

    /** The answer ended too early. */
    record HttpResponseIncomplete() implements ErrorCode {}

    /** The fields of the answer are too long. */
    record HttpResponseHeaderSectionSize(Optional<Long> size) implements ErrorCode {}

    /** A field of the answer is too long. */
    record HttpResponseHeaderSize(FieldSizePayload payload) implements ErrorCode {}

    /** The body of the answer has the wrong size. */
    record HttpResponseBodySize(Optional<Long> size) implements ErrorCode {}

    /** The trailers of the answer are too long. */
    record HttpResponseTrailerSectionSize(Optional<Long> size) implements ErrorCode {}

    /** A trailer of the answer is too long. */
    record HttpResponseTrailerSize(FieldSizePayload payload) implements ErrorCode {}

    /** The transfer coding is not known. */
    record HttpResponseTransferCoding(Optional<String> text) implements ErrorCode {}

    /** The content coding is not known. */
    record HttpResponseContentCoding(Optional<String> text) implements ErrorCode {}

    /** The answer did not come in time. */
    record HttpResponseTimeout() implements ErrorCode {}

    /** The protocol could not be changed. */
    record HttpUpgradeFailed() implements ErrorCode {}

    /** The other side broke the protocol. */
    record HttpProtocolError() implements ErrorCode {}

    /** The request came back. */
    record LoopDetected() implements ErrorCode {}

    /** The host is not configured for it. */
    record ConfigurationError() implements ErrorCode {}

    /** Something else failed. */
    record InternalError(Optional<String> text) implements ErrorCode {}

    /** A failure that nothing else says better. */
    static ErrorCode internal(String what) {
        return new InternalError(Optional.of(what));
    }

    /** What {@code http-error-code} tells of an error of a stream. */
    static Optional<ErrorCode> of(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof HttpFailure known) {
                return Optional.of(known.code());
            }
        }
        return Optional.empty();
    }
}
