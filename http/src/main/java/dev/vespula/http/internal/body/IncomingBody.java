package dev.vespula.http.internal.body;

import dev.vespula.component.Result;
import dev.vespula.wasi.internal.io.GuestError;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.PublisherInput;
import dev.vespula.wasi.internal.io.ResourceCount;

/** {@code incoming-body}. One that is dropped without {@code finish} is given up. */
public final class IncomingBody extends HostedResource {
    private final BodyRelay relay;
    private GuestInput stream;
    private boolean isFinished;

    /** A body that comes from outside. */
    public IncomingBody(ResourceCount count, BodyRelay relay) {
        super(count);
        this.relay = relay;
    }

    /** {@code stream}: once. */
    public synchronized Result<GuestInput, Void> stream() {
        if (stream != null) {
            return Result.err(null);
        }
        stream = PublisherInput.of(count(), relay);
        return Result.ok(stream);
    }

    /**
     * {@code finish}.
     *
     * @throws dev.vespula.Trap if the stream is still there
     */
    public synchronized FutureTrailers finish() {
        if (stream != null && !stream.isClosed()) {
            throw GuestError.trap("resource has children: the stream of an incoming body that is finished");
        }
        FutureTrailers trailers = new FutureTrailers(count(), relay);
        isFinished = true;
        close();
        relay.drain();
        return trailers;
    }

    @Override
    protected void release() {
        if (!isFinished) {
            relay.giveUp();
        }
    }
}
