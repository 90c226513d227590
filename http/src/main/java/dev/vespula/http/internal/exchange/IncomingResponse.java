package dev.vespula.http.internal.exchange;

import dev.vespula.http.HttpField;
import dev.vespula.http.internal.body.BodyRelay;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.List;

/** {@code incoming-response}. */
public final class IncomingResponse extends IncomingMessage {
    private final int status;

    /** What a client has received. */
    public IncomingResponse(ResourceCount count, int status, List<HttpField> fields, BodyRelay relay) {
        super(count, fields, relay);
        this.status = status;
    }

    /** {@code status}. */
    public int status() {
        return status;
    }
}
