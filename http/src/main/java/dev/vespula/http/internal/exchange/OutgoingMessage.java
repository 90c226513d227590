package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.http.internal.body.BodyQueue;
import dev.vespula.http.internal.body.OutgoingBody;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What requests and answers of a guest have in common: fields, which it cannot change any more, and a body. */
public abstract class OutgoingMessage extends HostedResource {
    private final Fields fields;
    private final BodyQueue queue;
    private final HttpFailure wrongLength;
    private final OptionalLong length;
    private OutgoingBody body;
    private boolean isSent;

    /**
     * A message with fields, which are taken over.
     *
     * @param limit bytes of the body
     * @param wrongSize the error for a body of the wrong size
     */
    OutgoingMessage(ResourceCount count, Fields fields, long limit, Function<Optional<Long>, ErrorCode> wrongSize) {
        super(count);
        this.fields = fields.frozen();
        fields.close();
        HttpFailure wrong = null;
        OptionalLong said = OptionalLong.empty();
        try {
            said = this.fields.contentLength();
        } catch (HttpFailure e) {
            wrong = e;
        }
        this.length = said;
        this.wrongLength = wrong;
        this.queue = new BodyQueue(said, limit, wrongSize);
    }

    /** {@code headers}. */
    public final Fields headers() {
        return fields.frozen();
    }

    /** {@code body}: once. */
    public final synchronized Result<OutgoingBody, Void> body() {
        if (body != null) {
            return Result.err(null);
        }
        body = new OutgoingBody(count(), queue);
        return Result.ok(body);
    }

    /** The fields for the host. */
    public final List<HttpField> fields() {
        return fields.toList();
    }

    /**
     * What the fields say about the length of the body.
     *
     * @throws HttpFailure if that is no number
     */
    public final OptionalLong length() throws HttpFailure {
        if (wrongLength != null) {
            throw wrongLength;
        }
        return length;
    }

    /** What is written of the body. */
    public final BodyQueue queue() {
        return queue;
    }

    /** What the guest has taken to write the body; null if it has not. It does not any more when the message has been sent. */
    public final synchronized OutgoingBody takenBody() {
        return body;
    }

    /** The message goes out: dropping it breaks nothing off. */
    public final synchronized void sent() {
        isSent = true;
        close();
    }

    @Override
    protected synchronized void release() {
        fields.close();
        if (!isSent) {
            // What is written behind it reaches nobody.
            queue.discard();
        }
    }
}
