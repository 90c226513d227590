package dev.vespula.wasi;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A socket that accepts connections. */
final class Listener extends Socket {
    private final ServerSocketChannel channel;

    Listener(ServerSocketChannel channel) {
        super(Rights.LISTENER, channel.isBlocking() ? 0 : Flags.FD_NONBLOCK);
        this.channel = channel;
    }

    @Override
    SelectableChannel channel() {
        return channel;
    }

    @Override
    int readOperation() {
        return SelectionKey.OP_ACCEPT;
    }

    @Override
    int writeOperation() {
        return 0;
    }

    @Override
    Socket accept(int acceptedFlags) throws IOException {
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
            throw Errno.AGAIN.exception();
        }
        accepted.configureBlocking((acceptedFlags & Flags.FD_NONBLOCK) == 0);
        return new Connection(accepted);
    }

    @Override
    public int read(byte[] buffer, int length) throws IOException {
        throw Errno.NOTCONN.exception();
    }

    @Override
    public int write(byte[] buffer, int length) throws IOException {
        throw Errno.NOTCONN.exception();
    }

    /** How many connections wait is not known; one at least when the selector says so. */
    @Override
    Readiness readReadiness() {
        return Readiness.BLOCKED;
    }

    @Override
    Readiness writeReadiness() throws IOException {
        throw Errno.NOTCONN.exception();
    }
}
