package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;

/** {@code response-outparam}. */
public final class ResponseOutparam extends HostedResource {
    private static final int LEAST = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int MOST = 199;

    private final Answer answer;

    /** What a guest answers with. */
    public ResponseOutparam(ResourceCount count, Answer answer) {
        super(count);
        this.answer = answer;
    }

    /** {@code send-informational}. */
    public Result<Void, ErrorCode> sendInformational(int status, Fields headers) {
        try (headers) {
            if (status < LEAST || status > MOST || status == SWITCHING_PROTOCOLS) {
                return Result.err(new ErrorCode.HttpProtocolError());
            }
            answer.inform(status, headers.toList());
            return Result.ok(null);
        }
    }

    /** {@code set}. */
    void set(Result<OutgoingResponse, ErrorCode> response) {
        answer.set(response);
        close();
    }

    @Override
    protected void release() {
        answer.dropped();
    }
}
