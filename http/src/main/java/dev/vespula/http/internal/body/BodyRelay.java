package dev.vespula.http.internal.body;

import dev.vespula.http.HttpField;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.wasi.internal.io.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hands a body that comes from outside on to the stream of the guest, and beyond it: what the guest does not read is thrown away, so
 * that its trailers come, or given up. Watches its size, and how long the next bytes take. Thread-safe.
 */
public final class BodyRelay implements Flow.Processor<ByteBuffer, ByteBuffer>, Flow.Subscription {
    private final Flow.Publisher<ByteBuffer> publisher;
    private final Limits limits;
    private final Supplier<List<HttpField>> trailers;
    private final CompletableFuture<List<HttpField>> end = new CompletableFuture<>();
    /** Whoever reads; null if nobody does. */
    private Flow.Subscriber<? super ByteBuffer> reader;
    private Flow.Subscription source;
    private boolean isSubscribed;
    private boolean isDrained;
    /** What was asked for before there was somebody to ask. */
    private long asked;
    private long count;
    private Reactor.Alarm alarm;

    /**
     * What a body must keep to.
     *
     * @param bytes how many it may have
     * @param beyond the error for more, of how many it may have
     * @param pause how long the next bytes may take; null for any time
     * @param failure what to make of an error of the source
     */
    public record Limits(long bytes, Function<Optional<Long>, ErrorCode> beyond, Duration pause,
            Function<Throwable, ErrorCode> failure) {}

    /** A body. */
    public BodyRelay(Flow.Publisher<ByteBuffer> publisher, Supplier<List<HttpField>> trailers, Limits limits) {
        this.publisher = publisher;
        this.trailers = trailers;
        this.limits = limits;
    }

    /** Completes when the body has ended, with what came behind it. */
    public CompletableFuture<List<HttpField>> end() {
        return end;
    }

    /** Called once, by whoever reads. */
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        synchronized (this) {
            reader = subscriber;
        }
        subscriber.onSubscribe(this);
    }

    /** Throws the rest away. */
    public void drain() {
        synchronized (this) {
            isDrained = true;
            reader = null;
        }
        request(1);
    }

    /** Nobody wants the rest. Whoever still reads is told: nothing comes any more that it could wait for. */
    public void giveUp() {
        Flow.Subscription ended;
        synchronized (this) {
            ended = source;
            source = null;
            isSubscribed = true;
        }
        if (ended != null) {
            ended.cancel();
        }
        end(new HttpFailure(new ErrorCode.ConnectionTerminated(), "the body was given up"));
    }

    @Override
    public void request(long n) {
        Flow.Subscription now = null;
        boolean isFirst = false;
        synchronized (this) {
            if (end.isDone()) {
                return;
            }
            startClock();
            if (source != null) {
                now = source;
            } else {
                asked += n;
                isFirst = !isSubscribed;
                isSubscribed = true;
            }
        }
        if (now != null) {
            now.request(n);
        } else if (isFirst) {
            publisher.subscribe(this);
        }
    }

    /** The reader is gone; the rest is still to be drained, or given up. */
    @Override
    public synchronized void cancel() {
        reader = null;
        stopClock();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        long wanted;
        synchronized (this) {
            wanted = end.isDone() ? 0 : asked;
            source = wanted > 0 ? subscription : null;
        }
        if (wanted > 0) {
            subscription.request(wanted);
        } else {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(ByteBuffer item) {
        Flow.Subscriber<? super ByteBuffer> to;
        boolean isTooLong;
        synchronized (this) {
            stopClock();
            count += item.remaining();
            isTooLong = count > limits.bytes;
            to = reader;
        }
        if (isTooLong) {
            fail(new HttpFailure(limits.beyond.apply(Optional.of(limits.bytes)), "a body of more than " + limits.bytes
                    + " bytes"));
        } else if (to != null) {
            to.onNext(item);
        } else if (isDrained()) {
            request(1);
        }
    }

    private synchronized boolean isDrained() {
        return isDrained;
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            stopClock();
        }
        end.complete(trailers.get());
        Flow.Subscriber<? super ByteBuffer> to = takeReader();
        if (to != null) {
            to.onComplete();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end(new HttpFailure(limits.failure.apply(thrown), "the body broke off", thrown));
    }

    /** Ends the body with an error of our own. */
    public void fail(HttpFailure failure) {
        Flow.Subscription ended;
        synchronized (this) {
            ended = source;
        }
        if (ended != null) {
            ended.cancel();
        }
        end(failure);
    }

    private void end(IOException failure) {
        synchronized (this) {
            stopClock();
        }
        end.completeExceptionally(failure);
        Flow.Subscriber<? super ByteBuffer> to = takeReader();
        if (to != null) {
            to.onError(failure);
        }
    }

    private synchronized Flow.Subscriber<? super ByteBuffer> takeReader() {
        Flow.Subscriber<? super ByteBuffer> taken = reader;
        reader = null;
        return taken;
    }

    private void startClock() {
        if (limits.pause != null && alarm == null) {
            alarm = Reactor.shared().at(System.nanoTime() + limits.pause.toNanos(), () -> fail(new HttpFailure(
                    new ErrorCode.ConnectionReadTimeout(), "the body did not go on")));
        }
    }

    private void stopClock() {
        if (alarm != null) {
            Reactor.shared().cancel(alarm);
            alarm = null;
        }
    }
}
