package dev.vespula.wasi.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Arrays;

/**
 * What comes in on a channel that does not block. Whether there is something is found out by reading a byte of it ahead. Thread-safe.
 */
public final class ChannelReader implements Source {
    private static final byte[] NOTHING = {};

    private final SelectableChannel watched;
    private final ReadableByteChannel channel;
    private final ByteBuffer ahead = ByteBuffer.allocate(1);
    private boolean isAhead;
    private boolean hasEnded;
    private IOException failure;

    private <C extends SelectableChannel & ReadableByteChannel> ChannelReader(C channel) {
        this.watched = channel;
        this.channel = channel;
    }

    /** Reads a channel that does not block. */
    public static <C extends SelectableChannel & ReadableByteChannel> ChannelReader of(C channel) {
        return new ChannelReader(channel);
    }

    /** As {@link GuestInput} has it. */
    public synchronized byte[] take(int most) throws IOException {
        if (!isReady()) {
            return NOTHING;
        }
        if (!isAhead) {
            if (failure != null) {
                throw failure;
            }
            return null;
        }
        ByteBuffer buffer = ByteBuffer.allocate(most).put(ahead.get(0));
        isAhead = false;
        try {
            hasEnded = buffer.hasRemaining() && channel.read(buffer) < 0;
        } catch (IOException e) {
            // What was read ahead counts; the next read tells.
            failure = e;
        }
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }

    @Override
    public synchronized boolean isReady() {
        if (!isAhead && !hasEnded && failure == null) {
            try {
                ahead.clear();
                int got = channel.read(ahead);
                isAhead = got > 0;
                hasEnded = got < 0;
            } catch (IOException e) {
                failure = e;
            }
        }
        return isAhead || hasEnded || failure != null;
    }

    /** Nobody wants more, and what has come is given up. */
    public synchronized void end() {
        hasEnded = true;
        isAhead = false;
        failure = null;
    }

    @Override
    public void watch(Runnable waiter) {
        Reactor.shared().watch(watched, SelectionKey.OP_READ, waiter);
    }

    @Override
    public void unwatch(Runnable waiter) {
        Reactor.shared().unwatch(watched, waiter);
    }
}
