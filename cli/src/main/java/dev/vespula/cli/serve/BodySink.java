package dev.vespula.cli.serve;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Writes the body of an answer to Jetty: the next piece is asked for when the last one has been taken by the network. */
final class BodySink implements Flow.Subscriber<ByteBuffer> {
    private final Content.Sink sink;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private Flow.Subscription subscription;

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
        sink.write(false, item, Callback.from(() -> subscription.request(1), thrown -> {
            subscription.cancel();
            written.completeExceptionally(thrown);
        }));
    }

    @Override
    public void onError(Throwable thrown) {
        written.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        sink.write(true, BufferUtil.EMPTY_BUFFER, Callback.from(() -> written.complete(null), written::completeExceptionally));
    }
}
