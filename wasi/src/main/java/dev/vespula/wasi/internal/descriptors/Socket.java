package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A socket: one that accepts connections or one that is a connection. The channel itself never blocks; where the guest wants to
 * wait, {@link #await} does, so that the waiting can be ended.
 */
public abstract class Socket extends Descriptor {
    private final SelectableChannel channel;
    private final StopSignal stop;
    /** Made at the first wait. */
    private Selector selector;

    public Socket(SelectableChannel channel, long rights, int flags, StopSignal stop) throws IOException {
        super(FileType.SOCKET_STREAM, rights, rights, flags);
        this.channel = channel;
        this.stop = stop;
        channel.configureBlocking(false);
    }

    /** The flags of a channel that the embedder gives. */
    public static int flagsOf(SelectableChannel channel) {
        return channel.isBlocking() ? 0 : Flags.FD_NONBLOCK;
    }

    /** The selector operation that makes reading possible. */
    public abstract int readOperation();

    /** The selector operation that makes writing possible; 0 when nothing can be written. */
    public abstract int writeOperation();

    /**
     * Takes a connection that waits; AGAIN when there is none and the socket must not block.
     *
     * @param acceptedFlags the new connection's flags
     */
    public Socket accept(int acceptedFlags) throws IOException {
        throw Errno.INVAL.exception();
    }

    /** Reads without consuming: the next read gives the same bytes again. */
    public int peek(byte[] buffer, int length) throws IOException {
        throw Errno.NOTCONN.exception();
    }

    /** Ends directions: {@link Flags#SHUTDOWN_READ}, {@link Flags#SHUTDOWN_WRITE} or both. */
    public void shutdown(int how) throws IOException {
        throw Errno.NOTCONN.exception();
    }

    /** Has a selector look out for an operation, besides those it already does. */
    public final SelectionKey register(Selector with, int operation) throws IOException {
        SelectionKey known = channel.keyFor(with);
        return channel.register(with, known == null ? operation : known.interestOps() | operation, this);
    }

    /** Waits until an operation is possible; AGAIN if the guest does not want to wait. */
    public final void await(int operation) throws IOException {
        Errno.AGAIN.when(has(Flags.FD_NONBLOCK));
        if (selector == null) {
            selector = Selector.open();
        }
        channel.register(selector, operation);
        do {
            stop.check();
        } while (selector.select(StopSignal.SLICE_MILLIS) == 0);
        selector.selectedKeys().clear();
    }

    public final StopSignal stop() {
        return stop;
    }

    @Override
    public final Socket socket() {
        return this;
    }

    @Override
    public final void close() throws IOException {
        try (channel) {
            if (selector != null) {
                selector.close();
            }
        }
    }
}
