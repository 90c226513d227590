package dev.vespula.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A body of a test: given chunks, and then an end, an error, or nothing ever. */
final class Chunks implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    /** What comes behind the chunks. */
    enum Then {
        END, ERROR, NOTHING
    }

    private final ArrayDeque<byte[]> left;
    private final Then then;
    private Flow.Subscriber<? super ByteBuffer> reader;
    private boolean isOver;
    private boolean isGiving;
    private long asked;
    final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    private Chunks(List<byte[]> chunks, Then then) {
        this.left = new ArrayDeque<>(chunks);
        this.then = then;
    }

    static Chunks of(byte[]... chunks) {
        return new Chunks(List.of(chunks), Then.END);
    }

    static Chunks of(Then then, byte[]... chunks) {
        return new Chunks(List.of(chunks), then);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
    }

    @Override
    public synchronized void request(long n) {
        asked += n;
        if (isGiving) {
            return;
        }
        isGiving = true;
        while (!isOver && (asked > 0 || left.isEmpty() && then != Then.NOTHING)) {
            byte[] next = left.poll();
            if (next != null) {
                asked--;
                reader.onNext(ByteBuffer.wrap(next));
            } else if (then == Then.NOTHING) {
                break;
            } else {
                isOver = true;
                if (then == Then.END) {
                    reader.onComplete();
                } else {
                    reader.onError(new IOException("reset"));
                }
            }
        }
        isGiving = false;
    }

    @Override
    public void cancel() {
        isOver = true;
        cancelled.complete(null);
    }
}
