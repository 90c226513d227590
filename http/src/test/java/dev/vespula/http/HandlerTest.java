package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.LinkException;
import dev.vespula.component.Component;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A component behind a server that is none. */
class HandlerTest {
    private static final HttpOptions DEFAULT = HttpOptions.DEFAULT;
    private static final String ENDLESS = "(func (export \"handle\") (param i32 i32) (loop (br 0)))";
    private static final String WAITING = """
            (func (export "handle") (param i32 i32)
              (call $block (call $sleep (i64.const 1000000000000))))
            """;

    private final Engine engine = Engine.create();
    private final List<HttpHandler> made = new ArrayList<>();

    private HttpHandler handler(String code, HttpOptions options) {
        HttpHandler handler = WasiHttp.handler(engine, HttpGuest.of(engine, code), options);
        made.add(handler);
        return handler;
    }

    @AfterEach
    void closeAll() {
        made.forEach(HttpHandler::close);
    }

    private static RecordedExchange ask(HttpHandler handler, RecordedExchange exchange) {
        handler.handle(exchange);
        return exchange;
    }

    private RecordedExchange ask(String code, RecordedExchange exchange) {
        return ask(handler(code, DEFAULT), exchange);
    }

    private static void done(CompletableFuture<Void> run) throws Exception {
        run.get(20, TimeUnit.SECONDS);
    }

    @Test
    void answers() throws Exception {
        RecordedExchange exchange = ask(HttpGuest.HELLO, new RecordedExchange("GET"));
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.text()).isEqualTo("Hello, world!");
    }

    @Test
    void eachRequestHasAnInstanceUnlessTheyAreReused() throws Exception {
        String counting = """
                (global $count (mut i32) (i32.const 200))
                (func (export "handle") (param $request i32) (param $out i32)
                  (global.set $count (i32.add (global.get $count) (i32.const 1)))
                  (call $drop-output-stream (call $output (local.get $out) (global.get $count)))
                  (call $finish (i32.load (i32.const 1104))))
                """;
        HttpHandler fresh = handler(counting, DEFAULT);
        HttpHandler kept = handler(counting, DEFAULT.withMaxUses(2));
        for (int expected : new int[] {201, 202, 201}) {
            RecordedExchange first = new RecordedExchange("GET");
            done(fresh.handle(first));
            assertThat(first.status()).isEqualTo(201);
            RecordedExchange second = new RecordedExchange("GET");
            done(kept.handle(second));
            assertThat(second.status()).isEqualTo(expected);
        }
        assertThat(fresh.active()).isZero();
    }

    @Test
    void echoesABodyInPieces() throws Exception {
        byte[] large = new byte[200_000];
        Arrays.fill(large, (byte) 'x');
        RecordedExchange exchange = ask(HttpGuest.ECHO, new RecordedExchange("POST").body(Chunks.of(
                "one".getBytes(StandardCharsets.UTF_8), large, "two".getBytes(StandardCharsets.UTF_8))));
        assertThat(exchange.text()).hasSize(200_006).startsWith("onex").endsWith("xtwo");
    }

    @Test
    void theHeadGoesOutBeforeTheGuestIsDone() throws Exception {
        Chunks body = Chunks.of(Chunks.Then.NOTHING, new byte[10]);
        HttpHandler handler = handler(HttpGuest.ECHO, DEFAULT);
        RecordedExchange exchange = new RecordedExchange("POST").body(body);
        CompletableFuture<Void> run = handler.handle(exchange);
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(run).isNotDone();
        run.cancel(false);
        body.cancelled.get(20, TimeUnit.SECONDS);
        done(handler.drain());
    }

    @Test
    void whoAnswersNothingIsAnError() throws Exception {
        for (String code : List.of("(func (export \"handle\") (param i32 i32))",
                "(func (export \"handle\") (param i32 i32) (call $drop-response-outparam (local.get 1)))",
                "(func (export \"handle\") (param i32 i32) (unreachable))",
                "(func (export \"handle\") (param i32 i32) (call $drop-response-outparam (local.get 1)) (unreachable))")) {
            RecordedExchange exchange = ask(code, new RecordedExchange("GET"));
            assertThat(exchange.status()).isEqualTo(500);
            assertThat(exchange.text()).isEmpty();
            assertThat(exchange.head().fields()).extracting(HttpField::name).containsExactly("content-length");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(unreachable)", "", "(call $drop-output-stream (local.get $to))",
        "(call $drop-output-stream (local.get $to)) (call $drop-outgoing-body (i32.load (i32.const 1104)))"})
    void aBodyThatIsNotFinishedBreaksOff(String ending) throws Exception {
        RecordedExchange exchange = ask("""
                (func (export "handle") (param $request i32) (param $out i32) (local $to i32)
                  (local.set $to (call $output (local.get $out) (i32.const 200)))
                  (call $blocking-write (local.get $to) (i32.const 0) (i32.const 100) (i32.const 1024))
                """ + ending + ")", new RecordedExchange("GET"));
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.isBroken()).isTrue();
    }

    @Test
    void finishWithALivingStreamTraps() throws Exception {
        RecordedExchange exchange = ask("""
                (func (export "handle") (param $request i32) (param $out i32) (local $to i32)
                  (local.set $to (call $output (local.get $out) (i32.const 200)))
                  (call $finish (i32.load (i32.const 1104))))
                """, new RecordedExchange("GET"));
        assertThat(exchange.isBroken()).isTrue();
        RecordedExchange reading = ask("""
                (func (export "handle") (param $request i32) (param $out i32)
                  (drop (call $input (local.get $request)))
                  (drop (call $finish-in (i32.load (i32.const 1100)))))
                """, new RecordedExchange("GET"));
        assertThat(reading.status()).isEqualTo(500);
    }

    @Test
    void timeIsLimitedWhetherTheGuestRunsOrWaits() throws Exception {
        for (String code : List.of(ENDLESS, WAITING)) {
            HttpHandler handler = handler(code, DEFAULT.withTimeout(Duration.ofMillis(50)));
            RecordedExchange exchange = new RecordedExchange("GET");
            done(handler.handle(exchange));
            assertThat(exchange.status()).isEqualTo(504);
            assertThat(handler.active()).isZero();
        }
    }

    @Test
    void guestsThatComputeLeaveThreadsForOthers() throws Exception {
        // The same component for both: it computes for ever if it is asked by POST.
        HttpHandler handler = handler("""
                (func (export "handle") (param $request i32) (param $out i32)
                  (call $in-method (local.get $request) (i32.const 1024))
                  (if (i32.eq (i32.load8_u (i32.const 1024)) (i32.const 2)) (then (loop (br 0))))
                  (call $drop-output-stream (call $output (local.get $out) (i32.const 200)))
                  (call $finish (i32.load (i32.const 1104))))
                """, DEFAULT.withTimeout(Duration.ofSeconds(60)));
        List<CompletableFuture<Void>> endless = new ArrayList<>();
        for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
            endless.add(handler.handle(new RecordedExchange("POST")));
        }
        RecordedExchange exchange = new RecordedExchange("GET");
        done(handler.handle(exchange));
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(handler.active()).isEqualTo(endless.size());
        endless.forEach(each -> each.cancel(false));
        done(handler.drain());
    }

    @Test
    void whoGetsNoThreadInTimeWaitsNoLonger() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        HttpHandler handler = handler(ENDLESS, DEFAULT.withTimeout(Duration.ofMillis(200)).withExecutor(single));
        List<RecordedExchange> exchanges = new ArrayList<>();
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            exchanges.add(new RecordedExchange("GET"));
            runs.add(handler.handle(exchanges.get(i)));
        }
        for (int i = 0; i < runs.size(); i++) {
            done(runs.get(i));
            assertThat(exchanges.get(i).status()).isEqualTo(504);
        }
        // One after the other they would take 40 seconds.
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
        single.shutdown();
    }

    @Test
    void timeIsLimitedIfNobodyTakesTheAnswer() throws Exception {
        HttpHandler handler = handler("""
                (func (export "handle") (param $request i32) (param $out i32) (local $to i32)
                  (local.set $to (call $output (local.get $out) (i32.const 200)))
                  (loop $next
                    (call $blocking-write (local.get $to) (i32.const 0) (i32.const 4096) (i32.const 1024))
                    (br_if $next (i32.eqz (i32.load8_u (i32.const 1024))))))
                """, DEFAULT.withTimeout(Duration.ofMillis(100)));
        RecordedExchange exchange = new RecordedExchange("GET").unread();
        done(handler.handle(exchange));
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.isBroken()).isTrue();
    }

    @Test
    void fuelIsLimited() throws Exception {
        Engine metered = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
        try (HttpHandler handler = WasiHttp.handler(metered, HttpGuest.of(metered, ENDLESS), DEFAULT.withFuel(100_000))) {
            assertThat(ask(handler, new RecordedExchange("GET")).status()).isEqualTo(500);
            assertThat(ask(handler, new RecordedExchange("GET")).status()).isEqualTo(500);
        }
    }

    @Test
    void memoryIsLimited() throws Exception {
        String growing = """
                (func (export "handle") (param $request i32) (param $out i32)
                  (drop (call $realloc (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 10000000)))
                  (call $drop-output-stream (call $output (local.get $out) (i32.const 200)))
                  (call $finish (i32.load (i32.const 1104))))
                """;
        assertThat(ask(growing, new RecordedExchange("GET")).status()).isEqualTo(200);
        assertThat(ask(handler(growing, DEFAULT.withMaxMemory(4 << 20)), new RecordedExchange("GET")).status()).isEqualTo(500);
    }

    @Test
    void interimAnswersComeBeforeTheAnswerAndAreChecked() throws Exception {
        StringBuilder code = new StringBuilder("(func (export \"handle\") (param $request i32) (param $out i32)");
        for (int status : new int[] {103, 100, 101, 99, 200}) {
            boolean isGood = status == 103 || status == 100;
            code.append("(call $inform (local.get $out) (i32.const ").append(status).append(
                    ") (call $new-fields) (i32.const 1024)) (if (i32.ne (i32.load8_u (i32.const 1024)) (i32.const ").append(
                            isGood ? 0 : 1).append(")) (then (unreachable)))");
        }
        RecordedExchange exchange = ask(code + "(call $reply (local.get $out) (i32.const 204)))", new RecordedExchange("GET"));
        assertThat(exchange.status()).isEqualTo(204);
        assertThat(exchange.interim).containsExactly(103, 100);
    }

    @Test
    void requestsAtATimeAreLimited() throws Exception {
        HttpHandler handler = handler(WAITING, DEFAULT.withMaxConcurrent(2));
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            runs.add(handler.handle(new RecordedExchange("GET")));
        }
        assertThat(handler.active()).isEqualTo(2);
        assertThat(ask(handler, new RecordedExchange("GET")).status()).isEqualTo(503);
        runs.forEach(run -> run.cancel(false));
        CompletableFuture<Void> drained = handler.drain();
        done(drained);
        assertThat(ask(handler, new RecordedExchange("GET")).status()).isEqualTo(503);
    }

    @Test
    void closingGivesUpWhatRuns() throws Exception {
        HttpHandler handler = handler(WAITING, DEFAULT);
        RecordedExchange exchange = new RecordedExchange("GET");
        CompletableFuture<Void> run = handler.handle(exchange);
        handler.close();
        done(run);
        assertThat(exchange.status()).isEqualTo(503);
    }

    @Test
    void aThousandWaitingGuestsHoldNoThreads() throws Exception {
        HttpHandler handler = handler(HttpGuest.ECHO, DEFAULT);
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            RecordedExchange exchange = new RecordedExchange("POST").body(Chunks.of(Chunks.Then.NOTHING));
            runs.add(handler.handle(exchange));
        }
        RecordedExchange last = ask(handler, new RecordedExchange("POST").body("x"));
        assertThat(last.text()).isEqualTo("x");
        runs.forEach(run -> run.cancel(false));
        done(handler.drain());
    }

    @Test
    void bodiesAreLimited() throws Exception {
        HttpHandler handler = handler(HttpGuest.ECHO, DEFAULT.withMaxRequestBody(10));
        assertThat(ask(handler, new RecordedExchange("POST").field("content-length", "11").body("12345678901")).status())
                .isEqualTo(413);
        assertThat(ask(handler, new RecordedExchange("POST").body("12345678901")).isBroken()).isTrue();
        assertThat(ask(handler, new RecordedExchange("POST").body("1234567890")).text()).isEqualTo("1234567890");
        HttpHandler writing = handler(HttpGuest.ECHO, DEFAULT.withMaxResponseBody(10));
        assertThat(ask(writing, new RecordedExchange("POST").body("12345678901")).isBroken()).isTrue();
    }

    @Test
    void aRequestThatBreaksOffIsAnErrorForWhoReadsIt() throws Exception {
        RecordedExchange exchange = ask(HttpGuest.ECHO, new RecordedExchange("POST").body(Chunks.of(Chunks.Then.ERROR,
                new byte[3])));
        assertThat(exchange.isBroken()).isTrue();
    }

    @Test
    void contradictionsAboutTheLengthAreRefused() throws Exception {
        HttpHandler handler = handler(HttpGuest.HELLO, DEFAULT);
        assertThat(ask(handler, new RecordedExchange("POST").field("Content-Length", "5").field("Transfer-Encoding", "chunked"))
                .status()).isEqualTo(400);
        for (String length : List.of("+5", "-1", "5, 5", " 5", "5 ", "0x5", "", "99999999999999999999", "٣")) {
            assertThat(ask(handler, new RecordedExchange("POST").field("content-length", length)).status()).as(length)
                    .isEqualTo(400);
        }
        assertThat(ask(handler, new RecordedExchange("POST").field("content-length", "5").field("content-length", "6"))
                .status())
                .isEqualTo(400);
    }

    @Test
    void headsAreChecked() throws Exception {
        HttpHandler handler = handler(HttpGuest.HELLO, DEFAULT);
        assertThat(ask(handler, new RecordedExchange("GE T")).status()).isEqualTo(400);
        assertThat(ask(handler, new RecordedExchange("GET").field("x", "a\r\nb: c")).status()).isEqualTo(400);
        assertThat(ask(handler, new RecordedExchange("GET").field("x", "a\0")).status()).isEqualTo(400);
        assertThat(ask(handler, new RecordedExchange("GET").field("x y", "a")).status()).isEqualTo(400);
        assertThat(ask(handler, new RecordedExchange("GET").field("host", "a").field("Host", "b")).status()).isEqualTo(400);
        assertThat(ask(handler, new RecordedExchange("GET").path("/a b")).status()).isEqualTo(400);
        assertThat(ask(handler, new RecordedExchange("POST").field("transfer-encoding", "gzip, chunked")).status()).isEqualTo(
                400);
        assertThat(ask(handler, new RecordedExchange("POST").field("transfer-encoding", "identity").field("transfer-encoding",
                "chunked")).status()).isEqualTo(400);
        assertThat(ask(handler, new RecordedExchange("POST").field("transfer-encoding", "Chunked")).status()).isEqualTo(200);
        assertThat(ask(handler, new RecordedExchange("CONNECT")).status()).isEqualTo(405);
        assertThat(ask(handler, new RecordedExchange("TRACE")).status()).isEqualTo(405);
        assertThat(ask(handler, new RecordedExchange("GET").path("/" + "x".repeat(70_000))).status()).isEqualTo(414);
        assertThat(ask(handler, new RecordedExchange("GET").field("x", "y".repeat(70_000))).status()).isEqualTo(431);
        RecordedExchange many = new RecordedExchange("GET");
        for (int i = 0; i < 100_000; i++) {
            many.field("x", "");
        }
        assertThat(ask(handler, many).status()).isEqualTo(431);
    }

    @Test
    void answersToHeadHaveNoBody() throws Exception {
        RecordedExchange exchange = ask(HttpGuest.HELLO, new RecordedExchange("HEAD"));
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.text()).isEmpty();
    }

    @Test
    void whatTheComponentLacksIsKnownAtOnce() {
        Component empty = Component.of(engine, "(component)".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> WasiHttp.handler(engine, empty, DEFAULT)).isInstanceOf(LinkException.class)
                .hasMessageContaining(
                        "incoming-handler");
        Component strange = Component.of(engine, "(component (import \"a:b/c\" (instance (export \"f\" (func)))))".getBytes(
                StandardCharsets.UTF_8));
        assertThatThrownBy(() -> WasiHttp.handler(engine, strange, DEFAULT)).isInstanceOf(LinkException.class);
        assertThatThrownBy(() -> WasiHttp.handler(Engine.create(), empty, DEFAULT)).isInstanceOf(
                IllegalArgumentException.class);
    }
}
