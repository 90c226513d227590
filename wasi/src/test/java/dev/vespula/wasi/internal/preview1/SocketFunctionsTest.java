package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.Listener;
import dev.vespula.wasi.internal.descriptors.OutputDescriptor;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketFunctionsTest {
    private static final int RESULT = 16;
    private static final int FLAGS = 32;
    private static final int VECTOR = 64;
    private static final int BUFFER = 128;

    private final Guest guest = new Guest(WasiClock.SYSTEM);
    private ServerSocketChannel server;
    private SocketChannel client;
    private int listener;
    private int connection;

    @BeforeEach
    void connect() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener = guest.table.add(new Listener(server, new StopSignal()));
        client = SocketChannel.open(server.getLocalAddress());
        guest.sockets.accept(guest.memory, listener, 0, RESULT);
        connection = guest.result();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        guest.close();
    }

    private Errno receive(int length, int flags) {
        return guest.errno(() -> {
            guest.memory.putI32(VECTOR, BUFFER);
            guest.memory.putI32(VECTOR + 4, length);
            guest.sockets.receive(guest.memory, connection, VECTOR, 1, flags, RESULT, FLAGS);
        });
    }

    private String received(int length, int flags) {
        assertThat(receive(length, flags)).isEqualTo(Errno.SUCCESS);
        return new String(guest.memory.bytes(BUFFER, guest.result()), StandardCharsets.UTF_8);
    }

    private void send(String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void receivesAndSends() throws IOException {
        send("hello");
        assertThat(received(3, 0)).isEqualTo("hel");
        assertThat(guest.memory.getU16(FLAGS)).isZero();
        assertThat(received(30, 0)).isEqualTo("lo");
        guest.memory.putI32(VECTOR, BUFFER);
        guest.memory.putI32(VECTOR + 4, 5);
        guest.memory.write(BUFFER, "reply".getBytes(), 0, 5);
        guest.sockets.send(guest.memory, connection, VECTOR, 1, 0, RESULT);
        assertThat(guest.result()).isEqualTo(5);
        ByteBuffer reply = ByteBuffer.allocate(10);
        client.read(reply);
        assertThat(reply.position()).isEqualTo(5);
        guest.write(connection, "more");
        send("again");
        assertThat(guest.read(connection, 10)).isEqualTo("again");
    }

    @Test
    void peekingLeavesTheData() throws IOException {
        send("hello");
        assertThat(received(3, Flags.RECEIVE_PEEK)).isEqualTo("hel");
        assertThat(received(10, Flags.RECEIVE_PEEK)).isEqualTo("hello");
        assertThat(received(10, 0)).isEqualTo("hello");
    }

    @Test
    void waitingForAllCollectsWhatComesInPieces() throws Exception {
        send("one");
        Thread later = new Thread(() -> {
            try {
                Thread.sleep(30);
                send("two");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        later.start();
        assertThat(received(6, Flags.RECEIVE_WAIT_ALL)).isEqualTo("onetwo");
        later.join();
        send("end");
        client.shutdownOutput();
        assertThat(received(6, Flags.RECEIVE_WAIT_ALL)).isEqualTo("end");
        assertThat(received(6, 0)).isEmpty();
        assertThat(received(6, Flags.RECEIVE_PEEK)).isEmpty();
    }

    @Test
    void nonBlockingSocketsSayAgain() throws IOException {
        guest.fds.fdstatSetFlags(connection, Flags.FD_NONBLOCK);
        assertThat(receive(10, 0)).isEqualTo(Errno.AGAIN);
        assertThat(receive(10, Flags.RECEIVE_PEEK)).isEqualTo(Errno.AGAIN);
        guest.fds.fdstatSetFlags(listener, Flags.FD_NONBLOCK);
        assertThat(guest.errno(() -> guest.sockets.accept(guest.memory, listener, 0, RESULT))).isEqualTo(Errno.AGAIN);
        try (SocketChannel second = SocketChannel.open(server.getLocalAddress())) {
            guest.fds.fdstatSetFlags(listener, 0);
            guest.sockets.accept(guest.memory, listener, Flags.FD_NONBLOCK, RESULT);
            assertThat(guest.table.get(guest.result()).flags()).isEqualTo(Flags.FD_NONBLOCK);
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void directionsAreShutDown() throws IOException {
        guest.sockets.shutdown(connection, Flags.SHUTDOWN_WRITE);
        assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThat(guest.tryWrite(connection, "x")).isIn(Errno.PIPE, Errno.BADF);
        guest.sockets.shutdown(connection, Flags.SHUTDOWN_READ);
        assertThat(received(1, 0)).isEmpty();
        assertThat(guest.errno(() -> guest.sockets.shutdown(connection, 0))).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.sockets.shutdown(connection, 4))).isEqualTo(Errno.INVAL);
    }

    @Test
    void wrongDescriptorsAndFlagsAreErrors() throws IOException {
        int stdout = guest.table.add(new OutputDescriptor(new java.io.ByteArrayOutputStream(), FileType.UNKNOWN));
        assertThat(guest.errno(() -> guest.sockets.shutdown(stdout, 1))).isEqualTo(Errno.NOTSOCK);
        assertThat(guest.errno(() -> guest.sockets.shutdown(77, 1))).isEqualTo(Errno.BADF);
        assertThat(guest.errno(() -> guest.sockets.accept(guest.memory, connection, 0, RESULT))).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.errno(() -> guest.sockets.accept(guest.memory, listener, 1, RESULT))).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.sockets.accept(guest.memory, listener, 0, -1))).isEqualTo(Errno.FAULT);
        assertThat(guest.errno(() -> guest.sockets.shutdown(listener, 1))).isEqualTo(Errno.NOTCONN);
        assertThat(guest.tryRead(listener, 1)).isEqualTo(Errno.NOTCONN);
        assertThat(guest.tryWrite(listener, "x")).isEqualTo(Errno.NOTCONN);
        assertThat(receive(1, 4)).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.sockets.send(guest.memory, connection, VECTOR, 0, 1, RESULT))).isEqualTo(
                Errno.INVAL);
        assertThat(guest.seek(connection, 0, 0)).isEqualTo(Errno.SPIPE);
        assertThat(guest.fdStat(connection).type()).isEqualTo(FileType.SOCKET_STREAM.code());
    }
}
