package dev.vespula.http.internal.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.StreamError;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodiesTest {
    private static final List<HttpField> TRAILERS = List.of(new HttpField("x-sum", "1"));

    private final ResourceCount count = new ResourceCount(100);

    private static Flow.Publisher<ByteBuffer> silent(CompletableFuture<Void> cancelled) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                // Nothing ever comes.
            }

            @Override
            public void cancel() {
                cancelled.complete(null);
            }
        });
    }

    private static Flow.Publisher<ByteBuffer> empty() {
        return subscriber -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscriber.onComplete();
                }

                @Override
                public void cancel() {
                    // It has ended.
                }
            });
        };
    }

    private static BodyRelay relay(Flow.Publisher<ByteBuffer> publisher, Duration pause) {
        return new BodyRelay(publisher, () -> TRAILERS, new BodyRelay.Limits(100, ErrorCode.HttpRequestBodySize::new, pause,
                thrown -> new ErrorCode.ConnectionTerminated()));
    }

    @Test
    void streamAndTrailersAreGivenOnce() {
        IncomingBody body = new IncomingBody(count, relay(empty(), null));
        Result<?, Void> stream = body.stream();
        assertThat(stream.isOk()).isTrue();
        assertThat(body.stream().isOk()).isFalse();
        ((AutoCloseableStream) () -> ((Result.Ok<?, Void>) stream).value()).close();
        FutureTrailers trailers = body.finish();
        assertThat(trailers.get().orElseThrow().isOk()).isTrue();
        assertThat(trailers.get()).contains(Result.err(null));
        trailers.close();
        assertThat(count.open()).isEqualTo(1);
    }

    /** Drops a stream. */
    private interface AutoCloseableStream {
        Object stream();

        default void close() {
            ((dev.vespula.wasi.internal.io.GuestInput) stream()).close();
        }
    }

    @Test
    void aBodyThatDoesNotGoOnFails() throws Exception {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        BodyRelay relay = relay(silent(cancelled), Duration.ofMillis(20));
        new IncomingBody(count, relay).finish();
        cancelled.get(20, TimeUnit.SECONDS);
        assertThat(relay.end().handle((trailers, thrown) -> ErrorCode.of(thrown)).get()).contains(
                new ErrorCode.ConnectionReadTimeout());
    }

    @Test
    void aBodyThatIsDroppedIsGivenUp() throws Exception {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        IncomingBody body = new IncomingBody(count, relay(silent(cancelled), null));
        body.stream();
        body.close();
        cancelled.get(20, TimeUnit.SECONDS);
    }

    private OutgoingBody outgoing(long length) {
        return new OutgoingBody(count, new BodyQueue(OptionalLong.of(length), 100, ErrorCode.HttpResponseBodySize::new));
    }

    @Test
    void theLengthThatWasSaidIsKept() {
        OutgoingBody body = outgoing(5);
        GuestOutput stream = ((Result.Ok<GuestOutput, Void>) body.write()).value();
        assertThat(body.write().isOk()).isFalse();
        assertThat(stream.checkWrite().isOk()).isTrue();
        assertThat(stream.write(new byte[3]).isOk()).isTrue();
        stream.checkWrite();
        Result<Void, StreamError> beyond = stream.write(new byte[3]);
        assertThat(beyond).isInstanceOfSatisfying(Result.Err.class, error -> assertThat(ErrorCode.of(
                ((StreamError.LastOperationFailed) error.value()).error().cause())).contains(new ErrorCode.HttpResponseBodySize(
                        Optional.of(6L))));
        stream.close();
        assertThat(body.finish(Optional.empty())).isEqualTo(Result.err(new ErrorCode.HttpResponseBodySize(Optional.of(3L))));
        OutgoingBody full = outgoing(0);
        Fields trailers = new Fields(count);
        trailers.append("x-sum", new byte[] {'1'});
        assertThat(full.finish(Optional.of(trailers)).isOk()).isTrue();
        assertThat(full.trailers()).isEqualTo(TRAILERS);
    }
}
