package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.internal.body.BodyRelay;
import dev.vespula.http.internal.body.IncomingBody;
import dev.vespula.wasi.internal.io.ResourceCount;

/** The body of a message that has come, which a guest takes once; if it takes none, the body is given up with the message. */
final class MessageBody {
    private final ResourceCount count;
    private final BodyRelay relay;
    private boolean isTaken;

    MessageBody(ResourceCount count, BodyRelay relay) {
        this.count = count;
        this.relay = relay;
    }

    synchronized Result<IncomingBody, Void> consume() {
        if (isTaken) {
            return Result.err(null);
        }
        IncomingBody body = new IncomingBody(count, relay);
        isTaken = true;
        return Result.ok(body);
    }

    synchronized void release() {
        if (!isTaken) {
            isTaken = true;
            relay.giveUp();
        }
    }
}
