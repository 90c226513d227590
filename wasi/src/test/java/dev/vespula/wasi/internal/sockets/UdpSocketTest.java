package dev.vespula.wasi.internal.sockets;

import static dev.vespula.wasi.internal.sockets.SocketProcess.address;
import static dev.vespula.wasi.internal.sockets.SocketProcess.block;
import static dev.vespula.wasi.internal.sockets.SocketProcess.code;
import static dev.vespula.wasi.internal.sockets.SocketProcess.ok;
import static dev.vespula.wasi.internal.sockets.SocketProcess.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.internal.sockets.IncomingDatagramStream.IncomingDatagram;
import dev.vespula.wasi.internal.sockets.OutgoingDatagramStream.OutgoingDatagram;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpSocketTest {
    private final SocketProcess process = new SocketProcess(SocketProcess.LOOPBACK);

    @AfterEach
    void end() {
        process.close();
    }

    private static UdpSocket bound(SocketProcess process) {
        UdpSocket socket = process.udp("IPV4");
        ok(socket.startBind(process.network, address("127.0.0.1", 0)));
        ok(socket.finishBind());
        return socket;
    }

    private static void send(OutgoingDatagramStream stream, String text, IpSocketAddress to) {
        ok(stream.checkSend());
        assertThat(ok(stream.send(List.of(new OutgoingDatagram(text.getBytes(), Optional.ofNullable(to)))))).isEqualTo(1);
    }

    private static IncomingDatagram receive(IncomingDatagramStream stream) throws Exception {
        block(stream.subscribe());
        return ok(stream.receive(1)).get(0);
    }

    @Test
    void datagramsGoBothWays() throws Exception {
        UdpSocket one = bound(process);
        UdpSocket two = bound(process);
        UdpSocket.Streams near = ok(one.stream(Optional.empty()));
        UdpSocket.Streams far = ok(two.stream(Optional.of(ok(one.localAddress()))));
        assertThat(ok(near.incoming().receive(10))).isEmpty();
        assertThat(ok(two.remoteAddress())).isEqualTo(ok(one.localAddress()));
        assertThat(code(one.remoteAddress())).isEqualTo(ErrorCode.INVALID_STATE);
        send(far.outgoing(), "connected", null);
        IncomingDatagram got = receive(near.incoming());
        assertThat(got.data()).asString().isEqualTo("connected");
        assertThat(got.remoteAddress()).isEqualTo(ok(two.localAddress()));
        send(near.outgoing(), "", got.remoteAddress());
        assertThat(receive(far.incoming()).data()).isEmpty();
        assertThat(ok(near.incoming().receive(0))).isEmpty();
    }

    @Test
    void aConnectedSocketHearsAndReachesOnlyTheOther() throws Exception {
        UdpSocket one = bound(process);
        UdpSocket two = bound(process);
        UdpSocket stranger = bound(process);
        UdpSocket.Streams near = ok(one.stream(Optional.of(ok(two.localAddress()))));
        UdpSocket.Streams strange = ok(stranger.stream(Optional.empty()));
        send(strange.outgoing(), "psst", ok(one.localAddress()));
        send(ok(two.stream(Optional.empty())).outgoing(), "hello", ok(one.localAddress()));
        assertThat(receive(near.incoming()).data()).asString().isEqualTo("hello");
        assertThat(ok(near.incoming().receive(1))).isEmpty();
        ok(near.outgoing().checkSend());
        assertThat(code(near.outgoing().send(List.of(new OutgoingDatagram(new byte[1], Optional.of(ok(
                stranger.localAddress()))))))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        send(near.outgoing(), "named", ok(two.localAddress()));
    }

    @Test
    void theAddressStaysWhateverItIsConnectedTo() throws Exception {
        UdpSocket one = bound(process);
        UdpSocket two = bound(process);
        IpSocketAddress local = ok(one.localAddress());
        for (int i = 0; i < 3; i++) {
            UdpSocket.Streams connected = ok(one.stream(Optional.of(ok(two.localAddress()))));
            assertThat(port(ok(one.localAddress()))).isEqualTo(port(local));
            assertThatThrownBy(() -> one.stream(Optional.empty())).isInstanceOf(Trap.class);
            connected.incoming().close();
            connected.outgoing().close();
            UdpSocket.Streams free = ok(one.stream(Optional.empty()));
            assertThat(ok(one.localAddress())).isEqualTo(local);
            assertThat(code(one.remoteAddress())).isEqualTo(ErrorCode.INVALID_STATE);
            UdpSocket.Streams other = ok(two.stream(Optional.empty()));
            send(other.outgoing(), "again", local);
            assertThat(receive(free.incoming()).data()).asString().isEqualTo("again");
            free.incoming().close();
            free.outgoing().close();
            other.incoming().close();
            other.outgoing().close();
        }
        one.close();
        two.close();
        assertThat(process.access.openSockets()).isZero();
        assertThat(process.count.open()).as("but for the network").isEqualTo(1);
    }

    @Test
    void permitsOfSending() throws Exception {
        UdpSocket socket = bound(process);
        OutgoingDatagramStream stream = ok(socket.stream(Optional.empty())).outgoing();
        OutgoingDatagram datagram = new OutgoingDatagram(new byte[1], Optional.of(ok(socket.localAddress())));
        assertThat(ok(stream.send(List.of()))).isZero();
        assertThatThrownBy(() -> stream.send(List.of(datagram))).isInstanceOf(Trap.class).hasMessageContaining("check-send");
        assertThat(ok(stream.checkSend())).isEqualTo(16);
        assertThat(stream.subscribe().ready()).isTrue();
        assertThatThrownBy(() -> stream.send(Collections.nCopies(17, datagram))).isInstanceOf(Trap.class);
        assertThat(ok(stream.send(Collections.nCopies(16, datagram)))).isEqualTo(16);
        assertThatThrownBy(() -> stream.send(List.of(datagram))).as("used up").isInstanceOf(Trap.class);
        ok(stream.checkSend());
        OutgoingDatagram nowhere = new OutgoingDatagram(new byte[1], Optional.empty());
        assertThat(ok(stream.send(List.of(datagram, nowhere, datagram)))).as("until the first that fails").isEqualTo(1);
        for (OutgoingDatagram wrong : List.of(nowhere, new OutgoingDatagram(new byte[1], Optional.of(address("0.0.0.0", 1))),
                new OutgoingDatagram(new byte[1], Optional.of(address("127.0.0.1", 0))),
                new OutgoingDatagram(new byte[1], Optional.of(address("::1", 1))))) {
            ok(stream.checkSend());
            assertThat(code(stream.send(List.of(wrong)))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
        ok(stream.checkSend());
        assertThat(code(stream.send(List.of(new OutgoingDatagram(new byte[65_508], datagram.remoteAddress())))))
                .isEqualTo(ErrorCode.DATAGRAM_TOO_LARGE);
    }

    @Test
    void manyAreReceivedAtOnce() throws Exception {
        UdpSocket socket = bound(process);
        UdpSocket.Streams streams = ok(socket.stream(Optional.empty()));
        for (int i = 0; i < 20; i++) {
            send(streams.outgoing(), "n" + i, ok(socket.localAddress()));
        }
        block(streams.incoming().subscribe());
        int got = 0;
        for (int part = -1; got < 20; got += part) {
            List<IncomingDatagram> some = ok(streams.incoming().receive(-1));
            part = some.size();
            assertThat(part).isBetween(1, 16);
            for (int i = 0; i < part; i++) {
                assertThat(some.get(i).data()).asString().isEqualTo("n" + (got + i));
            }
        }
    }

    @Test
    void statesOfBinding() {
        UdpSocket socket = process.udp("IPV4");
        assertThat(code(socket.finishBind())).isEqualTo(ErrorCode.NOT_IN_PROGRESS);
        assertThat(code(socket.localAddress())).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(socket.stream(Optional.empty()))).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(code(socket.startBind(process.network, address("::1", 0)))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        ok(socket.startBind(process.network, address("127.0.0.1", 0)));
        assertThat(code(socket.startBind(process.network, address("127.0.0.1", 0))))
                .isEqualTo(ErrorCode.CONCURRENCY_CONFLICT);
        ok(socket.finishBind());
        assertThat(code(socket.startBind(process.network, address("127.0.0.1", 0)))).isEqualTo(ErrorCode.INVALID_STATE);
        assertThat(socket.subscribe().ready()).isTrue();
        assertThat(code(socket.setUnicastHopLimit(0))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(socket.unicastHopLimit())).isEqualTo(ErrorCode.NOT_SUPPORTED);
        ok(socket.setReceiveBufferSize(50_000));
        assertThat(ok(socket.receiveBufferSize())).isPositive();
        assertThat(code(socket.setSendBufferSize(0))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(socket.stream(Optional.of(address("127.0.0.1", 0))))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void thePolicyIsAskedForEachAddress() throws Exception {
        try (SocketProcess none = new SocketProcess(NetworkPolicy.NONE);
                DatagramSocket friend = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            assertThat(code(none.udp("IPV4").startBind(none.network, address("127.0.0.1", 0))))
                    .isEqualTo(ErrorCode.ACCESS_DENIED);
            try (SocketProcess client = new SocketProcess(NetworkPolicy.builder().allow("127.0.0.1", friend.getLocalPort())
                    .build())) {
                UdpSocket socket = bound(client);
                IpSocketAddress strange = address("127.0.0.1", stranger.getLocalPort());
                assertThat(code(socket.stream(Optional.of(strange)))).isEqualTo(ErrorCode.ACCESS_DENIED);
                UdpSocket.Streams streams = ok(socket.stream(Optional.empty()));
                ok(streams.outgoing().checkSend());
                assertThat(code(streams.outgoing().send(List.of(new OutgoingDatagram(new byte[1], Optional.of(strange))))))
                        .isEqualTo(ErrorCode.ACCESS_DENIED);
                // Nor does it hear whom it must not call.
                var local = ok(socket.localAddress()).inet();
                stranger.send(new DatagramPacket("psst".getBytes(), 4, local));
                friend.send(new DatagramPacket("hello".getBytes(), 5, local));
                assertThat(receive(streams.incoming()).data()).asString().isEqualTo("hello");
                assertThat(ok(streams.incoming().receive(1))).isEmpty();
            }
            try (SocketProcess server = new SocketProcess(NetworkPolicy.builder().listen("127.0.0.1", 0).build())) {
                UdpSocket socket = bound(server);
                UdpSocket.Streams streams = ok(socket.stream(Optional.empty()));
                ok(streams.outgoing().checkSend());
                IpSocketAddress strange = address("127.0.0.1", stranger.getLocalPort());
                assertThat(code(streams.outgoing().send(List.of(new OutgoingDatagram(new byte[1], Optional.of(strange))))))
                        .as("has not called").isEqualTo(ErrorCode.ACCESS_DENIED);
                stranger.send(new DatagramPacket("psst".getBytes(), 4, ok(socket.localAddress()).inet()));
                send(streams.outgoing(), "yes?", receive(streams.incoming()).remoteAddress());
            }
        }
    }
}
