package dev.vespula.cli.serve;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.eclipse.jetty.io.Content;

/** The body of a request as a publisher: read from Jetty when something is asked for. For one subscriber. */
final class BodySource implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private final Content.Source source;
    private Flow.Subscriber<? super ByteBuffer> reader;
    private long asked;
    /** A thread reads, or Jetty will call when there is something: nobody else may read. */
    private boolean isReading;
    private boolean isOver;

    BodySource(Content.Source source) {
        this.source = source;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        synchronized (this) {
            reader = subscriber;
        }
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            asked = asked + count < 0 ? Long.MAX_VALUE : asked + count;
            if (isReading || isOver) {
                return;
            }
            isReading = true;
        }
        read();
    }

    /** Reads as long as something is asked for and there. */
    private void read() {
        while (isWanted()) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this::read);
                return;
            }
            take(chunk);
        }
    }

    private synchronized boolean isWanted() {
        isReading = asked > 0 && !isOver;
        return isReading;
    }

    private void take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            if (end()) {
                reader.onError(chunk.getFailure());
            }
            return;
        }
        ByteBuffer bytes = chunk.hasRemaining() ? copy(chunk.getByteBuffer()) : null;
        chunk.release();
        if (bytes != null && isFirstOfAsked()) {
            reader.onNext(bytes);
        }
        if (chunk.isLast() && end()) {
            reader.onComplete();
        }
    }

    /** Of its own: Jetty uses its buffers again, and a component reads when it likes. */
    private static ByteBuffer copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private synchronized boolean isFirstOfAsked() {
        asked--;
        return !isOver;
    }

    private synchronized boolean end() {
        boolean isFirst = !isOver;
        isOver = true;
        return isFirst;
    }

    @Override
    public void cancel() {
        end();
    }
}
