package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A socket that accepts connections. */
public final class Listener extends Socket {
    private final ServerSocketChannel channel;

    public Listener(ServerSocketChannel channel, StopSignal stop) throws IOException {
        super(channel, Rights.LISTENER, flagsOf(channel), stop);
        this.channel = channel;
    }

    @Override
    public int readOperation() {
        return SelectionKey.OP_ACCEPT;
    }

    @Override
    public int writeOperation() {
        return 0;
    }

    @Override
    public Socket accept(int acceptedFlags) throws IOException {
        SocketChannel accepted = channel.accept();
        while (accepted == null) {
            await(SelectionKey.OP_ACCEPT);
            accepted = channel.accept();
        }
        return new Connection(accepted, acceptedFlags, stop());
    }

    @Override
    public Errno untransferable() {
        return Errno.NOTCONN;
    }

    /** How many connections wait is not known; one at least when the selector says so. */
    @Override
    public Readiness readReadiness() {
        return Readiness.BLOCKED;
    }
}
