package dev.vespula.http.internal.body;

import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.wasi.internal.io.GuestError;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.List;
import java.util.Optional;

/** {@code outgoing-body}. One that is dropped without {@code finish} breaks the message off. */
public final class OutgoingBody extends HostedResource {
    private final BodyQueue queue;
    private GuestOutput stream;
    private volatile List<HttpField> trailers = List.of();

    /** A body that is written to a queue. */
    public OutgoingBody(ResourceCount count, BodyQueue queue) {
        super(count);
        this.queue = queue;
    }

    /** {@code write}: once. */
    public synchronized Result<GuestOutput, Void> write() {
        if (stream != null) {
            return Result.err(null);
        }
        stream = new BodyOutput(count(), queue);
        return Result.ok(stream);
    }

    /**
     * {@code finish}.
     *
     * @throws dev.vespula.Trap if the stream is still there
     */
    public Result<Void, ErrorCode> finish(Optional<Fields> behind) {
        synchronized (this) {
            if (stream != null && !stream.isClosed()) {
                throw GuestError.trap("resource has children: the stream of an outgoing body that is finished");
            }
        }
        behind.ifPresent(fields -> {
            trailers = fields.toList();
            fields.close();
        });
        Optional<ErrorCode> error = queue.end();
        close();
        return error.<Result<Void, ErrorCode>>map(Result::err).orElseGet(() -> Result.ok(null));
    }

    /** What comes behind the body, when it has been finished. */
    public List<HttpField> trailers() {
        return trailers;
    }

    @Override
    protected void release() {
        queue.fail(new HttpFailure(new ErrorCode.ConnectionTerminated(), "the body was dropped and not finished"));
    }
}
