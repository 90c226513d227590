package dev.vespula.http.internal.body;

import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.WatchedSource;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * What a guest has written of a body and nobody has taken yet: at most 64 KiB. A publisher for one subscriber, which may come late.
 * Thread-safe; subscribers are called by one thread at a time.
 */
public final class BodyQueue extends WatchedSource implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private static final int MOST_BYTES = 64 * 1024;

    private final OptionalLong length;
    private final long limit;
    private final Function<Optional<Long>, ErrorCode> wrongSize;
    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int queued;
    private long written;
    private long asked;
    private Flow.Subscriber<? super ByteBuffer> reader;
    private boolean isCancelled;
    private boolean isEnded;
    private Throwable failure;
    /** A thread hands on; another one that has something leaves it to this one. */
    private boolean isHandingOn;

    /**
     * An empty body.
     *
     * @param length how many bytes it will have, if that is said
     * @param limit how many it may have
     * @param wrongSize the error for more, or for less than was said
     */
    public BodyQueue(OptionalLong length, long limit, Function<Optional<Long>, ErrorCode> wrongSize) {
        this.length = length;
        this.limit = limit;
        this.wrongSize = wrongSize;
    }

    /** Completes when all has been handed on, or was given up by either side. */
    public CompletableFuture<Void> done() {
        return done;
    }

    synchronized int room() throws GuestOutput.EndOfStream {
        if (isCancelled || isEnded) {
            throw new GuestOutput.EndOfStream();
        }
        return MOST_BYTES - queued;
    }

    void put(byte[] bytes, int from, int count) throws HttpFailure {
        synchronized (this) {
            long after = written + count;
            if (after > length.orElse(limit) || after > limit) {
                throw new HttpFailure(wrongSize.apply(Optional.of(after)), "more than a body of " + Math.min(limit, length
                        .orElse(
                                limit)) + " bytes");
            }
            written = after;
            if (count > 0 && !isCancelled) {
                chunks.add(ByteBuffer.wrap(bytes, from, count));
                queued += count;
            }
        }
        handOn();
    }

    /**
     * There is no more.
     *
     * @return the error if there is less than was said: the body is broken off then
     */
    public Optional<ErrorCode> end() {
        Optional<ErrorCode> error;
        synchronized (this) {
            boolean isShort = length.isPresent() && written < length.getAsLong() && !isCancelled;
            error = isShort ? Optional.of(wrongSize.apply(Optional.of(written))) : Optional.empty();
            isEnded = !isShort;
        }
        if (error.isPresent()) {
            fail(new HttpFailure(error.get(), "less than a body of " + length.getAsLong() + " bytes"));
        } else {
            handOn();
        }
        return error;
    }

    /** Breaks the body off, unless it has ended. */
    public void fail(Throwable thrown) {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
            failure = thrown;
            chunks.clear();
            queued = 0;
        }
        handOn();
        tell();
    }

    /** Nobody takes it: what is written is thrown away. */
    public void discard() {
        cancel();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        boolean isTaken;
        synchronized (this) {
            isTaken = reader != null;
            reader = isTaken ? reader : subscriber;
        }
        if (isTaken) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    // There is nothing to ask for.
                }

                @Override
                public void cancel() {
                    // It has never begun.
                }
            });
            subscriber.onError(new IllegalStateException("a body is sent once"));
            return;
        }
        subscriber.onSubscribe(this);
        handOn();
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            if (n <= 0) {
                isEnded = true;
                failure = new IllegalArgumentException("a request for " + n + " buffers");
            } else {
                asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
            }
        }
        handOn();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            isCancelled = true;
            chunks.clear();
            queued = 0;
        }
        done.complete(null);
        tell();
    }

    /** Gives the subscriber what it has asked for. */
    private void handOn() {
        synchronized (this) {
            if (isHandingOn || reader == null) {
                return;
            }
            isHandingOn = true;
        }
        while (step()) {
            // One signal after the other, by this thread.
        }
    }

    private boolean step() {
        ByteBuffer next = null;
        boolean isOver;
        Throwable thrown;
        synchronized (this) {
            isOver = isEnded && chunks.isEmpty();
            boolean hasNext = !chunks.isEmpty() && asked > 0;
            if (isCancelled || done.isDone() || !isOver && !hasNext) {
                isHandingOn = false;
                return false;
            }
            thrown = failure;
            if (hasNext) {
                asked--;
                next = chunks.remove();
                queued -= next.remaining();
            }
        }
        if (next != null) {
            reader.onNext(next);
            tell();
        } else if (thrown != null) {
            done.complete(null);
            reader.onError(thrown);
        } else {
            done.complete(null);
            reader.onComplete();
        }
        return true;
    }

    @Override
    public synchronized boolean isReady() {
        return isCancelled || isEnded || queued < MOST_BYTES;
    }

}
