package dev.vespula.wasi;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A socket that accepts connections. */
final class Listener extends Socket {
    private final ServerSocketChannel channel;

    Listener(ServerSocketChannel channel, StopSignal stop) throws IOException {
        super(channel, Rights.LISTENER, flagsOf(channel), stop);
        this.channel = channel;
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
        while (accepted == null) {
            await(SelectionKey.OP_ACCEPT);
            accepted = channel.accept();
        }
        return new Connection(accepted, acceptedFlags, stop());
    }

    @Override
    Errno untransferable() {
        return Errno.NOTCONN;
    }

    /** How many connections wait is not known; one at least when the selector says so. */
    @Override
    Readiness readReadiness() {
        return Readiness.BLOCKED;
    }
}
