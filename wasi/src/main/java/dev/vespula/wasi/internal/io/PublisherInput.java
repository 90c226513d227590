package dev.vespula.wasi.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A stream of the guest that reads what a publisher of the host gives. One item is asked for when the last has been read, so that a
 * publisher is never more than an item ahead of the guest.
 */
public final class PublisherInput extends GuestInput implements Flow.Subscriber<ByteBuffer> {
    private final WatchedSource source = new WatchedSource() {
        @Override
        public boolean isReady() {
            return isReadable();
        }

    };
    private Flow.Subscription subscription;
    /** What is to be read next; null if it has not come. */
    private ByteBuffer current;
    private boolean isAtEnd;
    private IOException failure;

    /** A stream that has subscribed. */
    public static PublisherInput of(ResourceCount count, Flow.Publisher<ByteBuffer> publisher) {
        PublisherInput made = new PublisherInput(count);
        publisher.subscribe(made);
        return made;
    }

    private PublisherInput(ResourceCount count) {
        super(count);
    }

    private synchronized boolean isReadable() {
        return current != null || isAtEnd || failure != null;
    }

    @Override
    protected byte[] take(int most) throws IOException {
        byte[] taken;
        Flow.Subscription asked = null;
        synchronized (this) {
            if (current == null) {
                if (failure != null) {
                    throw failure;
                }
                return isAtEnd ? null : new byte[0];
            }
            taken = new byte[Math.min(most, current.remaining())];
            current.get(taken);
            if (!current.hasRemaining()) {
                current = null;
                asked = isAtEnd ? null : subscription;
            }
        }
        if (asked != null) {
            asked.request(1);
        }
        return taken;
    }

    @Override
    protected Source source() {
        return source;
    }

    @Override
    protected void release() {
        Flow.Subscription ended;
        synchronized (this) {
            ended = subscription;
            current = null;
            isAtEnd = true;
        }
        if (ended != null) {
            ended.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        boolean isUnwanted;
        synchronized (this) {
            isUnwanted = subscription != null || isAtEnd;
            subscription = isUnwanted ? subscription : made;
        }
        if (isUnwanted) {
            made.cancel();
        } else {
            made.request(1);
        }
    }

    @Override
    public void onNext(ByteBuffer item) {
        if (!item.hasRemaining()) {
            subscription.request(1);
            return;
        }
        synchronized (this) {
            current = isAtEnd ? null : item;
        }
        source.tell();
    }

    @Override
    public void onError(Throwable thrown) {
        synchronized (this) {
            failure = thrown instanceof IOException known ? known : new IOException("the source failed", thrown);
        }
        source.tell();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            isAtEnd = true;
        }
        source.tell();
    }
}
