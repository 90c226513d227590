package dev.vespula.wasi.internal.sockets;

import dev.vespula.component.Result;
import dev.vespula.wasi.NetworkUse;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.Reactor;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.Source;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * {@code tcp-socket} of {@code wasi:sockets/tcp}. What the specification lets be finished later is done when it is started, but for
 * connecting. Thread-safe, since those who wait look in other threads.
 */
public final class TcpSocket extends IpSocket {
    private static final int DEFAULT_BACKLOG = 128;

    private final Source source = new Readiness();
    private State state;
    /** Unbound, bound, connecting and connected sockets have one. */
    private SocketChannel channel;
    /** Null unless the socket listens. */
    private TcpListener listener;
    /** What the guest has bound to, which may have left the port open. */
    private InetSocketAddress wanted;
    private int backlog = DEFAULT_BACKLOG;
    /** How what is in progress has ended; null if well. */
    private ErrorCode outcome;
    /** Whether connecting has ended. */
    private boolean isDecided;
    /** Null unless connected. */
    private TcpConnection connection;

    /** The states of the specification. */
    private enum State {
        UNBOUND, BIND_IN_PROGRESS, BOUND, LISTEN_IN_PROGRESS, LISTENING, CONNECT_IN_PROGRESS, CONNECTED, CLOSED;

        boolean isInProgress() {
            return this == BIND_IN_PROGRESS || this == LISTEN_IN_PROGRESS || this == CONNECT_IN_PROGRESS;
        }
    }

    /** What {@code finish-connect} gives. */
    public record Streams(GuestInput input, GuestOutput output) {}

    /** What {@code accept} gives. */
    public record Accepted(TcpSocket socket, GuestInput input, GuestOutput output) {}

    private TcpSocket(ResourceCount count, NetworkAccess access, IpAddressFamily family, SocketChannel channel, State state) {
        super(count, access, family, channel);
        this.channel = channel;
        this.state = state;
    }

    /** A socket that is not bound. */
    static Result<TcpSocket, ErrorCode> create(ResourceCount count, NetworkAccess access, IpAddressFamily family) {
        SocketChannel opened = null;
        try {
            opened = SocketChannel.open(family.protocol());
            opened.configureBlocking(false);
            SocketChannels.reuse(opened);
            TcpSocket made = new TcpSocket(count, access, family, opened, State.UNBOUND);
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

    // ---- bind, connect, listen, accept

    /** {@code start-bind}. */
    public synchronized Result<Void, ErrorCode> startBind(Network network, IpSocketAddress local) {
        if (state != State.UNBOUND) {
            return wrongState();
        }
        InetSocketAddress address = local.inet();
        if (!family.has(address.getAddress()) || !IpSocketAddress.isUnicast(address.getAddress())) {
            return ErrorCode.INVALID_ARGUMENT.err();
        }
        if (!access.permits(NetworkUse.TCP_BIND, address)) {
            return ErrorCode.ACCESS_DENIED.err();
        }
        try {
            outcome = null;
            channel.bind(address);
            wanted = address;
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

    /** {@code start-connect}. */
    public synchronized Result<Void, ErrorCode> startConnect(Network network, IpSocketAddress remote) {
        if (state != State.UNBOUND && state != State.BOUND) {
            return wrongState();
        }
        InetSocketAddress address = remote.inet();
        if (!family.has(address.getAddress()) || !IpSocketAddress.isUnicast(address.getAddress())
                || !IpSocketAddress.isDestination(address)) {
            return ErrorCode.INVALID_ARGUMENT.err();
        }
        if (!access.permits(NetworkUse.TCP_CONNECT, address)) {
            return ErrorCode.ACCESS_DENIED.err();
        }
        try {
            outcome = null;
            isDecided = channel.connect(address);
        } catch (IOException e) {
            isDecided = true;
            outcome = SocketFailure.code(e);
        }
        state = State.CONNECT_IN_PROGRESS;
        return Result.ok(null);
    }

    /** {@code finish-connect}. */
    public synchronized Result<Streams, ErrorCode> finishConnect() {
        if (state != State.CONNECT_IN_PROGRESS) {
            return ErrorCode.NOT_IN_PROGRESS.err();
        }
        if (!isDecided()) {
            return ErrorCode.WOULD_BLOCK.err();
        }
        if (outcome != null) {
            end();
            return outcome.err();
        }
        connection = new TcpConnection(access, channel);
        access.replace(this, connection);
        state = State.CONNECTED;
        TcpConnection.Streams streams = connection.streams(count());
        return Result.ok(new Streams(streams.input(), streams.output()));
    }

    private boolean isDecided() {
        if (!isDecided) {
            try {
                isDecided = channel.finishConnect();
            } catch (IOException e) {
                isDecided = true;
                outcome = SocketFailure.code(e);
            }
        }
        return isDecided;
    }

    /** {@code start-listen}. */
    public synchronized Result<Void, ErrorCode> startListen() {
        if (state != State.BOUND) {
            return wrongState();
        }
        if (!access.permits(NetworkUse.TCP_LISTEN, wanted)) {
            return ErrorCode.ACCESS_DENIED.err();
        }
        try {
            outcome = null;
            options.keep();
            listener = TcpListener.instead(channel, family, access, backlog);
            options.handOn(listener.channel());
        } catch (IOException e) {
            outcome = SocketFailure.code(e);
        }
        state = State.LISTEN_IN_PROGRESS;
        return Result.ok(null);
    }

    /** {@code finish-listen}. */
    public synchronized Result<Void, ErrorCode> finishListen() {
        if (state != State.LISTEN_IN_PROGRESS) {
            return ErrorCode.NOT_IN_PROGRESS.err();
        }
        if (outcome == null) {
            state = State.LISTENING;
        } else {
            end();
        }
        return ErrorCode.result(outcome);
    }

    /** {@code accept}. */
    public synchronized Result<Accepted, ErrorCode> accept() {
        if (state != State.LISTENING) {
            return ErrorCode.INVALID_STATE.err();
        }
        SocketChannel accepted = null;
        try {
            accepted = listener.take();
            if (accepted == null) {
                return ErrorCode.WOULD_BLOCK.err();
            }
            options.handOn(accepted);
            return accepted(accepted);
        } catch (IOException e) {
            SocketChannels.close(accepted);
            return SocketFailure.code(e).err();
        }
    }

    private Result<Accepted, ErrorCode> accepted(SocketChannel accepted) {
        TcpConnection made = new TcpConnection(access, accepted);
        if (!access.add(made)) {
            SocketChannels.close(accepted);
            return ErrorCode.NEW_SOCKET_LIMIT.err();
        }
        TcpSocket socket = null;
        try {
            socket = new TcpSocket(count(), access, family, accepted, State.CONNECTED);
            socket.connection = made;
            TcpConnection.Streams streams = made.streams(count());
            return Result.ok(new Accepted(socket, streams.input(), streams.output()));
        } catch (RuntimeException e) {
            // Too many resources.
            if (socket != null) {
                socket.close();
            }
            made.closeNow();
            throw e;
        }
    }

    private <R> Result<R, ErrorCode> wrongState() {
        return state.isInProgress() ? ErrorCode.CONCURRENCY_CONFLICT.err() : ErrorCode.INVALID_STATE.err();
    }

    // ---- what the socket is

    /** {@code local-address}. */
    public synchronized Result<IpSocketAddress, ErrorCode> localAddress() {
        if (state == State.BIND_IN_PROGRESS) {
            return ErrorCode.CONCURRENCY_CONFLICT.err();
        }
        try {
            var address = listener != null ? listener.channel().getLocalAddress() : channel.getLocalAddress();
            return address == null || state == State.UNBOUND ? ErrorCode.INVALID_STATE.err() : Result.ok(IpSocketAddress.of(
                    address));
        } catch (IOException e) {
            return ErrorCode.INVALID_STATE.err();
        }
    }

    /** {@code remote-address}. */
    public synchronized Result<IpSocketAddress, ErrorCode> remoteAddress() {
        try {
            return state == State.CONNECTED ? Result.ok(IpSocketAddress.of(channel.getRemoteAddress()))
                    : ErrorCode.INVALID_STATE.err();
        } catch (IOException e) {
            return ErrorCode.INVALID_STATE.err();
        }
    }

    /** {@code is-listening}. */
    public synchronized boolean isListening() {
        return state == State.LISTENING;
    }

    // ---- options

    /** {@code set-listen-backlog-size}. */
    public synchronized Result<Void, ErrorCode> setListenBacklogSize(long value) {
        if (value == 0) {
            return ErrorCode.INVALID_ARGUMENT.err();
        }
        return switch (state) {
            case UNBOUND, BIND_IN_PROGRESS, BOUND -> {
                backlog = (int) (value < 0 ? Integer.MAX_VALUE : Math.min(value, Integer.MAX_VALUE));
                yield Result.ok(null);
            }
            // The JDK sets it together with the address.
            case LISTEN_IN_PROGRESS, LISTENING -> ErrorCode.NOT_SUPPORTED.err();
            case CONNECT_IN_PROGRESS, CONNECTED, CLOSED -> ErrorCode.INVALID_STATE.err();
        };
    }

    /** {@code keep-alive-enabled}. */
    public synchronized Result<Boolean, ErrorCode> keepAliveEnabled() {
        return options.keepAlive();
    }

    /** {@code set-keep-alive-enabled}. */
    public synchronized Result<Void, ErrorCode> setKeepAliveEnabled(boolean value) {
        return options.setKeepAlive(value);
    }

    /** {@code keep-alive-idle-time}: nanoseconds. */
    public synchronized Result<Long, ErrorCode> keepAliveIdleTime() {
        return options.idleTime();
    }

    /** {@code set-keep-alive-idle-time}. */
    public synchronized Result<Void, ErrorCode> setKeepAliveIdleTime(long value) {
        return options.setIdleTime(value);
    }

    /** {@code keep-alive-interval}: nanoseconds. */
    public synchronized Result<Long, ErrorCode> keepAliveInterval() {
        return options.interval();
    }

    /** {@code set-keep-alive-interval}. */
    public synchronized Result<Void, ErrorCode> setKeepAliveInterval(long value) {
        return options.setInterval(value);
    }

    /** {@code keep-alive-count}. */
    public synchronized Result<Long, ErrorCode> keepAliveCount() {
        return options.count();
    }

    /** {@code set-keep-alive-count}. */
    public synchronized Result<Void, ErrorCode> setKeepAliveCount(long value) {
        return options.setCount(value);
    }

    /** {@code hop-limit}. */
    public Result<Integer, ErrorCode> hopLimit() {
        return ErrorCode.NOT_SUPPORTED.err();
    }

    /** {@code set-hop-limit}. */
    public Result<Void, ErrorCode> setHopLimit(int value) {
        return SocketOptions.setHopLimit(value);
    }

    // ---- waiting and ending

    /** {@code subscribe}. */
    public Pollable subscribe() {
        return new Pollable(count(), source);
    }

    private final class Readiness implements Source {
        @Override
        public boolean isReady() {
            synchronized (TcpSocket.this) {
                return switch (state) {
                    case CONNECT_IN_PROGRESS -> isDecided();
                    case LISTENING -> listener.isReady();
                    default -> true;
                };
            }
        }

        @Override
        public void watch(Runnable waiter) {
            synchronized (TcpSocket.this) {
                if (state == State.CONNECT_IN_PROGRESS) {
                    Reactor.shared().watch(channel, SelectionKey.OP_CONNECT, waiter);
                } else if (state == State.LISTENING) {
                    Reactor.shared().watch(listener.channel(), SelectionKey.OP_ACCEPT, waiter);
                }
            }
        }

        @Override
        public void unwatch(Runnable waiter) {
            SelectableChannel watched;
            synchronized (TcpSocket.this) {
                watched = listener == null ? channel : listener.channel();
            }
            Reactor.shared().unwatch(watched, waiter);
        }
    }

    /** {@code shutdown}. */
    public synchronized Result<Void, ErrorCode> shutdown(ShutdownType type) {
        if (state != State.CONNECTED) {
            return ErrorCode.INVALID_STATE.err();
        }
        if (type != ShutdownType.SEND) {
            connection.shutDownInput();
        }
        if (type != ShutdownType.RECEIVE) {
            connection.shutDownOutput();
        }
        return Result.ok(null);
    }

    /** {@code shutdown-type}. */
    public enum ShutdownType { RECEIVE, SEND, BOTH }

    /** Nothing can be done with the socket any more. */
    private void end() {
        state = State.CLOSED;
        options.keep();
        closeNow();
    }

    @Override
    public synchronized void closeNow() {
        access.remove(this);
        SocketChannels.close(channel);
        if (listener != null) {
            listener.close();
        }
    }

    @Override
    protected synchronized void release() {
        state = State.CLOSED;
        if (connection != null) {
            connection.release();
        } else {
            closeNow();
        }
    }
}
