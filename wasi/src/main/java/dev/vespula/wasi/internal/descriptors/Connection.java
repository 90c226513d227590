package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** A connected stream socket. */
public final class Connection extends Socket {
    private final SocketChannel channel;
    /** What is looked at to know whether something is there: a guest decides how many connections it has. */
    private static final int GLANCE = 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Bytes received but not yet consumed: channels cannot peek, so what was looked at is kept here. Always ready to get. */
    private ByteBuffer received = NOTHING;
    private boolean ended;

    public Connection(SocketChannel channel, int flags, StopSignal stop) throws IOException {
        super(channel, Rights.CONNECTION, flags, stop);
        this.channel = channel;
    }

    @Override
    public int readOperation() {
        return SelectionKey.OP_READ;
    }

    @Override
    public int writeOperation() {
        return SelectionKey.OP_WRITE;
    }

    @Override
    public int read(byte[] buffer, int length) throws IOException {
        if (received.hasRemaining()) {
            int taken = Math.min(length, received.remaining());
            received.get(buffer, 0, taken);
            if (!received.hasRemaining()) {
                received = NOTHING;
            }
            return taken;
        }
        if (ended) {
            return 0;
        }
        int got = channel.read(ByteBuffer.wrap(buffer, 0, length));
        while (got == 0 && length > 0) {
            await(SelectionKey.OP_READ);
            got = channel.read(ByteBuffer.wrap(buffer, 0, length));
        }
        ended = got < 0;
        return Math.max(got, 0);
    }

    @Override
    public int peek(byte[] buffer, int length) throws IOException {
        if (received.hasRemaining() && received.remaining() < length && !ended) {
            receiveMore(length);
        }
        while (!received.hasRemaining() && !ended && receive(length) == 0) {
            await(SelectionKey.OP_READ);
        }
        int taken = Math.min(length, received.remaining());
        received.duplicate().get(buffer, 0, taken);
        return taken;
    }

    @Override
    public int write(byte[] buffer, int length) throws IOException {
        int taken = channel.write(ByteBuffer.wrap(buffer, 0, length));
        while (taken == 0 && length > 0) {
            await(SelectionKey.OP_WRITE);
            taken = channel.write(ByteBuffer.wrap(buffer, 0, length));
        }
        return taken;
    }

    @Override
    public void shutdown(int how) throws IOException {
        if ((how & Flags.SHUTDOWN_READ) != 0) {
            channel.shutdownInput();
        }
        if ((how & Flags.SHUTDOWN_WRITE) != 0) {
            channel.shutdownOutput();
        }
    }

    /** Takes in what has arrived, so that there are so many bytes at most: the number of new ones, 0 when a read would block, -1 at the end. */
    private int receive(int most) throws IOException {
        ByteBuffer together = ByteBuffer.allocate(Math.max(most, received.remaining())).put(received.duplicate());
        int got = channel.read(together);
        // No more than there is, since it may stay for long.
        received = ByteBuffer.wrap(Arrays.copyOf(together.array(), together.position()));
        ended = got < 0;
        return got;
    }

    private void receiveMore(int most) {
        try {
            receive(most);
        } catch (IOException e) {
            // What is here comes first; the failure will come again.
        }
    }

    @Override
    public Readiness readReadiness() throws IOException {
        if (!received.hasRemaining() && !ended) {
            receive(GLANCE);
        }
        if (received.hasRemaining()) {
            return Readiness.of(received.remaining());
        }
        return ended ? Readiness.END : Readiness.BLOCKED;
    }

    /** The selector tells. */
    @Override
    public Readiness writeReadiness() {
        return Readiness.BLOCKED;
    }
}
