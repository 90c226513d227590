package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.Result;
import dev.vespula.wasi.NetworkUse;
import dev.vespula.wasi.internal.io.GuestError;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.Source;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** {@code udp-socket} of {@code wasi:sockets/udp}. Thread-safe. */
public final class UdpSocket extends IpSocket {
    private final DatagramChannel channel;
    private State state = State.UNBOUND;
    /** How the bind has ended; null if well. */
    private ErrorCode outcome;
    /** Whether anyone may send something to it. */
    private boolean listens;
    /** Streams that are not dropped. */
    private int streams;
    private InetSocketAddress remote;

    private enum State { UNBOUND, BIND_IN_PROGRESS, BOUND }

    /** What {@code stream} gives. */
    public record Streams(IncomingDatagramStream incoming, OutgoingDatagramStream outgoing) {}

    private UdpSocket(ResourceCount count, NetworkAccess access, IpAddressFamily family, DatagramChannel channel) {
        super(count, access, family, channel);
        this.channel = channel;
    }

    /** A socket that is not bound. */
    static Result<UdpSocket, ErrorCode> create(ResourceCount count, NetworkAccess access, IpAddressFamily family) {
        DatagramChannel opened = null;
        try {
            opened = DatagramChannel.open(family.protocol());
            opened.configureBlocking(false);
            UdpSocket made = new UdpSocket(count, access, family, opened);
            opened = null;
            if (!access.add(made)) {
                made.close();
                return ErrorCode.NEW_SOCKET_LIMIT.err();
            }
            return Result.ok(made);
        } catch (UnsupportedOperationException e) {
            return ErrorCode.NOT_SUPPORTED.err();
        } catch (IOException e) {
            return SocketFailure.code(e).err();
        } finally {
            SocketChannels.close(opened);
        }
    }

    /** {@code start-bind}. */
    public synchronized Result<Void, ErrorCode> startBind(Network network, IpSocketAddress local) {
        if (state != State.UNBOUND) {
            return state == State.BOUND ? ErrorCode.INVALID_STATE.err() : ErrorCode.CONCURRENCY_CONFLICT.err();
        }
        InetSocketAddress address = local.inet();
        if (!family.has(address.getAddress())) {
            return ErrorCode.INVALID_ARGUMENT.err();
        }
        if (!access.permits(NetworkUse.UDP_BIND, address)) {
            return ErrorCode.ACCESS_DENIED.err();
        }
        listens = access.permits(NetworkUse.UDP_LISTEN, address);
        try {
            outcome = null;
            channel.bind(address);
        } catch (IOException e) {
            outcome = SocketFailure.code(e);
        }
        state = State.BIND_IN_PROGRESS;
        return Result.ok(null);
    }

    /** {@code finish-bind}. */
    public synchronized Result<Void, ErrorCode> finishBind() {
        if (state != State.BIND_IN_PROGRESS) {
            return ErrorCode.NOT_IN_PROGRESS.err();
        }
        state = outcome == null ? State.BOUND : State.UNBOUND;
        return ErrorCode.result(outcome);
    }

    /**
     * {@code stream}: connects or disconnects. Traps if streams of before are there still, which would send and receive by other
     * rules than they were made for.
     */
    public synchronized Result<Streams, ErrorCode> stream(Optional<IpSocketAddress> wanted) {
        if (state != State.BOUND) {
            return ErrorCode.INVALID_STATE.err();
        }
        if (streams > 0) {
            throw GuestError.trap("streams of a UDP socket that has streams already");
        }
        InetSocketAddress other = wanted.map(IpSocketAddress::inet).orElse(null);
        if (other != null) {
            ErrorCode refusal = refusal(other);
            if (refusal != null) {
                return refusal.err();
            }
        }
        try {
            channel.disconnect();
            remote = null;
            if (other != null) {
                channel.connect(other);
                remote = other;
            }
        } catch (IOException e) {
            return SocketFailure.code(e).err();
        }
        DatagramPeers peers = new DatagramPeers(access, family, other, listens);
        IncomingDatagramStream incoming = new IncomingDatagramStream(count(), this, channel, peers);
        streams++;
        try {
            OutgoingDatagramStream outgoing = new OutgoingDatagramStream(count(), this, channel, peers);
            streams++;
            return Result.ok(new Streams(incoming, outgoing));
        } catch (RuntimeException e) {
            incoming.close();
            throw e;
        }
    }

    /** Why nothing may be sent to an address; null if it may. */
    private ErrorCode refusal(InetSocketAddress other) {
        return !family.has(other.getAddress()) || !IpSocketAddress.isDestination(other) ? ErrorCode.INVALID_ARGUMENT
                : access.permits(NetworkUse.UDP_SEND, other) ? null : ErrorCode.ACCESS_DENIED;
    }

    /** One of the streams is dropped. */
    synchronized void dropped() {
        streams--;
        closeIfUnused();
    }

    /** {@code local-address}. */
    public synchronized Result<IpSocketAddress, ErrorCode> localAddress() {
        try {
            return state == State.BOUND ? Result.ok(IpSocketAddress.of(channel.getLocalAddress()))
                    : state == State.UNBOUND ? ErrorCode.INVALID_STATE.err() : ErrorCode.CONCURRENCY_CONFLICT.err();
        } catch (IOException e) {
            return ErrorCode.INVALID_STATE.err();
        }
    }

    /** {@code remote-address}. */
    public synchronized Result<IpSocketAddress, ErrorCode> remoteAddress() {
        return remote == null ? ErrorCode.INVALID_STATE.err() : Result.ok(IpSocketAddress.of(remote));
    }

    /** {@code unicast-hop-limit}. */
    public Result<Integer, ErrorCode> unicastHopLimit() {
        return ErrorCode.NOT_SUPPORTED.err();
    }

    /** {@code set-unicast-hop-limit}. */
    public Result<Void, ErrorCode> setUnicastHopLimit(int value) {
        return SocketOptions.setHopLimit(value);
    }

    /** {@code subscribe}: what can be in progress has ended when it has begun. */
    public Pollable subscribe() {
        return new Pollable(count(), Source.READY);
    }

    @Override
    public void closeNow() {
        access.remove(this);
        SocketChannels.close(channel);
    }

    private void closeIfUnused() {
        if (isClosed() && streams == 0) {
            closeNow();
        }
    }

    @Override
    protected synchronized void release() {
        closeIfUnused();
    }
}
