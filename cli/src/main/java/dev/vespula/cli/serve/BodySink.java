package dev.vespula.cli.serve;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Writes the body of an answer to Jetty: the next piece is asked for when the last one has been taken by the network. Jetty takes one
 * write at a time and breaks the stream off at a second one; but a body may end while its last piece is being written.
 */
final class BodySink implements Flow.Subscriber<ByteBuffer> {
    private final Content.Sink sink;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private Flow.Subscription subscription;
    private boolean isWriting;
    private boolean isEnded;

    BodySink(Content.Sink sink) {
        this.sink = sink;
    }

    /** Completes when all has been written, or exceptionally when that cannot be. */
    CompletableFuture<Void> written() {
        return written;
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        made.request(1);
    }

    @Override
    public void onNext(ByteBuffer item) {
        synchronized (this) {
            isWriting = true;
        }
        sink.write(false, item, Callback.from(this::taken, thrown -> {
            subscription.cancel();
            written.completeExceptionally(thrown);
        }));
    }

    private void taken() {
        boolean isLast;
        synchronized (this) {
            isWriting = false;
            isLast = isEnded;
        }
        if (isLast) {
            writeEnd();
        } else {
            subscription.request(1);
        }
    }

    /** At once, even if a piece is being written: a client that does not take it would keep the request open. */
    @Override
    public void onError(Throwable thrown) {
        written.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            isEnded = true;
            if (isWriting) {
                return;
            }
        }
        writeEnd();
    }

    private void writeEnd() {
        sink.write(true, BufferUtil.EMPTY_BUFFER, Callback.from(() -> written.complete(null), written::completeExceptionally));
    }
}
