package dev.vespula.wasi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A connected stream socket. */
final class Connection extends Socket {
    private final SocketChannel channel;
    /** Bytes received but not yet consumed: channels cannot peek, so what was looked at is kept here. Always ready to get. */
    private final ByteBuffer received = ByteBuffer.allocate(IoVectors.CHUNK).limit(0);
    private boolean ended;

    Connection(SocketChannel channel, int flags, StopSignal stop) throws IOException {
        super(channel, Rights.CONNECTION, flags, stop);
        this.channel = channel;
    }

    @Override
    int readOperation() {
        return SelectionKey.OP_READ;
    }

    @Override
    int writeOperation() {
        return SelectionKey.OP_WRITE;
    }

    @Override
    public int read(byte[] buffer, int length) throws IOException {
        if (received.hasRemaining()) {
            int taken = Math.min(length, received.remaining());
            received.get(buffer, 0, taken);
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
    int peek(byte[] buffer, int length) throws IOException {
        while (!received.hasRemaining() && !ended && receive() == 0) {
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
    void shutdown(int how) throws IOException {
        if ((how & Flags.SHUTDOWN_READ) != 0) {
            channel.shutdownInput();
        }
        if ((how & Flags.SHUTDOWN_WRITE) != 0) {
            channel.shutdownOutput();
        }
    }

    /** Takes in what has arrived: the number of bytes, 0 when a read would block, -1 at the end. */
    private int receive() throws IOException {
        received.clear();
        int got;
        try {
            got = channel.read(received);
        } finally {
            received.flip();
        }
        ended = got < 0;
        return got;
    }

    @Override
    Readiness readReadiness() throws IOException {
        if (!received.hasRemaining() && !ended) {
            receive();
        }
        if (received.hasRemaining()) {
            return Readiness.of(received.remaining());
        }
        return ended ? Readiness.END : Readiness.BLOCKED;
    }

    /** The selector tells. */
    @Override
    Readiness writeReadiness() {
        return Readiness.BLOCKED;
    }
}
