package dev.vespula.wasi.internal.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.Result;
import dev.vespula.wasi.HostResolver;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.PollableWait;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.StreamError;
import dev.vespula.wasi.internal.network.HostNames;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The sockets of a process, as a guest would use them. */
final class SocketProcess implements AutoCloseable {
    static final NetworkPolicy LOOPBACK = NetworkPolicy.builder().allow("localhost", NetworkPolicy.ANY_PORT)
            .listen("localhost", NetworkPolicy.ANY_PORT).build();

    final ResourceCount count = new ResourceCount(10_000);
    final NetworkAccess access;
    final SocketInterfaces interfaces;
    final Network network;

    SocketProcess(NetworkPolicy policy, HostResolver resolver, int mostSockets) {
        access = new NetworkAccess(policy, resolver, mostSockets);
        interfaces = new SocketInterfaces(count, access);
        network = interfaces.instanceNetwork();
    }

    SocketProcess(NetworkPolicy policy) {
        this(policy, HostResolver.SYSTEM, 1000);
    }

    @Override
    public void close() {
        access.close();
        assertThat(access.openSockets()).isZero();
    }

    static <T> T ok(Result<T, ?> result) {
        assertThat(result).isInstanceOf(Result.Ok.class);
        return ((Result.Ok<T, ?>) result).value();
    }

    static ErrorCode code(Result<?, ErrorCode> result) {
        assertThat(result).isInstanceOf(Result.Err.class);
        return ((Result.Err<?, ErrorCode>) result).value();
    }

    static IpSocketAddress address(String host, int port) {
        return IpSocketAddress.of(new InetSocketAddress(HostNames.literal(host), port));
    }

    static int port(IpSocketAddress address) {
        return address.inet().getPort();
    }

    /** Waits until it is ready. */
    static void block(Pollable pollable) throws Exception {
        PollableWait.of(pollable).get(60, TimeUnit.SECONDS);
        pollable.close();
    }

    TcpSocket tcp(String family) {
        return ok(interfaces.createTcpSocket(IpAddressFamily.valueOf(family)));
    }

    UdpSocket udp(String family) {
        return ok(interfaces.createUdpSocket(IpAddressFamily.valueOf(family)));
    }

    TcpSocket bound(String host) {
        TcpSocket socket = tcp(host.contains(":") ? "IPV6" : "IPV4");
        ok(socket.startBind(network, address(host, 0)));
        ok(socket.finishBind());
        return socket;
    }

    TcpSocket listening(String host) {
        TcpSocket socket = bound(host);
        ok(socket.startListen());
        ok(socket.finishListen());
        return socket;
    }

    TcpSocket.Streams connect(TcpSocket socket, IpSocketAddress remote) throws Exception {
        ok(socket.startConnect(network, remote));
        block(socket.subscribe());
        return ok(socket.finishConnect());
    }

    TcpSocket.Accepted accept(TcpSocket listener) throws Exception {
        block(listener.subscribe());
        return ok(listener.accept());
    }

    static byte[] read(GuestInput input, int count) throws Exception {
        byte[] all = new byte[count];
        int got = 0;
        while (got < count) {
            byte[] some = ok(input.whenRead(count - got).get(60, TimeUnit.SECONDS));
            System.arraycopy(some, 0, all, got, some.length);
            got += some.length;
        }
        return all;
    }

    static void assertEnds(GuestInput input) throws Exception {
        assertThat(input.whenRead(1).get(60, TimeUnit.SECONDS)).isEqualTo(Result.err(new StreamError.Closed()));
    }

    static void write(GuestOutput output, byte[] bytes) throws Exception {
        ok(output.whenWritten(bytes).get(60, TimeUnit.SECONDS));
    }
}
