package dev.vespula.wasi.internal.sockets;

import dev.vespula.wasi.internal.io.ChannelReader;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.Reactor;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.Source;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection of TCP, which a socket and its two streams share: it lasts until all three are dropped, in any order, and what was
 * written is out.
 */
final class TcpConnection implements NetworkAccess.OpenSocket {
    /** How long the other side may take to read what a guest left behind that has dropped everything. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int HOLDERS = 3;

    private final NetworkAccess access;
    private final SocketChannel channel;
    private final ChannelReader reader;
    private final TcpWriter writer;
    private final AtomicInteger holders = new AtomicInteger(HOLDERS);

    /** What a guest gets of a new connection. */
    record Streams(GuestInput input, GuestOutput output) {}

    TcpConnection(NetworkAccess access, SocketChannel channel) {
        this.access = access;
        this.channel = channel;
        this.reader = ChannelReader.of(channel);
        this.writer = new TcpWriter(channel);
    }

    SocketChannel channel() {
        return channel;
    }

    /** The streams; to be made once. */
    Streams streams(ResourceCount count) {
        GuestInput input = new Input(count);
        try {
            return new Streams(input, new Output(count));
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    void shutDownInput() {
        reader.end();
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            // It is down already.
        }
    }

    void shutDownOutput() {
        writer.finish();
    }

    /** One of the three is dropped. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            Reactor.Alarm last = Reactor.shared().at(System.nanoTime() + LINGER_NANOS, this::closeNow);
            writer.finishAndThen(() -> {
                Reactor.shared().cancel(last);
                closeNow();
            });
        }
    }

    @Override
    public void closeNow() {
        access.remove(this);
        try {
            Reactor.shared().close(channel);
        } catch (IOException e) {
            // Nobody can do anything about it.
        }
    }

    private final class Input extends GuestInput {
        Input(ResourceCount count) {
            super(count);
        }

        @Override
        protected byte[] take(int most) throws IOException {
            try {
                return reader.take(most);
            } catch (IOException e) {
                throw SocketFailure.of(e);
            }
        }

        @Override
        protected Source source() {
            return reader;
        }

        @Override
        protected void release() {
            TcpConnection.this.release();
        }
    }

    private final class Output extends GuestOutput {
        Output(ResourceCount count) {
            super(count);
        }

        @Override
        protected int room() throws IOException {
            return writer.room();
        }

        @Override
        protected void put(byte[] bytes, int from, int count) {
            writer.put(bytes, from, count);
        }

        @Override
        protected boolean flushed() throws IOException {
            return writer.flushed();
        }

        @Override
        protected Source source() {
            return writer;
        }

        @Override
        protected void release() {
            writer.finish();
            TcpConnection.this.release();
        }
    }
}
