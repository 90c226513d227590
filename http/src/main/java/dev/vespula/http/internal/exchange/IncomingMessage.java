package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.http.internal.body.BodyRelay;
import dev.vespula.http.internal.body.IncomingBody;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.List;

/** A request or answer that has come. A guest takes its body once; if it takes none, the body is given up with the message. */
public abstract class IncomingMessage extends HostedResource {
    private final Fields fields;
    private final BodyRelay relay;
    private boolean isTaken;

    IncomingMessage(ResourceCount count, List<HttpField> fields, BodyRelay relay) {
        super(count);
        this.fields = Fields.of(count, fields);
        this.relay = relay;
    }

    /** {@code headers}. */
    public Fields headers() {
        return fields.frozen();
    }

    /** {@code consume}: once. */
    public synchronized Result<IncomingBody, Void> consume() {
        if (isTaken) {
            return Result.err(null);
        }
        IncomingBody body = new IncomingBody(count(), relay);
        isTaken = true;
        return Result.ok(body);
    }

    @Override
    protected synchronized void release() {
        fields.close();
        if (!isTaken) {
            isTaken = true;
            relay.giveUp();
        }
    }
}
