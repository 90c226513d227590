package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.wasi.NetworkPolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Children are to be dropped before their parents. Where a guest does not, it traps or finds the child closed; it never waits for
 * what cannot come.
 */
class DropOrderTest {
    private static final int TOLERATED = 200;
    private static final int TRAPPED = 500;
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Engine engine = Engine.create();
    private final HttpOptions options = HttpOptions.DEFAULT.withTimeout(LONG).withNetwork(NetworkPolicy.builder().allow(
            "127.0.0.1", NetworkPolicy.ANY_PORT).build());

    private RecordedExchange run(String code, RecordedExchange exchange) throws Exception {
        try (HttpHandler handler = WasiHttp.handler(engine, HttpGuest.of(engine, """
                (func (export "handle") (param $request i32) (param $out i32)
                  (local $one i32) (local $two i32) (local $three i32)
                """ + code + ")"), options)) {
            CompletableFuture<Void> run = handler.handle(exchange);
            run.get(20, TimeUnit.SECONDS);
        }
        return exchange;
    }

    /** A request whose body never goes on. */
    private static RecordedExchange silent() {
        return new RecordedExchange("POST").body(Chunks.of(Chunks.Then.NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // The stream before what waits for it.
        """
                (local.set $one (call $input (local.get $request)))
                (local.set $two (call $input-subscribe (local.get $one)))
                (call $drop-input-stream (local.get $one))
                (call $wait-for (local.get $two))
                """,
        // The body before its stream, which ends.
        """
                (local.set $one (call $input (local.get $request)))
                (call $drop-incoming-body (i32.load (i32.const 1100)))
                (call $blocking-read (local.get $one) (i64.const 10) (i32.const 1024))
                (if (i32.eqz (i32.load8_u (i32.const 1024))) (then (unreachable)))
                (call $drop-input-stream (local.get $one))
                """,
        // The body before what waits for its stream.
        """
                (local.set $one (call $input (local.get $request)))
                (local.set $two (call $input-subscribe (local.get $one)))
                (call $drop-incoming-body (i32.load (i32.const 1100)))
                (call $wait-for (local.get $two))
                (call $drop-input-stream (local.get $one))
                """,
        // The trailers before what waits for them.
        """
                (call $drop-input-stream (call $input (local.get $request)))
                (local.set $one (call $finish-in (i32.load (i32.const 1100))))
                (local.set $two (call $trailers-subscribe (local.get $one)))
                (call $drop-future-trailers (local.get $one))
                (call $wait-for (local.get $two))
                """,
        // The request before its fields.
        """
                (local.set $one (call $in-headers (local.get $request)))
                (call $drop-incoming-request (local.get $request))
                (if (i32.eqz (call $has (local.get $one) (i32.const 512) (i32.const 8))) (then (unreachable)))
                (call $drop-fields (local.get $one))
                """,
        // The response, with its body written to nobody, before its fields.
        """
                (local.set $one (call $new-response (call $new-fields)))
                (local.set $two (call $out-response-headers (local.get $one)))
                (call $response-body (local.get $one) (i32.const 1024))
                (i32.store (i32.const 1108) (i32.load (i32.const 1028)))
                (call $body-write (i32.load (i32.const 1108)) (i32.const 1024))
                (local.set $three (i32.load (i32.const 1028)))
                (call $drop-outgoing-response (local.get $one))
                (if (call $has (local.get $two) (i32.const 512) (i32.const 8)) (then (unreachable)))
                (call $blocking-write (local.get $three) (i32.const 0) (i32.const 10) (i32.const 1024))
                (call $drop-output-stream (local.get $three))
                (call $finish (i32.load (i32.const 1108)))
                (call $drop-fields (local.get $two))
                """,
        // The request that is never sent before its fields and its body.
        """
                (local.set $one (call $request-to (local.get $request) (i32.const 0)))
                (local.set $two (call $out-headers (local.get $one)))
                (call $request-body (local.get $one) (i32.const 1024))
                (i32.store (i32.const 1108) (i32.load (i32.const 1028)))
                (call $body-write (i32.load (i32.const 1108)) (i32.const 1024))
                (local.set $three (i32.load (i32.const 1028)))
                (call $drop-outgoing-request (local.get $one))
                (drop (call $has (local.get $two) (i32.const 512) (i32.const 8)))
                (call $blocking-write (local.get $three) (i32.const 0) (i32.const 10) (i32.const 1024))
                (call $drop-output-stream (local.get $three))
                (call $drop-outgoing-body (i32.load (i32.const 1108)))
                (call $drop-fields (local.get $two))
                """,
        // The answer that has not come before what waits for it.
        """
                (local.set $one (call $future (call $request-to (local.get $request) (i32.const 0)) (i32.const 0) (i32.const 0)))
                (local.set $two (call $future-subscribe (local.get $one)))
                (call $drop-future-incoming-response (local.get $one))
                (call $wait-for (local.get $two))
                """})
    void childrenOutliveTheirParents(String code) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            RecordedExchange exchange = run(code + "(call $reply (local.get $out) (i32.const 200))", silent().field("x-target",
                    "127.0.0.1:" + silent.getLocalPort()));
            assertThat(exchange.status()).isEqualTo(TOLERATED);
            assertThat(exchange.text()).isEmpty();
        }
    }

    @Test
    void anAnswerMayGoBeforeItsFieldsAndItsBody() throws Exception {
        try (TestServer server = new TestServer(WasiHttp.handler(engine, HttpGuest.of(engine, HttpGuest.HELLO),
                HttpOptions.DEFAULT))) {
            RecordedExchange exchange = run("""
                    (local.set $one (call $received (call $future (call $request-to (local.get $request) (i32.const 0))
                      (i32.const 0) (i32.const 0))))
                    (local.set $two (call $response-headers (local.get $one)))
                    (local.set $three (call $body-of (local.get $one)))
                    (call $drop-incoming-response (local.get $one))
                    (drop (call $has (local.get $two) (i32.const 512) (i32.const 8)))
                    (call $drop-fields (local.get $two))
                    (call $blocking-read (local.get $three) (i64.const 100) (i32.const 1024))
                    (if (i32.load8_u (i32.const 1024)) (then (unreachable)))
                    (call $drop-incoming-body (i32.load (i32.const 1112)))
                    (call $drop-input-stream (local.get $three))
                    (call $reply (local.get $out) (i32.const 200))
                    """, silent().field("x-target", server.authority()));
            assertThat(exchange.status()).isEqualTo(TOLERATED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // The stream before what waits for it.
        """
                (local.set $two (call $output-subscribe (local.get $one)))
                (call $drop-output-stream (local.get $one))
                (call $wait-for (local.get $two))
                (call $finish (i32.load (i32.const 1104)))
                """,
        // What waits for room, when the body has ended.
        """
                (local.set $two (call $output-subscribe (local.get $one)))
                (call $drop-output-stream (local.get $one))
                (call $finish (i32.load (i32.const 1104)))
                (call $wait-for (local.get $two))
                """})
    void whatWaitsForAStreamOutlivesIt(String code) throws Exception {
        RecordedExchange exchange = run("(local.set $one (call $output (local.get $out) (i32.const 200)))" + code, silent());
        assertThat(exchange.text()).isEmpty();
    }

    @Test
    void aBodyThatIsDroppedBeforeItsStreamIsBrokenOff() throws Exception {
        RecordedExchange exchange = run("""
                (local.set $one (call $output (local.get $out) (i32.const 200)))
                (call $drop-outgoing-body (i32.load (i32.const 1104)))
                (call $blocking-write (local.get $one) (i32.const 0) (i32.const 10) (i32.const 1024))
                (if (i32.eqz (i32.load8_u (i32.const 1024))) (then (unreachable)))
                (call $drop-output-stream (local.get $one))
                """, silent());
        assertThat(exchange.status()).isEqualTo(TOLERATED);
        assertThat(exchange.isBroken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // A stream of a request that is finished.
        """
                (drop (call $input (local.get $request)))
                (drop (call $finish-in (i32.load (i32.const 1100))))
                """,
        // A stream of an answer that is finished before it is given.
        """
                (local.set $one (call $new-response (call $new-fields)))
                (call $response-body (local.get $one) (i32.const 1024))
                (i32.store (i32.const 1104) (i32.load (i32.const 1028)))
                (call $body-write (i32.load (i32.const 1104)) (i32.const 1024))
                (call $finish (i32.load (i32.const 1104)))
                """,
        // A handle that was given away.
        """
                (local.set $one (call $request-to (local.get $request) (i32.const 0)))
                (drop (call $future (local.get $one) (i32.const 0) (i32.const 0)))
                (drop (call $out-headers (local.get $one)))
                """})
    void whatIsFinishedHasNoStreams(String code) throws Exception {
        RecordedExchange exchange = run(code + "(call $reply (local.get $out) (i32.const 200))", silent().field("x-target",
                "127.0.0.1:1"));
        assertThat(exchange.status()).isEqualTo(TRAPPED);
    }
}
