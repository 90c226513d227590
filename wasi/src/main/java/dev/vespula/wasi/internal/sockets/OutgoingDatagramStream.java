package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.Result;
import dev.vespula.wasi.internal.io.GuestError;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.Reactor;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.WatchedSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Optional;

/** {@code outgoing-datagram-stream} of {@code wasi:sockets/udp}. Thread-safe. */
public final class OutgoingDatagramStream extends HostedResource {
    private static final int MOST_AT_ONCE = 16;
    /** What is left of 65,535 bytes behind the headers of IPv4 and UDP. */
    private static final int LARGEST = 65_507;

    private final UdpSocket socket;
    private final DatagramChannel channel;
    private final DatagramPeers peers;
    private final WatchedSource source = new Readiness();
    /** How many the guest may send, as it was told. */
    private int permit;
    /** The host has taken no more. */
    private boolean isFull;

    /** {@code outgoing-datagram}. */
    public record OutgoingDatagram(byte[] data, Optional<IpSocketAddress> remoteAddress) {}

    OutgoingDatagramStream(ResourceCount count, UdpSocket socket, DatagramChannel channel, DatagramPeers peers) {
        super(count);
        this.socket = socket;
        this.channel = channel;
        this.peers = peers;
    }

    /** {@code check-send}. */
    public synchronized Result<Long, ErrorCode> checkSend() {
        permit = isFull ? 0 : MOST_AT_ONCE;
        return Result.ok((long) permit);
    }

    /** {@code send}: how many were sent. Traps if it is given more than {@code check-send} has permitted. */
    public synchronized Result<Long, ErrorCode> send(List<OutgoingDatagram> datagrams) {
        if (datagrams.isEmpty()) {
            return Result.ok(0L);
        }
        if (datagrams.size() > permit) {
            throw GuestError.trap("more datagrams than `check-send` has permitted");
        }
        permit = 0;
        long sent = 0;
        for (OutgoingDatagram datagram : datagrams) {
            ErrorCode failure = send(datagram);
            if (failure == ErrorCode.WOULD_BLOCK) {
                break;
            }
            if (failure != null) {
                return sent == 0 ? failure.err() : Result.ok(sent);
            }
            sent++;
        }
        return Result.ok(sent);
    }

    private ErrorCode send(OutgoingDatagram datagram) {
        InetSocketAddress receiver = datagram.remoteAddress().map(IpSocketAddress::inet).orElse(peers.connected());
        if (receiver == null) {
            return ErrorCode.INVALID_ARGUMENT;
        }
        ErrorCode refusal = peers.refusal(receiver);
        if (refusal != null) {
            return refusal;
        }
        if (datagram.data().length > LARGEST) {
            return ErrorCode.DATAGRAM_TOO_LARGE;
        }
        try {
            boolean isSent = channel.send(ByteBuffer.wrap(datagram.data()), receiver) == datagram.data().length;
            // Nothing to send is sent with a length of 0, too.
            if (isSent) {
                return null;
            }
            isFull = true;
            Reactor.shared().watch(channel, SelectionKey.OP_WRITE, this::hasRoom);
            return ErrorCode.WOULD_BLOCK;
        } catch (IOException e) {
            return SocketFailure.code(e);
        }
    }

    private void hasRoom() {
        synchronized (this) {
            isFull = false;
        }
        source.tell();
    }

    /** {@code subscribe}. */
    public Pollable subscribe() {
        return new Pollable(count(), source);
    }

    private final class Readiness extends WatchedSource {
        @Override
        public boolean isReady() {
            synchronized (OutgoingDatagramStream.this) {
                return !isFull;
            }
        }

    }

    @Override
    protected void release() {
        socket.dropped();
    }
}
