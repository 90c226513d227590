package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.http.HandledRequest.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of requests. */
class ObserverTest {
    private static final String TRAP = "(func (export \"handle\") (param i32 i32) (unreachable))";
    private static final String ENDLESS = "(func (export \"handle\") (param i32 i32) (loop (br 0)))";

    private final BlockingQueue<HandledRequest> told = new LinkedBlockingQueue<>();
    private final Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
    private final HttpOptions options = HttpOptions.DEFAULT.withFuel(1_000_000_000_000L).withObserver(told::add);

    private HandledRequest next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    private HandledRequest of(String code, HttpOptions with) throws InterruptedException {
        try (HttpHandler handler = WasiHttp.handler(engine, HttpGuest.of(engine, code), with)) {
            handler.handle(new RecordedExchange("GET"));
            return next();
        }
    }

    @Test
    void whatAnAnswerTook() throws Exception {
        HandledRequest request = of(HttpGuest.HELLO, options);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.status()).isEqualTo(200);
        assertThat(request.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(request.duration()).isPositive();
        assertThat(request.fuel().orElse(0)).isBetween(1L, 100_000L);
        assertThat(request.bytesIn()).isZero();
        assertThat(request.bytesOut()).isEqualTo("Hello, world!".length());
    }

    @Test
    void howRequestsEnd() throws Exception {
        assertThat(of(TRAP, options)).extracting(HandledRequest::outcome, HandledRequest::status).containsExactly(
                Outcome.FAILED,
                500);
        assertThat(of(ENDLESS, options.withFuel(1000))).extracting(HandledRequest::outcome, HandledRequest::fuel)
                .containsExactly(
                        Outcome.FAILED, OptionalLong.of(1000));
        assertThat(of(ENDLESS, options.withTimeout(Duration.ofMillis(50)))).extracting(HandledRequest::outcome,
                HandledRequest::status).containsExactly(Outcome.TIMED_OUT, 504);
        assertThat(of(HttpGuest.HELLO, options.withMaxHeaderSize(0))).extracting(HandledRequest::outcome,
                HandledRequest::status)
                .containsExactly(Outcome.REFUSED, 414);
        try (HttpHandler handler = WasiHttp.handler(engine, HttpGuest.of(engine, ENDLESS), options)) {
            CompletableFuture<Void> run = handler.handle(new RecordedExchange("GET"));
            run.cancel(false);
            assertThat(next().outcome()).isEqualTo(Outcome.CANCELLED);
            handler.handle(new RecordedExchange("GET"));
        }
        assertThat(next().outcome()).isEqualTo(Outcome.CLOSED);
    }

    @Test
    void anObserverThatFailsChangesNothing() throws Exception {
        try (HttpHandler handler = WasiHttp.handler(engine, HttpGuest.of(engine, HttpGuest.HELLO), options.withObserver(
                request -> {
                    throw new IllegalStateException("an observer of a test");
                }))) {
            RecordedExchange exchange = new RecordedExchange("GET");
            handler.handle(exchange).get(20, TimeUnit.SECONDS);
            assertThat(exchange.text()).isEqualTo("Hello, world!");
            handler.drain().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void theFlightRecorderHasThem(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("requests.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            of(HttpGuest.HELLO, options);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream().filter(event -> event.getEventType().getName()
                .equals("dev.vespula.HttpRequest")).toList();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getString("method")).isEqualTo("GET");
            assertThat(event.getInt("status")).isEqualTo(200);
            assertThat(event.getString("outcome")).isEqualTo("ANSWERED");
            assertThat(event.getLong("bytesOut")).isEqualTo(13);
            assertThat(event.getDuration()).isPositive();
        });
    }
}
