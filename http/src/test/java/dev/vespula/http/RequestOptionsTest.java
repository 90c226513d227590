package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.wasi.NetworkPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The times of {@code request-options}. A guest's status is 600 and the number of the error that it got. */
class RequestOptionsTest {
    private static final int CONNECTION_TIMEOUT = 608;
    private static final int READ_TIMEOUT = 609;
    private static final int MOST_PENDING = 64;
    /** Reads the answer to its end, and tells how that was. */
    private static final String READ = """
            (local.set $body (call $body-of (local.get $got)))
            (loop $next
              (call $blocking-read (local.get $body) (i64.const 100) (i32.const 1024))
              (br_if $next (i32.eqz (i32.load8_u (i32.const 1024)))))
            (if (i32.load8_u (i32.const 1028)) (then (call $reply (local.get $out) (i32.const 200)) (return)))
            (call $http-error-code (i32.load (i32.const 1032)) (i32.const 1040))
            (if (i32.eqz (i32.load8_u (i32.const 1040))) (then (unreachable)))
            (call $reply (local.get $out) (i32.add (i32.const 600) (i32.load8_u (i32.const 1048))))
            """;

    private final Engine engine = Engine.create();
    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket each : sockets) {
            each.close();
        }
    }

    private RecordedExchange ask(String setting, String then) {
        HttpHandler handler = WasiHttp.handler(engine, HttpGuest.of(engine, """
                (func (export "handle") (param $request i32) (param $out i32)
                  (local $options i32) (local $got i32) (local $body i32)
                  (local.set $options (call $new-options))
                """ + setting + """
                  (local.set $got (call $received (call $future (call $request-to (local.get $request) (i32.const 0))
                    (i32.const 1) (local.get $options))))
                  (if (i32.lt_s (local.get $got) (i32.const 0)) (then
                    (call $reply (local.get $out) (i32.sub (i32.const 599) (local.get $got)))
                    (return)))
                """ + then + ")"), HttpOptions.DEFAULT.withNetwork(NetworkPolicy.builder().allow("127.0.0.1",
                NetworkPolicy.ANY_PORT).build()));
        RecordedExchange exchange = new RecordedExchange("GET").field("x-target", "127.0.0.1:" + server.getLocalPort());
        handler.handle(exchange).whenComplete((nothing, thrown) -> handler.close());
        return exchange;
    }

    private static String set(String option, String nanos) {
        return "(drop (call $set-" + option + " (local.get $options) (i32.const 1) (i64.const " + nanos + ")))";
    }

    /** Answers the next request so, and keeps the connection. */
    private CompletableFuture<Void> answer(String text) {
        return CompletableFuture.runAsync(() -> {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                socket.getInputStream().read();
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void theFirstByteIsNotWaitedForLonger() throws Exception {
        assertThat(ask(set("first-byte", "100_000_000"), "").status()).isEqualTo(READ_TIMEOUT);
    }

    @Test
    void theNextBytesAreNotWaitedForLonger() throws Exception {
        CompletableFuture<Void> answered = answer("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc");
        assertThat(ask(set("between-bytes", "100_000_000"), READ).status()).isEqualTo(READ_TIMEOUT);
        answered.join();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "others refuse connections that nobody accepts")
    void aConnectionIsNotWaitedForLonger() throws Exception {
        boolean isFull = false;
        while (!isFull) {
            assertThat(sockets).hasSizeLessThan(MOST_PENDING);
            Socket socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            } catch (SocketTimeoutException e) {
                isFull = true;
            }
        }
        assertThat(ask(set("connect", "100_000_000"), "").status()).isEqualTo(CONNECTION_TIMEOUT);
    }

    @Test
    void timesThatAreTooLongForJavaAreNoErrors() throws Exception {
        CompletableFuture<Void> answered = answer("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc");
        assertThat(ask(set("connect", "-1") + set("first-byte", "0x7fff_ffff_ffff_ffff") + set("between-bytes", "-1"), READ)
                .status())
                .isEqualTo(200);
        answered.join();
    }

    @Test
    void whatWasSetIsThere() throws Exception {
        CompletableFuture<Void> answered = answer("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        StringBuilder code = new StringBuilder();
        for (String option : List.of("connect", "first-byte", "between-bytes")) {
            String get = "(call $" + option + " (local.get $options) (i32.const 1024))";
            code.append(get).append("(if (i32.load8_u (i32.const 1024)) (then (unreachable)))").append(set(option,
                    "6_000_000_000")).append(get).append(
                            "(if (i32.eqz (i32.load8_u (i32.const 1024))) (then (unreachable)))").append(
                                    "(if (i64.ne (i64.load (i32.const 1032)) (i64.const 6_000_000_000)) (then (unreachable)))");
        }
        assertThat(ask(code.toString(), READ).status()).isEqualTo(200);
        answered.join();
    }
}
