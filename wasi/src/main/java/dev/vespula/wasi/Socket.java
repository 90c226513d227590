package dev.vespula.wasi;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/** A socket: one that accepts connections or one that is a connection. */
abstract class Socket extends Descriptor {

    Socket(long rights, int flags) {
        super(rights, rights, flags);
    }

    /** The channel to wait on. */
    abstract SelectableChannel channel();

    /** The selector operation that makes reading possible. */
    abstract int readOperation();

    /** The selector operation that makes writing possible; 0 when nothing can be written. */
    abstract int writeOperation();

    /**
     * Takes a connection that waits; AGAIN when there is none and the socket must not block.
     *
     * @param acceptedFlags the new connection's flags
     */
    Socket accept(int acceptedFlags) throws IOException {
        throw Errno.INVAL.exception();
    }

    /** Reads without consuming: the next read gives the same bytes again. */
    int peek(byte[] buffer, int length) throws IOException {
        throw Errno.NOTCONN.exception();
    }

    /** @param how {@link Flags#SHUTDOWN_READ}, {@link Flags#SHUTDOWN_WRITE} or both */
    void shutdown(int how) throws IOException {
        throw Errno.NOTCONN.exception();
    }

    @Override
    final Socket socket() {
        return this;
    }

    @Override
    final FileType type() {
        return FileType.SOCKET_STREAM;
    }

    @Override
    final Filestat filestat() {
        return Filestat.ofStream(FileType.SOCKET_STREAM);
    }

    @Override
    final void close() throws IOException {
        channel().close();
    }

    @Override
    final void setFlags(int newFlags) throws IOException {
        channel().configureBlocking((newFlags & Flags.FD_NONBLOCK) == 0);
        super.setFlags(newFlags);
    }

    /** Puts the channel back into the mode its flags say, after it was used with a selector. */
    final void restoreBlocking() throws IOException {
        channel().configureBlocking(!has(Flags.FD_NONBLOCK));
    }
}
