package dev.vespula.wasi.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Result;
import dev.vespula.wasi.internal.descriptors.InputDescriptor;
import dev.vespula.wasi.internal.descriptors.OutputDescriptor;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GuestStreamsTest {
    private final ResourceCount count = new ResourceCount(100);

    private HostInput input(InputStream stream) {
        return new HostInput(new InputDescriptor(stream, FileType.UNKNOWN, new StopSignal()));
    }

    private GuestOutput output(OutputStream stream) {
        return new HostOutput(new OutputDescriptor(stream, FileType.UNKNOWN)).open(count);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Result<byte[], StreamError> read) {
        return new String(((Result.Ok<byte[], StreamError>) read).value(), StandardCharsets.UTF_8);
    }

    private static StreamError error(Result<?, StreamError> result) {
        return ((Result.Err<?, StreamError>) result).value();
    }

    private static <T> T wait(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    // ---- input

    @Test
    void readsNoMoreThanAskedAndEndsClosed() {
        GuestInput input = input(new ByteArrayInputStream(bytes("hello"))).open(count);
        assertThat(text(input.read(2))).isEqualTo("he");
        assertThat(text(input.read(0))).isEmpty();
        assertThat(text(input.read(-1))).isEqualTo("llo");
        assertThat(error(input.read(1))).isInstanceOf(StreamError.Closed.class);
        assertThat(error(input.read(0))).isInstanceOf(StreamError.Closed.class);
        assertThat(input.subscribe().ready()).isTrue();
    }

    @Test
    void oneReadIsBounded() {
        GuestInput input = input(new ByteArrayInputStream(new byte[1 << 20])).open(count);
        assertThat(((Result.Ok<byte[], StreamError>) input.read(Long.MAX_VALUE)).value()).hasSize(GuestInput.MOST_BYTES);
        assertThat(input.skip(10)).isEqualTo(Result.ok(10L));
    }

    @Test
    void streamsOfOneInputShareItsPosition() {
        HostInput host = input(new ByteArrayInputStream(bytes("abcdef")));
        GuestInput one = host.open(count);
        GuestInput other = host.open(count);
        assertThat(text(one.read(2))).isEqualTo("ab");
        assertThat(text(other.read(2))).isEqualTo("cd");
        one.close();
        assertThat(text(other.read(2))).isEqualTo("ef");
        other.close();
        assertThat(count.open()).isZero();
    }

    @Test
    void everybodyWhoWaitsForInputIsWoken() throws Exception {
        PipedOutputStream source = new PipedOutputStream();
        HostInput host = input(new PipedInputStream(source));
        GuestInput one = host.open(count);
        GuestInput other = host.open(count);
        assertThat(text(one.read(9))).isEmpty();
        assertThat(one.subscribe().ready()).isFalse();
        CompletableFuture<Result<byte[], StreamError>> first = one.whenRead(1);
        CompletableFuture<Result<byte[], StreamError>> second = other.whenRead(1);
        source.write(bytes("xy"));
        source.flush();
        assertThat(text(wait(first)) + text(wait(second))).containsOnlyOnce("x").containsOnlyOnce("y");
        CompletableFuture<Result<byte[], StreamError>> end = one.whenRead(1);
        source.close();
        assertThat(error(wait(end))).isInstanceOf(StreamError.Closed.class);
        assertThat(error(wait(other.whenRead(1)))).isInstanceOf(StreamError.Closed.class);
    }

    @Test
    void failureIsToldOnce() {
        GuestInput input = input(new InputStream() {
            @Override
            public int available() {
                return 1;
            }

            @Override
            public int read() throws IOException {
                throw new IOException("the disk is broken");
            }
        }).open(count);
        assertThat(error(input.read(1))).isInstanceOfSatisfying(StreamError.LastOperationFailed.class,
                failed -> assertThat(failed.error().toDebugString()).isEqualTo("the disk is broken"));
        assertThat(error(input.read(1))).isInstanceOf(StreamError.Closed.class);
    }

    @Test
    void publisherIsAskedForOneItemAtATime() throws Exception {
        try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 1)) {
            PublisherInput input = PublisherInput.of(count, publisher);
            assertThat(text(input.read(1))).isEmpty();
            CompletableFuture<Result<byte[], StreamError>> waiting = input.whenRead(3);
            publisher.submit(ByteBuffer.wrap(bytes("abcde")));
            assertThat(text(wait(waiting))).isEqualTo("abc");
            publisher.submit(ByteBuffer.wrap(bytes("f")));
            assertThat(publisher.estimateMaximumLag()).isEqualTo(1);
            assertThat(text(input.read(9))).isEqualTo("de");
            assertThat(text(wait(input.whenRead(9)))).isEqualTo("f");
            publisher.closeExceptionally(new IllegalStateException("inside"));
            assertThat(error(wait(input.whenRead(1)))).isInstanceOfSatisfying(StreamError.LastOperationFailed.class,
                    failed -> assertThat(failed.error().toDebugString()).isEqualTo("the source failed"));
        }
    }

    @Test
    void closedInputCancelsItsPublisher() {
        try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 1)) {
            PublisherInput input = PublisherInput.of(count, publisher);
            assertThat(publisher.getNumberOfSubscribers()).isEqualTo(1);
            input.close();
            publisher.submit(ByteBuffer.wrap(bytes("x")));
            assertThat(publisher.getNumberOfSubscribers()).isZero();
            assertThat(error(input.read(1))).isInstanceOf(StreamError.Closed.class);
        }
    }

    @Test
    void channelIsWaitedForWithoutThread() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        ChannelInput input = new ChannelInput(count, pipe.source());
        assertThat(text(input.read(9))).isEmpty();
        CompletableFuture<Result<byte[], StreamError>> waiting = input.whenRead(2);
        assertThat(waiting).isNotDone();
        pipe.sink().write(ByteBuffer.wrap(bytes("abc")));
        assertThat(text(wait(waiting))).isEqualTo("ab");
        assertThat(text(input.read(9))).isEqualTo("c");
        CompletableFuture<Result<byte[], StreamError>> end = input.whenRead(1);
        pipe.sink().close();
        assertThat(error(wait(end))).isInstanceOf(StreamError.Closed.class);
        input.close();
        assertThat(pipe.source().isOpen()).isFalse();
    }

    // ---- output

    @Test
    void writesNeedPermitWhichTheyUseUp() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        GuestOutput output = output(written);
        assertThatThrownBy(() -> output.write(bytes("x"))).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.HOST_INTERFACE));
        long permit = ((Result.Ok<Long, StreamError>) output.checkWrite()).value();
        assertThat(permit).isPositive();
        assertThat(output.write(bytes("hi")).isOk()).isTrue();
        assertThatThrownBy(() -> output.write(bytes("x"))).isInstanceOf(Trap.class);
        output.checkWrite();
        assertThatThrownBy(() -> output.write(new byte[(int) permit + 1])).isInstanceOf(Trap.class);
        assertThatThrownBy(() -> output.writeZeroes(permit + 1)).isInstanceOf(Trap.class);
        assertThatThrownBy(() -> output.writeZeroes(-1)).isInstanceOf(Trap.class);
        assertThat(output.writeZeroes(2).isOk()).isTrue();
        assertThat(output.flush().isOk()).isTrue();
        assertThat(written.toByteArray()).isEqualTo(bytes("hi\0\0"));
    }

    @Test
    void blockingWriteIsBounded() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        GuestOutput output = output(written);
        assertThatThrownBy(() -> output.blockingWriteAndFlush(null, new byte[4097])).isInstanceOf(Trap.class);
        assertThatThrownBy(() -> output.blockingWriteZeroesAndFlush(null, 4097)).isInstanceOf(Trap.class);
        assertThat(wait(output.whenWritten(new byte[4096])).isOk()).isTrue();
        assertThat(written.size()).isEqualTo(4096);
    }

    @Test
    void nobodyReadsAnyMore() throws Exception {
        PipedInputStream reader = new PipedInputStream();
        GuestOutput output = output(new PipedOutputStream(reader));
        reader.close();
        output.checkWrite();
        assertThat(error(output.write(bytes("x")))).isInstanceOfAny(StreamError.Closed.class,
                StreamError.LastOperationFailed.class);
        assertThat(error(output.checkWrite())).isInstanceOf(StreamError.Closed.class);
        assertThat(output.subscribe().ready()).isTrue();
    }

    @Test
    void writtenAfterClose() {
        GuestOutput output = output(new ByteArrayOutputStream());
        output.checkWrite();
        output.close();
        assertThat(error(output.write(bytes("x")))).isInstanceOf(StreamError.Closed.class);
        assertThat(error(output.flush())).isInstanceOf(StreamError.Closed.class);
        assertThat(count.open()).isZero();
    }

    /** An output that has room for three bytes and gives them on when it is told to. */
    private final class SlowOutput extends GuestOutput {
        private final WatchedSource source = new WatchedSource() {
            @Override
            public boolean isReady() {
                return kept.size() < 3;
            }
        };
        private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        SlowOutput() {
            super(count);
        }

        @Override
        protected int room() {
            return 3 - kept.size();
        }

        @Override
        protected void put(byte[] bytes, int from, int length) {
            kept.write(bytes, from, length);
        }

        @Override
        protected boolean flushed() {
            return kept.size() == 0;
        }

        void pass() throws IOException {
            synchronized (this) {
                kept.writeTo(passed);
                kept.reset();
            }
            source.tell();
        }

        @Override
        protected Source source() {
            return source;
        }
    }

    @Test
    void blockingWriteGoesOnWhereThereIsRoomAndEndsFlushed() throws Exception {
        SlowOutput output = new SlowOutput();
        CompletableFuture<Result<Void, StreamError>> writing = output.whenWritten(bytes("abcde"));
        assertThat(writing).isNotDone();
        output.pass();
        assertThat(writing).isNotDone();
        assertThat(output.checkWrite()).as("while it is flushed").isEqualTo(Result.ok(0L));
        output.pass();
        assertThat(wait(writing).isOk()).isTrue();
        assertThat(output.passed).hasToString("abcde");
        assertThat(output.checkWrite()).isEqualTo(Result.ok(3L));
    }

    @Test
    void spliceMovesWhatIsThereAndWhatFits() throws Exception {
        SlowOutput output = new SlowOutput();
        GuestInput input = input(new ByteArrayInputStream(bytes("abcd"))).open(count);
        assertThat(output.splice(input, 100)).isEqualTo(Result.ok(3L));
        assertThat(output.splice(input, 100)).isEqualTo(Result.ok(0L));
        CompletableFuture<Result<Long, StreamError>> rest = output.whenSpliced(input, 100);
        assertThat(rest).isNotDone();
        output.pass();
        assertThat(wait(rest)).isEqualTo(Result.ok(1L));
        assertThat(error(wait(output.whenSpliced(input, 1)))).isInstanceOf(StreamError.Closed.class);
    }

    // ---- waiting

    @Test
    void nobodyIsWatchedByThoseWhoGaveUp() {
        int[] watching = {0};
        Source source = new Source() {
            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public void watch(Runnable waiter) {
                watching[0]++;
            }

            @Override
            public void unwatch(Runnable waiter) {
                watching[0]--;
            }
        };
        CompletableFuture<String> waiting = Wait.until(source, () -> null);
        assertThat(watching[0]).isEqualTo(1);
        waiting.cancel(false);
        assertThat(watching[0]).isZero();
    }

    /** A publisher that gives all it has within the call that asks for it, but nothing before it is let. */
    private static final class EagerPublisher implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private final Queue<String> left = new ArrayDeque<>(List.of("one", "two", "three"));
        private Flow.Subscriber<? super ByteBuffer> reader;
        private boolean isOpen;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            reader = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            if (isOpen && !left.isEmpty()) {
                reader.onNext(ByteBuffer.wrap(bytes(left.remove())));
            }
        }

        @Override
        public void cancel() {
            isOpen = false;
        }

        void open() {
            isOpen = true;
            request(1);
        }
    }

    @Test
    void whatComesWithinAReadIsNotReadWithinIt() throws Exception {
        EagerPublisher publisher = new EagerPublisher();
        GuestInput input = PublisherInput.of(count, publisher);
        CompletableFuture<Result<byte[], StreamError>> waiting = input.whenRead(10);
        publisher.open();
        assertThat(text(wait(waiting))).isEqualTo("one");
        assertThat(text(wait(input.whenRead(10)))).isEqualTo("two");
        assertThat(text(wait(input.whenRead(10)))).isEqualTo("three");
    }

    @Test
    void whatBecomesReadyWithinAnAttemptIsTriedAfterIt() throws Exception {
        int[] attempts = {0};
        boolean[] isWithin = {false};
        WatchedSource source = new WatchedSource() {
            @Override
            public boolean isReady() {
                return false;
            }
        };
        CompletableFuture<Integer> waiting = Wait.until(source, () -> {
            assertThat(isWithin[0]).isFalse();
            isWithin[0] = true;
            attempts[0]++;
            if (attempts[0] % 2 == 0) {
                source.tell();
            }
            isWithin[0] = false;
            return attempts[0] < 10 ? null : attempts[0];
        });
        source.tell();
        assertThat(wait(waiting)).isEqualTo(10);
    }

    @Test
    void resourcesAreCounted() {
        ResourceCount few = new ResourceCount(2);
        Pollable one = new Pollable(few, Source.READY);
        new Pollable(few, Source.READY).close();
        Pollable two = new Pollable(few, Source.READY);
        assertThatThrownBy(() -> new Pollable(few, Source.READY)).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.TOO_MANY_RESOURCES));
        one.close();
        one.close();
        two.close();
        assertThat(few.open()).isZero();
    }

    @Test
    void stageIsReadyWhenItIsComplete() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        StageSource source = new StageSource(stage);
        assertThat(source.isReady()).isFalse();
        CompletableFuture<String> waiting = Wait.until(source, () -> source.isReady() ? "done" : null);
        assertThat(Wait.until(source, () -> null)).isNotDone();
        assertThat(stage.getNumberOfDependents()).as("whatever the number of those who wait").isEqualTo(1);
        stage.completeExceptionally(new IOException());
        assertThat(wait(waiting)).isEqualTo("done");
    }
}
