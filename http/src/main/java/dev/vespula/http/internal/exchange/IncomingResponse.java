package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.http.internal.body.BodyRelay;
import dev.vespula.http.internal.body.IncomingBody;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.List;

/** {@code incoming-response}. */
public final class IncomingResponse extends HostedResource {
    private final int status;
    private final Fields fields;
    private final MessageBody body;

    /** What a client has received. */
    public IncomingResponse(ResourceCount count, int status, List<HttpField> fields, BodyRelay relay) {
        super(count);
        this.status = status;
        this.fields = Fields.of(count, fields);
        this.body = new MessageBody(count, relay);
    }

    /** {@code status}. */
    public int status() {
        return status;
    }

    /** {@code headers}. */
    public Fields headers() {
        return fields.frozen();
    }

    /** {@code consume}: once. */
    public Result<IncomingBody, Void> consume() {
        return body.consume();
    }

    @Override
    protected void release() {
        fields.close();
        body.release();
    }
}
