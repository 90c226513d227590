package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.Result;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.Reactor;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.Source;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code incoming-datagram-stream} of {@code wasi:sockets/udp}. Thread-safe. */
public final class IncomingDatagramStream extends HostedResource {
    private static final int MOST_AT_ONCE = 16;
    private static final int LARGEST = 65_535;
    /** How many datagrams that the guest must not see are thrown away in a row before somebody else has a turn. */
    private static final int MOST_UNHEARD = 64;

    private final UdpSocket socket;
    private final DatagramChannel channel;
    private final DatagramPeers peers;
    private final Source source = new Readiness();
    private ByteBuffer buffer;
    /** Received to see whether there is one. */
    private IncomingDatagram ahead;
    private IOException failure;

    /** {@code incoming-datagram}. */
    public record IncomingDatagram(byte[] data, IpSocketAddress remoteAddress) {}

    IncomingDatagramStream(ResourceCount count, UdpSocket socket, DatagramChannel channel, DatagramPeers peers) {
        super(count);
        this.socket = socket;
        this.channel = channel;
        this.peers = peers;
    }

    /** {@code receive}: what is there, perhaps nothing. */
    public synchronized Result<List<IncomingDatagram>, ErrorCode> receive(long most) {
        List<IncomingDatagram> received = new ArrayList<>();
        int wanted = (int) (most < 0 ? MOST_AT_ONCE : Math.min(most, MOST_AT_ONCE));
        while (received.size() < wanted && lookAhead()) {
            if (ahead == null) {
                if (received.isEmpty()) {
                    IOException told = failure;
                    failure = null;
                    return SocketFailure.code(told).err();
                }
                break;
            }
            received.add(ahead);
            ahead = null;
        }
        return Result.ok(received);
    }

    /** Tells whether there is a datagram or a failure. */
    private boolean lookAhead() {
        if (buffer == null) {
            buffer = ByteBuffer.allocate(LARGEST);
        }
        try {
            for (int unheard = 0; ahead == null && failure == null && unheard < MOST_UNHEARD; unheard++) {
                buffer.clear();
                InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
                if (sender == null) {
                    return false;
                }
                if (peers.hears(sender)) {
                    ahead = new IncomingDatagram(Arrays.copyOf(buffer.array(), buffer.position()), IpSocketAddress.of(sender));
                }
            }
        } catch (IOException e) {
            failure = e;
        }
        return ahead != null || failure != null;
    }

    /** {@code subscribe}. */
    public Pollable subscribe() {
        return new Pollable(count(), source);
    }

    private final class Readiness implements Source {
        @Override
        public boolean isReady() {
            synchronized (IncomingDatagramStream.this) {
                return isClosed() || lookAhead();
            }
        }

        @Override
        public void watch(Runnable waiter) {
            Reactor.shared().watch(channel, SelectionKey.OP_READ, waiter);
        }

        @Override
        public void unwatch(Runnable waiter) {
            Reactor.shared().unwatch(channel, waiter);
        }
    }

    @Override
    protected void release() {
        socket.dropped();
    }
}
