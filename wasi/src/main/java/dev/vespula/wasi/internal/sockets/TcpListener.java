package dev.vespula.wasi.internal.sockets;

import dev.vespula.wasi.NetworkUse;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A channel on which connections come in. Used under the socket's lock. */
final class TcpListener {
    /** How many connections are turned away in a row before somebody else has a turn. */
    private static final int MOST_REFUSED = 64;

    private final ServerSocketChannel channel;
    private final IpAddressFamily family;
    private final NetworkAccess access;
    /** Accepted to see whether there is one. */
    private SocketChannel ahead;

    private TcpListener(ServerSocketChannel channel, IpAddressFamily family, NetworkAccess access) {
        this.channel = channel;
        this.family = family;
        this.access = access;
    }

    /**
     * Listens where a channel is bound, which is closed: the JDK has one kind of channel to connect and another to listen. Where the
     * host lets two have the address as long as none listens, nobody else can get it in between.
     */
    static TcpListener instead(SocketChannel bound, IpAddressFamily family, NetworkAccess access, int backlog)
            throws IOException {
        SocketAddress address = bound.getLocalAddress();
        ServerSocketChannel made = ServerSocketChannel.open(family.protocol());
        try {
            made.configureBlocking(false);
            SocketChannels.reuse(made);
            try {
                made.bind(address, backlog);
                bound.close();
            } catch (BindException e) {
                bound.close();
                made.bind(address, backlog);
            }
            return new TcpListener(made, family, access);
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Whether {@link #take} gives something, or fails. */
    boolean isReady() {
        try {
            ahead = take();
            return ahead != null;
        } catch (IOException e) {
            return true;
        }
    }

    /** The next connection; null if there is none. */
    SocketChannel take() throws IOException {
        SocketChannel next = ahead;
        ahead = null;
        for (int refused = 0; next == null && refused < MOST_REFUSED; refused++) {
            next = channel.accept();
            if (next == null) {
                return null;
            }
            if (!isWanted(next)) {
                SocketChannels.close(next);
                next = null;
            }
        }
        if (next != null && next.isBlocking()) {
            next.configureBlocking(false);
        }
        return next;
    }

    /** The JDK lets sockets of IPv6 have connections of IPv4, too, which guests must not see. */
    private boolean isWanted(SocketChannel accepted) {
        try {
            InetSocketAddress remote = (InetSocketAddress) accepted.getRemoteAddress();
            return remote != null && family.has(remote.getAddress()) && access.permits(NetworkUse.TCP_ACCEPT, remote);
        } catch (IOException e) {
            return false;
        }
    }

    void close() {
        SocketChannels.close(channel);
        SocketChannels.close(ahead);
        ahead = null;
    }
}
