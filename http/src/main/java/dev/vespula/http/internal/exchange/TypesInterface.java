package dev.vespula.http.internal.exchange;

import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import dev.vespula.component.PerInstance;
import dev.vespula.component.Result;
import dev.vespula.http.internal.body.FutureTrailers;
import dev.vespula.http.internal.body.IncomingBody;
import dev.vespula.http.internal.body.OutgoingBody;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.http.internal.message.HeaderError;
import dev.vespula.wasi.internal.io.IoError;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/** {@code wasi:http/types} for one process: what is no method of a resource. */
public final class TypesInterface {
    /** What the interface is called. */
    public static final String NAME = "wasi:http/types@0.2.12";
    private static final HostResource FIELDS = HostResource.of("fields", Fields.class, Fields::close);
    private static final HostResource INCOMING_REQUEST = HostResource.of("incoming-request", IncomingRequest.class,
            IncomingRequest::close);
    private static final HostResource OUTGOING_REQUEST = HostResource.of("outgoing-request", OutgoingRequest.class,
            OutgoingRequest::close);
    private static final HostResource OPTIONS = HostResource.of("request-options", RequestOptions.class, RequestOptions::close);
    private static final HostResource OUTPARAM = HostResource.of("response-outparam", ResponseOutparam.class,
            ResponseOutparam::close);
    private static final HostResource INCOMING_RESPONSE = HostResource.of("incoming-response", IncomingResponse.class,
            IncomingResponse::close);
    private static final HostResource INCOMING_BODY = HostResource.of("incoming-body", IncomingBody.class, IncomingBody::close);
    private static final HostResource TRAILERS = HostResource.of("future-trailers", FutureTrailers.class,
            FutureTrailers::close);
    private static final HostResource OUTGOING_RESPONSE = HostResource.of("outgoing-response", OutgoingResponse.class,
            OutgoingResponse::close);
    private static final HostResource OUTGOING_BODY = HostResource.of("outgoing-body", OutgoingBody.class, OutgoingBody::close);
    private static final HostResource FUTURE_RESPONSE = HostResource.of("future-incoming-response",
            FutureIncomingResponse.class, FutureIncomingResponse::close);

    private final ResourceCount count;
    private final long maxResponseBody;

    /** The interface for one process. */
    public TypesInterface(ResourceCount count, long maxResponseBody) {
        this.count = count;
        this.maxResponseBody = maxResponseBody;
    }

    /** Defines it. */
    public static <T> void define(ComponentLinker<T> linker, PerInstance<T, TypesInterface> process) {
        linker.instance(NAME).define(MethodHandles.lookup(), TypesInterface.class, process)
                .resource("fields", FIELDS)
                .resource("incoming-request", INCOMING_REQUEST).resource("outgoing-request", OUTGOING_REQUEST)
                .resource("request-options", OPTIONS).resource("response-outparam", OUTPARAM)
                .resource("incoming-response", INCOMING_RESPONSE).resource("outgoing-response", OUTGOING_RESPONSE)
                .resource("incoming-body", INCOMING_BODY).resource("outgoing-body", OUTGOING_BODY)
                .resource("future-trailers", TRAILERS).resource("future-incoming-response", FUTURE_RESPONSE);
    }

    /** {@code http-error-code}. */
    public Optional<ErrorCode> httpErrorCode(IoError error) {
        return ErrorCode.of(error.cause());
    }

    /** {@code [constructor]fields}. */
    public Fields newFields() {
        return new Fields(count);
    }

    /** {@code [static]fields.from-list}. */
    public Result<Fields, HeaderError> fieldsFromList(List<Fields.Field> entries) {
        return Fields.fromList(count, entries);
    }

    /** {@code [constructor]outgoing-request}. */
    public OutgoingRequest newOutgoingRequest(Fields headers) {
        return new OutgoingRequest(count, headers);
    }

    /** {@code [constructor]request-options}. */
    public RequestOptions newRequestOptions() {
        return new RequestOptions(count);
    }

    /** {@code [static]response-outparam.set}. */
    public void responseOutparamSet(ResponseOutparam outparam, Result<OutgoingResponse, ErrorCode> response) {
        outparam.set(response);
    }

    /** {@code [static]incoming-body.finish}. */
    public FutureTrailers incomingBodyFinish(IncomingBody body) {
        return body.finish();
    }

    /** {@code [constructor]outgoing-response}. */
    public OutgoingResponse newOutgoingResponse(Fields headers) {
        return new OutgoingResponse(count, headers, maxResponseBody);
    }

    /** {@code [static]outgoing-body.finish}. */
    public Result<Void, ErrorCode> outgoingBodyFinish(OutgoingBody body, Optional<Fields> trailers) {
        return body.finish(trailers);
    }
}
