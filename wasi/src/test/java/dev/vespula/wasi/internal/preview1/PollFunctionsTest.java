package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.wasi.Access;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.InputDescriptor;
import dev.vespula.wasi.internal.descriptors.Listener;
import dev.vespula.wasi.internal.descriptors.OutputDescriptor;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollFunctionsTest {
    private static final int IN = 4096;
    private static final int OUT = 8192;
    private static final int RESULT = 16;
    private static final long MILLI = 1_000_000;
    private static final long FAR_AWAY = 3_600_000 * MILLI;

    private Guest guest = new Guest(WasiClock.SYSTEM);
    private int subscriptions;

    private record Event(long userData, int error, int type, long bytes, int flags) {}

    private void clock(int id, long timeout, boolean absolute) throws IOException {
        int at = start(Subscription.CLOCK);
        guest.memory.putI32(at + 16, id);
        guest.memory.putI64(at + 24, timeout);
        guest.memory.putI64(at + 32, 0);
        guest.memory.putI16(at + 40, absolute ? 1 : 0);
    }

    private void descriptor(int type, int fd) throws IOException {
        guest.memory.putI32(start(type) + 16, fd);
    }

    private int start(int type) throws IOException {
        int at = IN + Subscription.BYTES * subscriptions;
        guest.memory.putI64(at, 100 + subscriptions++);
        guest.memory.putI8(at + 8, type);
        return at;
    }

    private List<Event> poll() throws IOException {
        guest.poll.pollOneoff(guest.memory, IN, OUT, subscriptions, RESULT);
        subscriptions = 0;
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < guest.memory.getI32(RESULT); i++) {
            int at = OUT + 32 * i;
            events.add(new Event(guest.memory.getI64(at), guest.memory.getU16(at + 8), guest.memory.getU8(at + 10),
                    guest.memory.getI64(at + 16), guest.memory.getU16(at + 24)));
        }
        return events;
    }

    private static void awaitPolling(Thread thread) throws InterruptedException {
        while (Arrays.stream(thread.getStackTrace()).noneMatch(
                frame -> frame.getClassName().equals(PollFunctions.class.getName()))) {
            Thread.sleep(1);
        }
    }

    private Errno error() {
        return guest.errno(this::poll);
    }

    @Test
    void relativeAndAbsoluteClocksWait() throws IOException {
        long before = System.nanoTime();
        clock(Clocks.MONOTONIC, 20 * MILLI, false);
        clock(Clocks.REALTIME, FAR_AWAY, false);
        assertThat(poll()).containsExactly(new Event(100, 0, 0, 0, 0));
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20 * MILLI);
        clock(Clocks.REALTIME, WasiClock.SYSTEM.realtime() + 10 * MILLI, true);
        assertThat(poll()).containsExactly(new Event(100, 0, 0, 0, 0));
        clock(Clocks.REALTIME, 5, true);
        clock(Clocks.MONOTONIC, 0, false);
        clock(Clocks.MONOTONIC, -1, false);
        assertThat(poll()).extracting(Event::userData).containsExactly(100L, 101L);
    }

    @Test
    void virtualClocksPassWithoutWaiting() throws IOException {
        guest = new Guest(WasiClock.virtual(0, 0));
        clock(Clocks.MONOTONIC, Duration.ofDays(365).toNanos(), false);
        clock(Clocks.REALTIME, Duration.ofDays(366).toNanos(), true);
        assertThat(poll()).extracting(Event::userData).containsExactly(100L);
        clock(Clocks.REALTIME, Duration.ofDays(365).toNanos(), true);
        assertThat(poll()).hasSize(1);
    }

    @Test
    void badSubscriptionsAreEventsWithErrors() throws IOException {
        clock(9, 0, false);
        descriptor(Subscription.READ, 42);
        descriptor(Subscription.WRITE, -1);
        assertThat(poll()).containsExactly(new Event(100, Errno.INVAL.code(), 0, 0, 0),
                new Event(101, Errno.BADF.code(), 1, 0, 0), new Event(102, Errno.BADF.code(), 2, 0, 0));
    }

    @Test
    void wrongArgumentsAreErrors() throws IOException {
        assertThat(error()).isEqualTo(Errno.INVAL);
        start(3);
        assertThat(error()).isEqualTo(Errno.INVAL);
        for (int count : new int[] {-1, Integer.MIN_VALUE, 1 << 28, 100_000}) {
            assertThat(guest.errno(() -> guest.poll.pollOneoff(guest.memory, IN, OUT, count, RESULT))).isEqualTo(Errno.FAULT);
        }
        int size = (int) guest.memory.size();
        assertThat(guest.errno(() -> guest.poll.pollOneoff(guest.memory, size - 10, OUT, 1, RESULT))).isEqualTo(Errno.FAULT);
        assertThat(guest.errno(() -> guest.poll.pollOneoff(guest.memory, IN, size - 10, 1, RESULT))).isEqualTo(Errno.FAULT);
        assertThat(guest.errno(() -> guest.poll.pollOneoff(guest.memory, IN, OUT, 1, -1))).isEqualTo(Errno.FAULT);
    }

    @Test
    void filesAndOutputsAreAlwaysReady(@TempDir Path host) throws IOException {
        guest.mount(host, "/", Access.READ_WRITE);
        int root = 0;
        assertThat(guest.open(root, "f", 0, Flags.OPEN_CREATE, Rights.FILE, 0, 0)).isEqualTo(Errno.SUCCESS);
        int file = guest.result();
        guest.write(file, "12345");
        guest.fds.seek(guest.memory, file, 2, 0, 16);
        int out = guest.table.add(new OutputDescriptor(new ByteArrayOutputStream(), FileType.UNKNOWN));
        clock(Clocks.MONOTONIC, FAR_AWAY, false);
        descriptor(Subscription.READ, file);
        descriptor(Subscription.WRITE, file);
        descriptor(Subscription.WRITE, out);
        descriptor(Subscription.READ, out);
        assertThat(poll()).containsExactly(new Event(101, 0, 1, 3, 0), new Event(102, 0, 2, 0, 0), new Event(103, 0, 2, 0, 0),
                new Event(104, Errno.BADF.code(), 1, 0, 0));
    }

    @Test
    void inputInMemoryIsReadyAtItsEndToo() throws IOException {
        int in = guest.table.add(new InputDescriptor(new ByteArrayInputStream(new byte[3]), FileType.UNKNOWN,
                new StopSignal()));
        descriptor(Subscription.READ, in);
        assertThat(poll()).containsExactly(new Event(100, 0, 1, 3, 0));
        guest.read(in, 3);
        descriptor(Subscription.READ, in);
        assertThat(poll()).containsExactly(new Event(100, 0, 1, 0, 1));
    }

    @Test
    void waitsForInputWithATimeout() throws Exception {
        PipedOutputStream source = new PipedOutputStream();
        int in = guest.table.add(new InputDescriptor(new PipedInputStream(source), FileType.UNKNOWN, new StopSignal()));
        descriptor(Subscription.READ, in);
        clock(Clocks.MONOTONIC, 20 * MILLI, false);
        assertThat(poll()).extracting(Event::type).containsExactly(Subscription.CLOCK);

        Thread reader = Thread.currentThread();
        Thread writer = new Thread(() -> {
            try {
                awaitPolling(reader);
                source.write(new byte[] {'h', 'i'});
                source.flush();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        descriptor(Subscription.READ, in);
        clock(Clocks.MONOTONIC, FAR_AWAY, false);
        assertThat(poll()).extracting(Event::type).containsExactly(Subscription.READ);
        writer.join();
        assertThat(guest.read(in, 1)).isEqualTo("h");
        assertThat(guest.read(in, 10)).isEqualTo("i");

        // From here on by this thread: a pipe is broken once the thread that wrote last has ended.
        source.write('!');
        assertThat(guest.read(in, 10)).isEqualTo("!");
        guest.fds.fdstatSetFlags(in, Flags.FD_NONBLOCK);
        assertThat(guest.tryRead(in, 1)).isEqualTo(Errno.AGAIN);
        source.close();
        descriptor(Subscription.READ, in);
        assertThat(poll()).containsExactly(new Event(100, 0, 1, 0, 1));
        assertThat(guest.read(in, 1)).isEmpty();
    }

    @Test
    void aStopOfTheStoreEndsEveryKindOfWaiting() throws Exception {
        Store<Void> store = new Store<>(Engine.of(new Config()));
        StopSignal stop = new StopSignal();
        stop.calledBy(store);
        PollFunctions poll = new PollFunctions(guest.table, WasiClock.SYSTEM, stop);
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(),
                0));
        int in = guest.table.add(new InputDescriptor(new PipedInputStream(new PipedOutputStream()), FileType.UNKNOWN, stop));
        int listener = guest.table.add(new Listener(server, stop));
        clock(Clocks.MONOTONIC, FAR_AWAY, false);
        descriptor(Subscription.READ, listener);
        long before = System.nanoTime();
        store.setTimeout(Duration.ofMillis(30));
        assertThat(guest.errno(() -> poll.pollOneoff(guest.memory, IN, OUT, 1, RESULT))).isEqualTo(Errno.INTR);
        assertThat(guest.errno(() -> poll.pollOneoff(guest.memory, IN, OUT, 2, RESULT))).isEqualTo(Errno.INTR);
        assertThat(guest.tryRead(in, 1)).isEqualTo(Errno.INTR);
        assertThat(guest.errno(() -> guest.sockets.accept(guest.memory, listener, 0, RESULT))).isEqualTo(Errno.INTR);
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(29 * MILLI);
        guest.close();
    }

    @Test
    void waitsForConnectionsAndTheirData() throws Exception {
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(),
                0));
        int listener = guest.table.add(new Listener(server, new StopSignal()));
        descriptor(Subscription.READ, listener);
        clock(Clocks.MONOTONIC, 10 * MILLI, false);
        assertThat(poll()).extracting(Event::type).containsExactly(Subscription.CLOCK);
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        try (client) {
            descriptor(Subscription.READ, listener);
            assertThat(poll()).extracting(Event::error).containsExactly(0);
            guest.sockets.accept(guest.memory, listener, 0, RESULT);
            int connection = guest.result();
            descriptor(Subscription.READ, connection);
            descriptor(Subscription.WRITE, connection);
            assertThat(poll()).extracting(Event::type).containsExactly(Subscription.WRITE);
            descriptor(Subscription.READ, connection);
            clock(Clocks.MONOTONIC, 10 * MILLI, false);
            assertThat(poll()).extracting(Event::type).containsExactly(Subscription.CLOCK);
            client.write(ByteBuffer.wrap(new byte[] {'x', 'y', 'z'}));
            descriptor(Subscription.READ, connection);
            assertThat(poll()).containsExactly(new Event(100, 0, 1, 3, 0));
            assertThat(guest.read(connection, 10)).isEqualTo("xyz");
            client.shutdownOutput();
            descriptor(Subscription.READ, connection);
            assertThat(poll()).containsExactly(new Event(100, 0, 1, 0, 1));
        }
        guest.close();
        assertThat(server.isOpen()).isFalse();
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        for (boolean withInput : new boolean[] {false, true}) {
            if (withInput) {
                PipedInputStream never = new PipedInputStream(new PipedOutputStream());
                descriptor(Subscription.READ, guest.table.add(new InputDescriptor(never, FileType.UNKNOWN, new StopSignal())));
            }
            clock(Clocks.MONOTONIC, FAR_AWAY, false);
            Thread waiting = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                try {
                    awaitPolling(waiting);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                waiting.interrupt();
            });
            interrupter.start();
            assertThat(error()).isEqualTo(Errno.INTR);
            assertThat(Thread.interrupted()).as("the interrupt is left for the embedder").isTrue();
            interrupter.join();
            subscriptions = 0;
        }
    }
}
