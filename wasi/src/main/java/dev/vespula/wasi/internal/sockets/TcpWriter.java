package dev.vespula.wasi.internal.sockets;

import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.Reactor;
import dev.vespula.wasi.internal.io.WatchedSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * What goes out on a connection. What the host does not take at once is kept, never more than {@link #CAPACITY}, and goes out as
 * the other side reads, whether the guest waits for that or not. Thread-safe.
 */
final class TcpWriter extends WatchedSource {
    /** The most that is kept, and so the most that a guest may write at a time. */
    static final int CAPACITY = 64 * 1024;

    private final SocketChannel channel;
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private IOException failure;
    /** Nothing more comes; the other side is told when the rest is out. */
    private boolean isFinishing;
    /** What is to be done when nothing is left to do here. */
    private Runnable whenDone;

    TcpWriter(SocketChannel channel) {
        this.channel = channel;
    }

    /** As {@code GuestOutput} has it. */
    synchronized int room() throws IOException {
        check();
        return rest.hasRemaining() ? 0 : CAPACITY;
    }

    /** As {@code GuestOutput} has it. */
    synchronized boolean flushed() throws IOException {
        check();
        return !rest.hasRemaining();
    }

    private void check() throws IOException {
        if (failure != null) {
            SocketFailure told = SocketFailure.of(failure);
            throw isPipe(failure) ? new GuestOutput.EndOfStream() : told;
        }
        if (isFinishing) {
            throw new GuestOutput.EndOfStream();
        }
    }

    /** Whether the other side has gone: nobody reads any more, and nothing has failed. */
    private static boolean isPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("broken pipe");
    }

    /** As {@code GuestOutput} has it. Many in a row come from {@code write-zeroes}. */
    synchronized void put(byte[] bytes, int from, int count) {
        ByteBuffer more = ByteBuffer.wrap(bytes, from, count);
        if (!rest.hasRemaining()) {
            write(more);
            if (more.hasRemaining()) {
                rest = ByteBuffer.allocate(more.remaining()).put(more).flip();
                goOnWhenPossible();
            }
        } else {
            rest = ByteBuffer.allocate(rest.remaining() + count).put(rest).put(more).flip();
        }
    }

    private void goOnWhenPossible() {
        Reactor.shared().watch(channel, SelectionKey.OP_WRITE, this::goOn);
    }

    private void write(ByteBuffer bytes) {
        try {
            channel.write(bytes);
        } catch (IOException e) {
            failure = e;
            bytes.position(bytes.limit());
        }
    }

    /** The reactor's thread writes on. */
    private void goOn() {
        synchronized (this) {
            write(rest);
            if (rest.hasRemaining()) {
                goOnWhenPossible();
                return;
            }
            rest = ByteBuffer.allocate(0);
            end();
        }
        tell();
    }

    /** Tells the other side that nothing more comes, when all is out. May be repeated. */
    void finish() {
        synchronized (this) {
            if (!isFinishing) {
                isFinishing = true;
                end();
            }
        }
        tell();
    }

    /** As {@link #finish}, and then does something. */
    synchronized void finishAndThen(Runnable action) {
        whenDone = action;
        isFinishing = true;
        end();
    }

    private void end() {
        if (!isFinishing || rest.hasRemaining()) {
            return;
        }
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            // It is down already.
        }
        if (whenDone != null) {
            whenDone.run();
        }
    }

    @Override
    public synchronized boolean isReady() {
        return !rest.hasRemaining() || failure != null || isFinishing;
    }

}
