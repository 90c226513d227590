package dev.vespula.http.internal.adapt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;

/** A stream that blocks as a publisher: it is read in an executor when something is asked for. */
public final class InputPublisher implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private static final int MOST_BYTES = 16 * 1024;

    private final InputStream input;
    private final SerialWork work;
    private Flow.Subscriber<? super ByteBuffer> reader;
    private boolean isEnded;

    /** A stream for one subscriber. */
    public InputPublisher(InputStream input, SerialWork work) {
        this.input = input;
        this.work = work;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        work.execute(() -> read(n));
    }

    private void read(long buffers) {
        for (long left = buffers; left > 0 && !isEnded(); left--) {
            try {
                byte[] bytes = new byte[MOST_BYTES];
                int got = input.read(bytes);
                if (isEnded()) {
                    return;
                }
                if (got < 0) {
                    cancel();
                    reader.onComplete();
                } else {
                    // A whole buffer for a few bytes would be held as long as they wait.
                    reader.onNext(ByteBuffer.wrap(got < MOST_BYTES / 2 ? Arrays.copyOf(bytes, got) : bytes, 0, got));
                }
            } catch (IOException e) {
                cancel();
                reader.onError(e);
            }
        }
    }

    private synchronized boolean isEnded() {
        return isEnded;
    }

    @Override
    public synchronized void cancel() {
        isEnded = true;
    }
}
