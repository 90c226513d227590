package dev.vespula.wasi.internal.sockets;

import dev.vespula.wasi.internal.io.Reactor;
import dev.vespula.wasi.internal.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** What comes in on a connection. Whether there is something is found out by reading a byte of it ahead. Thread-safe. */
final class TcpReader implements Source {
    private static final byte[] NOTHING = {};

    private final SocketChannel channel;
    private final ByteBuffer ahead = ByteBuffer.allocate(1);
    private boolean isAhead;
    private boolean hasEnded;
    private IOException failure;

    TcpReader(SocketChannel channel) {
        this.channel = channel;
    }

    /** As {@code GuestInput} has it. */
    synchronized byte[] take(int most) throws IOException {
        if (!isReady()) {
            return NOTHING;
        }
        if (!isAhead) {
            if (failure != null) {
                throw SocketFailure.of(failure);
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

    /** The guest wants no more, and what has come is given up. */
    synchronized void shutDown() {
        hasEnded = true;
        isAhead = false;
        failure = null;
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            // It is down already.
        }
    }

    @Override
    public void watch(Runnable waiter) {
        Reactor.shared().watch(channel, SelectionKey.OP_READ, waiter);
    }

    @Override
    public void unwatch(Runnable waiter) {
        Reactor.shared().unwatch(channel, waiter);
    }
}
