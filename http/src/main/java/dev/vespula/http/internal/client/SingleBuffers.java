package dev.vespula.http.internal.client;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Flow;

/** A body as the client has it, in lists of buffers, as one of single buffers. For one subscriber. */
final class SingleBuffers implements Flow.Publisher<ByteBuffer>, Flow.Subscriber<List<ByteBuffer>>, Flow.Subscription {
    private final Flow.Publisher<List<ByteBuffer>> lists;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private Flow.Subscriber<? super ByteBuffer> reader;
    private Flow.Subscription source;
    private long asked;
    private boolean isAsking;
    private boolean isEnded;
    private boolean isCancelled;
    private Throwable failure;
    private boolean isHandingOn;

    SingleBuffers(Flow.Publisher<List<ByteBuffer>> lists) {
        this.lists = lists;
    }

    /** Gives the connection back, or up, if nobody has read it. */
    void abandon() {
        boolean isUnread;
        synchronized (this) {
            isUnread = reader == null && !isCancelled;
            isCancelled = true;
        }
        if (isUnread) {
            lists.subscribe(this);
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        synchronized (this) {
            reader = subscriber;
        }
        subscriber.onSubscribe(this);
        lists.subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        boolean isUnwanted;
        synchronized (this) {
            source = made;
            isUnwanted = isCancelled;
        }
        if (isUnwanted) {
            made.cancel();
        } else {
            handOn();
        }
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
        }
        handOn();
    }

    @Override
    public void cancel() {
        Flow.Subscription ended;
        synchronized (this) {
            isCancelled = true;
            waiting.clear();
            ended = source;
        }
        if (ended != null) {
            ended.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
        synchronized (this) {
            isAsking = false;
            items.stream().filter(ByteBuffer::hasRemaining).forEach(waiting::add);
        }
        handOn();
    }

    @Override
    public void onError(Throwable thrown) {
        synchronized (this) {
            failure = thrown;
            isEnded = true;
        }
        handOn();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            isEnded = true;
        }
        handOn();
    }

    private void handOn() {
        synchronized (this) {
            if (isHandingOn || source == null || reader == null) {
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
        Flow.Subscription toAsk = null;
        synchronized (this) {
            if (asked > 0 && !waiting.isEmpty()) {
                asked--;
                next = waiting.remove();
            }
            isOver = next == null && isEnded && waiting.isEmpty();
            if (next == null && !isOver && asked > 0 && !isAsking && !isCancelled) {
                isAsking = true;
                toAsk = source;
            }
            if (isCancelled || next == null && !isOver && toAsk == null) {
                isHandingOn = false;
                return false;
            }
            // Told once: nothing is handed on any more.
            isCancelled = isOver;
        }
        if (next != null) {
            reader.onNext(next);
        } else if (toAsk != null) {
            toAsk.request(1);
        } else if (failure != null) {
            reader.onError(failure);
        } else {
            reader.onComplete();
        }
        return true;
    }
}
