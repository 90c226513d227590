package dev.vespula.http.internal.adapt;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;

/** The body of a servlet's request, read when something is asked for and there is something. For one subscriber. */
final class ServletBody implements Flow.Publisher<ByteBuffer>, Flow.Subscription, ReadListener {
    private static final int MOST_BYTES = 16 * 1024;

    private final HttpServletRequest request;
    private ServletInputStream input;
    private Flow.Subscriber<? super ByteBuffer> reader;
    private long asked;
    private boolean isReading;
    private boolean isEnded;

    ServletBody(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        boolean isFirst;
        synchronized (this) {
            asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
            isFirst = input == null && !isEnded;
            if (isFirst) {
                try {
                    input = request.getInputStream();
                } catch (IOException e) {
                    isEnded = true;
                }
            }
        }
        if (!isFirst) {
            read();
        } else if (input == null) {
            reader.onError(new IOException("the body cannot be read"));
        } else {
            input.setReadListener(this);
        }
    }

    @Override
    public void onDataAvailable() {
        read();
    }

    /** Reads as long as something is asked for and there; one thread at a time. */
    private void read() {
        while (true) {
            ByteBuffer next;
            synchronized (this) {
                if (isReading || isEnded || asked == 0 || input == null) {
                    return;
                }
                try {
                    next = input.isReady() ? take() : null;
                } catch (IOException e) {
                    onError(e);
                    return;
                }
                if (next == null) {
                    return;
                }
                asked--;
                isReading = true;
            }
            reader.onNext(next);
            synchronized (this) {
                isReading = false;
            }
        }
    }

    /** What is there; null at the end, which the container tells in its own way. */
    private ByteBuffer take() throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        int got = input.read(bytes);
        return got <= 0 ? null : ByteBuffer.wrap(got < MOST_BYTES / 2 ? Arrays.copyOf(bytes, got) : bytes, 0, got);
    }

    private synchronized boolean end() {
        boolean isFirst = !isEnded;
        isEnded = true;
        return isFirst;
    }

    @Override
    public void onAllDataRead() {
        if (end()) {
            reader.onComplete();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        if (end()) {
            reader.onError(thrown);
        }
    }

    @Override
    public void cancel() {
        end();
    }
}
