package dev.vespula.wasi.internal.sockets;

import static dev.vespula.wasi.internal.sockets.SocketProcess.address;
import static dev.vespula.wasi.internal.sockets.SocketProcess.assertEnds;
import static dev.vespula.wasi.internal.sockets.SocketProcess.block;
import static dev.vespula.wasi.internal.sockets.SocketProcess.code;
import static dev.vespula.wasi.internal.sockets.SocketProcess.ok;
import static dev.vespula.wasi.internal.sockets.SocketProcess.port;
import static dev.vespula.wasi.internal.sockets.SocketProcess.read;
import static dev.vespula.wasi.internal.sockets.SocketProcess.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vespula.component.Result;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.NetworkUse;
import dev.vespula.wasi.internal.io.IoError;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.StreamError;
import dev.vespula.wasi.internal.sockets.TcpSocket.ShutdownType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpSocketTest {
    private final SocketProcess process = new SocketProcess(SocketProcess.LOOPBACK);

    @AfterEach
    void end() {
        process.close();
    }

    private static void assumeExists(String host) throws Exception {
        boolean exists = Collections.list(NetworkInterface.getNetworkInterfaces()).stream().flatMap(
                NetworkInterface::inetAddresses).anyMatch(each -> each.equals(addressOf(host)));
        assumeThat(exists).as("the machine has " + host).isTrue();
    }

    private static InetAddress addressOf(String host) {
        return address(host, 1).inet().getAddress();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void guestsTalkToEachOther(String host) throws Exception {
        assumeExists(host);
        TcpSocket listener = process.listening(host);
        IpSocketAddress at = ok(listener.localAddress());
        TcpSocket client = process.tcp(listener.addressFamily().name());
        TcpSocket.Streams near = process.connect(client, at);
        TcpSocket.Accepted far = process.accept(listener);
        assertThat(ok(client.remoteAddress())).isEqualTo(at);
        assertThat(ok(far.socket().localAddress())).isEqualTo(at);
        assertThat(ok(far.socket().remoteAddress())).isEqualTo(ok(client.localAddress()));
        assertThat(ok(near.input().read(10))).as("nothing yet is not the end").isEmpty();

        write(near.output(), "hello".getBytes());
        assertThat(read(far.input(), 5)).asString().isEqualTo("hello");
        write(far.output(), "world".getBytes());
        assertThat(read(near.input(), 5)).asString().isEqualTo("world");

        // Half closed: what is still on its way to the client comes.
        near.output().close();
        assertEnds(far.input());
        write(far.output(), "more".getBytes());
        far.output().close();
        far.input().close();
        far.socket().close();
        assertThat(read(near.input(), 4)).asString().isEqualTo("more");
        assertEnds(near.input());
        client.close();
        near.input().close();
        listener.close();
        assertThat(process.access.openSockets()).isZero();
        assertThat(process.count.open()).as("but for the network").isEqualTo(1);
    }

    @Test
    void talksToASocketOfTheHost() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            TcpSocket client = process.bound("127.0.0.1");
            IpSocketAddress local = ok(client.localAddress());
            TcpSocket.Streams streams = process.connect(client, address("127.0.0.1", server.getLocalPort()));
            assertThat(ok(client.localAddress())).as("bound before").isEqualTo(local);
            try (Socket accepted = server.accept()) {
                assertThat(accepted.getPort()).isEqualTo(port(local));
                accepted.getOutputStream().write("from the host".getBytes());
                assertThat(read(streams.input(), 13)).asString().isEqualTo("from the host");
                write(streams.output(), "back".getBytes());
                assertThat(accepted.getInputStream().readNBytes(4)).asString().isEqualTo("back");
            }
            assertEnds(streams.input());
        }
    }

    @Test
    void muchDataIsHeldBackUntilItIsRead() throws Exception {
        TcpSocket listener = process.listening("127.0.0.1");
        TcpSocket.Streams near = process.connect(process.tcp("IPV4"), ok(listener.localAddress()));
        TcpSocket.Accepted far = process.accept(listener);
        byte[] block = new byte[65_536];
        long written = 0;
        for (long permit = ok(near.output().checkWrite()); permit > 0; permit = ok(near.output().checkWrite())) {
            assertThat(permit).isEqualTo(block.length);
            Arrays.fill(block, (byte) (written / block.length));
            ok(near.output().write(block));
            written += block.length;
        }
        ok(near.output().flush());
        Pollable room = near.output().subscribe();
        assertThat(room.ready()).isFalse();
        // Dropped with data that nobody has read yet.
        room.close();
        near.output().close();
        near.input().close();
        for (long got = 0; got < written; got += block.length) {
            byte[] expected = new byte[block.length];
            Arrays.fill(expected, (byte) (got / block.length));
            assertThat(read(far.input(), block.length)).isEqualTo(expected);
        }
        assertEnds(far.input());
    }

    @Test
    void shutDownAndAgain() throws Exception {
        TcpSocket listener = process.listening("127.0.0.1");
        TcpSocket client = process.tcp("IPV4");
        TcpSocket.Streams near = process.connect(client, ok(listener.localAddress()));
        TcpSocket.Accepted far = process.accept(listener);
        write(far.output(), "unread".getBytes());
        block(near.input().subscribe());
        for (int i = 0; i < 2; i++) {
            ok(client.shutdown(ShutdownType.RECEIVE));
            assertThat(near.input().read(1)).isEqualTo(Result.err(new StreamError.Closed()));
        }
        write(near.output(), "x".getBytes());
        for (int i = 0; i < 2; i++) {
            ok(client.shutdown(ShutdownType.SEND));
            assertThat(near.output().checkWrite()).isEqualTo(Result.err(new StreamError.Closed()));
        }
        ok(client.shutdown(ShutdownType.BOTH));
        assertThat(read(far.input(), 1)).asString().isEqualTo("x");
        assertEnds(far.input());
    }

    @Test
    void aResetIsToldOnce() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            TcpSocket.Streams streams = process.connect(process.tcp("IPV4"), address("127.0.0.1", server.getLocalPort()));
            try (Socket accepted = server.accept()) {
                accepted.setSoLinger(true, 0);
            }
            block(streams.input().subscribe());
            Result<byte[], StreamError> read = streams.input().read(1);
            StreamError error = ((Result.Err<byte[], StreamError>) read).value();
            IoError told = ((StreamError.LastOperationFailed) error).error();
            assertThat(told.toDebugString()).isEqualTo("connection-reset");
            assertThat(process.interfaces.networkErrorCode(told)).isEqualTo(Optional.of(ErrorCode.CONNECTION_RESET));
            assertThat(streams.input().read(1)).isEqualTo(Result.err(new StreamError.Closed()));
        }
    }

    @Test
    void refusedConnections() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = server.getLocalPort();
        }
        TcpSocket socket = process.tcp("IPV4");
        ok(socket.startConnect(process.network, address("127.0.0.1", free)));
        block(socket.subscribe());
        assertThat(code(socket.finishConnect())).isEqualTo(ErrorCode.CONNECTION_REFUSED);
        assertThat(code(socket.finishConnect())).isEqualTo(ErrorCode.NOT_IN_PROGRESS);
        assertThat(code(socket.startConnect(process.network, address("127.0.0.1", free)))).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(process.access.openSockets()).isZero();
    }

    @Test
    void statesBeforeAConnection() throws Exception {
        TcpSocket socket = process.tcp("IPV4");
        IpSocketAddress any = address("127.0.0.1", 0);
        assertThat(code(socket.finishBind())).isEqualTo(ErrorCode.NOT_IN_PROGRESS);
        assertThat(code(socket.finishConnect())).isEqualTo(ErrorCode.NOT_IN_PROGRESS);
        assertThat(code(socket.finishListen())).isEqualTo(ErrorCode.NOT_IN_PROGRESS);
        assertThat(code(socket.startListen())).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(socket.accept())).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(socket.localAddress())).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(socket.remoteAddress())).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(socket.shutdown(ShutdownType.BOTH))).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(socket.isListening()).isFalse();
        assertThat(socket.subscribe().ready()).isTrue();

        ok(socket.startBind(process.network, any));
        assertThat(code(socket.startBind(process.network, any))).isEqualTo(ErrorCode.CONCURRENCY_CONFLICT);
        assertThat(code(socket.startConnect(process.network, any))).isEqualTo(ErrorCode.CONCURRENCY_CONFLICT);
        assertThat(code(socket.startListen())).isEqualTo(ErrorCode.CONCURRENCY_CONFLICT);
        assertThat(code(socket.finishConnect())).isEqualTo(ErrorCode.NOT_IN_PROGRESS);
        assertThat(socket.subscribe().ready()).isTrue();
        ok(socket.finishBind());
        assertThat(port(ok(socket.localAddress()))).isNotZero();
        assertThat(code(socket.startBind(process.network, any))).isEqualTo(ErrorCode.INVALID_STATE);

        ok(socket.startListen());
        assertThat(code(socket.accept())).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(socket.isListening()).isFalse();
        ok(socket.finishListen());
        assertThat(socket.isListening()).isTrue();
        assertThat(socket.subscribe().ready()).isFalse();
        assertThat(code(socket.accept())).isEqualTo(ErrorCode.WOULD_BLOCK);
        assertThat(code(socket.startListen())).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(socket.startConnect(process.network, any))).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(socket.setListenBacklogSize(5))).isEqualTo(ErrorCode.NOT_SUPPORTED);

        TcpSocket client = process.tcp("IPV4");
        ok(client.startConnect(process.network, ok(socket.localAddress())));
        assertThat(code(client.startConnect(process.network, any))).isEqualTo(ErrorCode.CONCURRENCY_CONFLICT);
        block(client.subscribe());
        ok(client.finishConnect());
        assertThat(code(client.startConnect(process.network, any))).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(client.startListen())).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(client.setListenBacklogSize(5))).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(client.subscribe().ready()).isTrue();
    }

    @Test
    void addressesThatAreNone() {
        TcpSocket v4 = process.tcp("IPV4");
        for (IpSocketAddress wrong : List.of(address("224.0.0.1", 80), address("255.255.255.255", 80), address("0.0.0.0", 80),
                address("127.0.0.1", 0), address("::1", 80))) {
            assertThat(code(v4.startConnect(process.network, wrong))).as("%s", wrong).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
        for (IpSocketAddress wrong : List.of(address("224.0.0.1", 0), address("255.255.255.255", 0), address("::1", 0))) {
            assertThat(code(v4.startBind(process.network, wrong))).as("%s", wrong).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
        IpSocketAddress mapped = new IpSocketAddress.Ipv6(new IpSocketAddress.Ipv6SocketAddress(80, 0,
                new IpAddress.Words(0, 0, 0, 0, 0, 0xFFFF, 0x7F00, 1), 0));
        TcpSocket v6 = process.tcp("IPV6");
        assertThat(code(v6.startConnect(process.network, mapped))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(v6.startBind(process.network, mapped))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(v6.startConnect(process.network, address("127.0.0.1", 80)))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(v6.startConnect(process.network, address("ff02::1", 80)))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        // Nothing has happened to them.
        ok(v4.startBind(process.network, address("127.0.0.1", 0)));
        ok(v4.finishBind());
    }

    @Test
    void bindsThatFail() throws Exception {
        TcpSocket listener = process.listening("127.0.0.1");
        TcpSocket socket = process.tcp("IPV4");
        ok(socket.startBind(process.network, ok(listener.localAddress())));
        assertThat(code(socket.finishBind())).isEqualTo(ErrorCode.ADDRESS_IN_USE);
        // Unbound again.
        ok(socket.startBind(process.network, address("127.0.0.1", 0)));
        ok(socket.finishBind());
        try (SocketProcess all = new SocketProcess(request -> true)) {
            TcpSocket other = all.tcp("IPV4");
            ok(other.startBind(all.network, address("192.0.2.1", 0)));
            assertThat(code(other.finishBind())).isEqualTo(ErrorCode.ADDRESS_NOT_BINDABLE);
        }
    }

    @Test
    void anIpv6ListenerHasNoConnectionsOfIpv4() throws Exception {
        assumeExists("::1");
        try (SocketProcess all = new SocketProcess(request -> true)) {
            TcpSocket listener = all.listening("::");
            int port = port(ok(listener.localAddress()));
            try (SocketChannel v4 = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                    SocketChannel v6 = SocketChannel.open(new InetSocketAddress("::1", port))) {
                TcpSocket.Accepted first = all.accept(listener);
                assertThat(ok(first.socket().remoteAddress())).isEqualTo(IpSocketAddress.of(v6.getLocalAddress()));
                assertThat(v4.read(java.nio.ByteBuffer.allocate(1))).as("closed").isEqualTo(-1);
                assertThat(code(listener.accept())).isEqualTo(ErrorCode.WOULD_BLOCK);
            }
        }
    }

    @Test
    void optionsAndTheirHeirs() throws Exception {
        TcpSocket socket = process.bound("127.0.0.1");
        assertThat(ok(socket.keepAliveEnabled())).isFalse();
        ok(socket.setKeepAliveEnabled(true));
        for (Result<Void, ErrorCode> zero : List.of(socket.setKeepAliveCount(0), socket.setKeepAliveIdleTime(0),
                socket.setKeepAliveInterval(0), socket.setReceiveBufferSize(0), socket.setSendBufferSize(0),
                socket.setListenBacklogSize(0), socket.setHopLimit(0))) {
            assertThat(code(zero)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
        assertThat(code(socket.setHopLimit(64))).isEqualTo(ErrorCode.NOT_SUPPORTED);
        assertThat(code(socket.hopLimit())).isEqualTo(ErrorCode.NOT_SUPPORTED);
        ok(socket.setReceiveBufferSize(100_000));
        ok(socket.setSendBufferSize(-1));
        ok(socket.setListenBacklogSize(-1));
        boolean hasTimes = socket.keepAliveIdleTime().isOk();
        if (hasTimes) {
            ok(socket.setKeepAliveIdleTime(1_500_000_000L));
            ok(socket.setKeepAliveInterval(-1));
            ok(socket.setKeepAliveCount(-1));
            assertThat(ok(socket.keepAliveIdleTime())).isEqualTo(2_000_000_000L);
            assertThat(ok(socket.keepAliveInterval())).isEqualTo(32_767_000_000_000L);
            assertThat(ok(socket.keepAliveCount())).isEqualTo(127);
        }
        long receive = ok(socket.receiveBufferSize());
        ok(socket.startListen());
        ok(socket.finishListen());
        assertThat(ok(socket.keepAliveEnabled())).isTrue();
        assertThat(ok(socket.receiveBufferSize())).isEqualTo(receive);
        ok(socket.setKeepAliveEnabled(true));
        process.connect(process.tcp("IPV4"), ok(socket.localAddress()));
        TcpSocket accepted = process.accept(socket).socket();
        assertThat(ok(accepted.keepAliveEnabled())).isTrue();
        if (hasTimes) {
            assertThat(ok(accepted.keepAliveIdleTime())).isEqualTo(2_000_000_000L);
            assertThat(ok(accepted.keepAliveCount())).isEqualTo(127);
        }
    }

    @Test
    void nothingIsPermittedUnlessAllowed() throws Exception {
        try (SocketProcess none = new SocketProcess(NetworkPolicy.NONE);
                SocketProcess client = new SocketProcess(NetworkPolicy.builder().allow("127.0.0.1", 9).build());
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            TcpSocket socket = none.tcp("IPV4");
            assertThat(code(socket.startBind(none.network, address("127.0.0.1", 0)))).isEqualTo(ErrorCode.ACCESS_DENIED);
            assertThat(code(socket.startConnect(none.network, address("127.0.0.1", server.getLocalPort()))))
                    .isEqualTo(ErrorCode.ACCESS_DENIED);
            assertThat(code(socket.localAddress())).as("no bind by the way").isEqualTo(ErrorCode.INVALID_STATE);
            // Who may connect may bind, but not listen with that.
            TcpSocket bound = client.bound("127.0.0.1");
            assertThat(code(bound.startListen())).isEqualTo(ErrorCode.ACCESS_DENIED);
            assertThat(code(bound.startConnect(client.network, address("127.0.0.1", server.getLocalPort()))))
                    .isEqualTo(ErrorCode.ACCESS_DENIED);
        }
    }

    @Test
    void whoIsNotAcceptedIsNotSeen() throws Exception {
        try (SocketProcess picky = new SocketProcess(request -> request.use() != NetworkUse.TCP_ACCEPT)) {
            TcpSocket listener = picky.listening("127.0.0.1");
            try (SocketChannel refused = SocketChannel.open(ok(listener.localAddress()).inet())) {
                CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> {
                    try {
                        return refused.read(java.nio.ByteBuffer.allocate(1));
                    } catch (java.io.IOException e) {
                        return -1;
                    }
                });
                while (!end.isDone()) {
                    assertThat(code(listener.accept())).isEqualTo(ErrorCode.WOULD_BLOCK);
                    Thread.onSpinWait();
                }
                assertThat(end.get()).isEqualTo(-1);
            }
        }
    }

    @Test
    void thereIsALimitOfSockets() throws Exception {
        int most = 500;
        try (SocketProcess few = new SocketProcess(SocketProcess.LOOPBACK, name -> List.of(), most)) {
            List<TcpSocket> sockets = new ArrayList<>();
            sockets.add(few.listening("127.0.0.1"));
            while (sockets.size() < most - 1) {
                sockets.add(few.tcp("IPV4"));
            }
            few.connect(sockets.get(1), ok(sockets.get(0).localAddress()));
            UdpSocket last = few.udp("IPV4");
            assertThat(code(few.interfaces.createTcpSocket(IpAddressFamily.IPV4))).isEqualTo(ErrorCode.NEW_SOCKET_LIMIT);
            assertThat(code(few.interfaces.createUdpSocket(IpAddressFamily.IPV4))).isEqualTo(ErrorCode.NEW_SOCKET_LIMIT);
            block(sockets.get(0).subscribe());
            assertThat(code(sockets.get(0).accept())).isEqualTo(ErrorCode.NEW_SOCKET_LIMIT);
            last.close();
            ok(few.interfaces.createTcpSocket(IpAddressFamily.IPV4));
        }
    }

    @Test
    void aPollableOutlivesItsSocket() throws Exception {
        TcpSocket listener = process.listening("127.0.0.1");
        Pollable pollable = listener.subscribe();
        CompletableFuture<Boolean> waiting = dev.vespula.wasi.internal.io.PollableWait.of(pollable);
        assertThat(waiting).isNotDone();
        listener.close();
        assertThat(waiting.get(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
}
