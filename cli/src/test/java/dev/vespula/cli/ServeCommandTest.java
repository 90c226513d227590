package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code vespula serve} with real clients. */
class ServeCommandTest extends CommandCase {
    /** Answers as a stranger's program would. */
    private static final String HELLO = """
            (data (i32.const 0) "Hello, world!")
            (func (export "handle") (param $request i32) (param $out i32)
              (local $response i32) (local $body i32) (local $stream i32)
              (local.set $response (call $new-response (call $new-fields)))
              (call $response-body (local.get $response) (i32.const 1024))
              (local.set $body (i32.load (i32.const 1028)))
              (call $body-write (local.get $body) (i32.const 1024))
              (local.set $stream (i32.load (i32.const 1028)))
              (call $respond (local.get $out) (i32.const 0) (local.get $response) (i32.const 0) (i64.const 0) (i32.const 0)
                (i32.const 0) (i32.const 0) (i32.const 0))
              (call $blocking-write (local.get $stream) (i32.const 0) (i32.const 13) (i32.const 1024))
              (call $drop-output-stream (local.get $stream))
              (call $finish-out (local.get $body) (i32.const 0) (i32.const 0) (i32.const 1024)))
            """;
    /** Answers with the body of the request as it comes in. */
    private static final String ECHO = """
            (func (export "handle") (param $request i32) (param $out i32)
              (local $response i32) (local $body i32) (local $stream i32) (local $mark i32) (local $in i32)
              (local.set $mark (call $mark))
              (call $in-consume (local.get $request) (i32.const 1024))
              (call $body-stream (i32.load (i32.const 1028)) (i32.const 1024))
              (local.set $in (i32.load (i32.const 1028)))
              (local.set $response (call $new-response (call $new-fields)))
              (call $response-body (local.get $response) (i32.const 1024))
              (local.set $body (i32.load (i32.const 1028)))
              (call $body-write (local.get $body) (i32.const 1024))
              (local.set $stream (i32.load (i32.const 1028)))
              (call $respond (local.get $out) (i32.const 0) (local.get $response) (i32.const 0) (i64.const 0) (i32.const 0)
                (i32.const 0) (i32.const 0) (i32.const 0))
              (block $end
                (loop $next
                  (call $reset (local.get $mark))
                  (call $blocking-read (local.get $in) (i64.const 4096) (i32.const 1024))
                  (br_if $end (i32.load8_u (i32.const 1024)))
                  (call $blocking-write (local.get $stream) (i32.load (i32.const 1028)) (i32.load (i32.const 1032)) (i32.const 1040))
                  (br_if $next (i32.eqz (i32.load8_u (i32.const 1040))))))
              (call $drop-input-stream (local.get $in))
              (call $drop-output-stream (local.get $stream))
              (call $finish-out (local.get $body) (i32.const 0) (i32.const 0) (i32.const 1024)))
            """;
    private static final String SPIN = """
            (func (export "handle") (param $request i32) (param $out i32) (loop $l (br $l)))""";
    private static final String TRAP = """
            (func $secret (unreachable))
            (func (export "handle") (param $request i32) (param $out i32) (call $secret))""";
    /** Traps if its memory cannot become 6.4 MB larger. */
    private static final String GROW = """
            (func (export "handle") (param $request i32) (param $out i32)
              (local.set $request (memory.grow (i32.const 100)))
              (if (i32.lt_s (local.get $request) (i32.const 0)) (then (unreachable))))""";

    @TempDir
    Path folder;

    private ServedComponent serve(String code, String... options) throws Exception {
        return ServedComponent.start(ServedComponent.write(folder, code), options);
    }

    private static HttpResponse<String> get(ServedComponent served) throws IOException, InterruptedException {
        return ServedComponent.client().send(served.request().build(), BodyHandlers.ofString());
    }

    @Test
    void answersAndEndsWellWhenItIsToldTo() throws Exception {
        try (ServedComponent served = serve(HELLO, "--env", "A=B", "--dir", folder.toString())) {
            HttpResponse<String> response = get(served);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("Hello, world!");
            assertThat(response.headers().firstValue("server")).isEmpty();
            served.stop();
            assertThat(served.code()).isZero();
            assertThat(served.err()).isEqualTo("vespula: listening at " + served.uri() + "\n");
        }
    }

    @Test
    void theSecondVersionOfHttpIsUnderstood() throws Exception {
        try (ServedComponent served = serve(HELLO)) {
            HttpResponse<String> response = HttpClient.newHttpClient().send(served.request().build(), BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).isEqualTo("Hello, world!");
        }
    }

    @Test
    void manyStreamsOfOneConnection() throws Exception {
        try (ServedComponent served = serve(HELLO)) {
            HttpClient client = HttpClient.newHttpClient();
            // Makes the connection, by an upgrade.
            assertThat(client.send(served.request().build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            for (int round = 0; round < 10; round++) {
                List<CompletableFuture<HttpResponse<String>>> sent = Stream.generate(() -> client.sendAsync(served.request()
                        .build(), BodyHandlers.ofString())).limit(50).toList();
                for (CompletableFuture<HttpResponse<String>> each : sent) {
                    HttpResponse<String> response = each.get();
                    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
                    assertThat(response.body()).isEqualTo("Hello, world!");
                }
            }
            assertThat(served.err()).hasLineCount(1);
        }
    }

    @Test
    void bodiesAreStreamedInBothDirections() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        try (ServedComponent served = serve(ECHO)) {
            for (HttpClient client : List.of(ServedComponent.client(), HttpClient.newHttpClient())) {
                // The first request of a client may be an upgrade, which takes its body along as HTTP/1.1.
                for (int i = 0; i < 2; i++) {
                    byte[] got = client.send(served.request().POST(BodyPublishers.ofByteArray(sent)).build(), BodyHandlers
                            .ofByteArray()).body();
                    assertThat(got).isEqualTo(sent);
                }
            }
        }
    }

    @Test
    void tlsWithAKeyStore() throws Exception {
        String variable = "PATH";
        Path file = folder.resolve("keys.p12");
        String password = System.getenv(variable);
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg", "EC", "-alias", "x", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
                "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", password).redirectErrorStream(true).start();
        assertThat(keytool.waitFor()).as(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isZero();
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("x", KeyStore.getInstance(file.toFile(), password.toCharArray()).getCertificate("x"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (ServedComponent served = serve(HELLO, "--tls-keystore", file.toString(), "--tls-password-env", variable)) {
            assertThat(served.uri().getScheme()).isEqualTo("https");
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpResponse<String> response = HttpClient.newBuilder().sslContext(context).version(version).build().send(
                        served.request().build(), BodyHandlers.ofString());
                assertThat(response.version()).isEqualTo(version);
                assertThat(response.body()).isEqualTo("Hello, world!");
            }
        }
        String guest = folder.resolve("guest.wat").toString();
        assertThat(vespula("serve", guest, "--tls-keystore", file.toString(), "--tls-password-env", "NO_SUCH_NAME")).isEqualTo(
                Main.USAGE_ERROR);
        assertThat(vespula("serve", guest, "--tls-keystore", guest, "--tls-password-env", variable)).isEqualTo(Main.ERROR);
        assertThat(err()).startsWith("vespula: cannot read the key store " + guest);
    }

    @Test
    void aTrapIsToldHereAndNotThere() throws Exception {
        try (ServedComponent served = serve(TRAP)) {
            HttpResponse<String> response = get(served);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().map()).containsOnlyKeys("content-length", "date");
            served.awaitErr("handle");
            assertThat(served.err()).contains("failed to answer GET /: ",
                    "`unreachable` instruction executed\n  at main!secret (func ")
                    .doesNotContain("dev.vespula");
        }
    }

    @Test
    void limitsEndARequestAndNotTheServer() throws Exception {
        try (ServedComponent served = serve(SPIN, "--timeout", "100ms")) {
            assertThat(get(served).statusCode()).isEqualTo(504);
            assertThat(get(served).statusCode()).isEqualTo(504);
            assertThat(served.err()).contains("time is up for GET /");
        }
        try (ServedComponent served = serve(SPIN, "--fuel", "100000")) {
            assertThat(get(served).statusCode()).isEqualTo(500);
            served.awaitErr("all fuel consumed by WebAssembly");
        }
        try (ServedComponent served = serve(GROW, "--max-memory", "1M")) {
            assertThat(get(served).statusCode()).isEqualTo(500);
            served.awaitErr("unreachable");
        }
        try (ServedComponent served = serve(GROW)) {
            // It did not answer.
            assertThat(get(served).statusCode()).isEqualTo(500);
            assertThat(served.err()).doesNotContain("unreachable");
        }
    }

    /** A request whose answer has begun: it ends when it is told to. */
    private static final class Begun implements AutoCloseable {
        private final Socket socket;

        Begun(ServedComponent served) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), served.uri().getPort());
            OutputStream out = socket.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\na".getBytes(
                    StandardCharsets.US_ASCII));
            out.flush();
            // The component has written what it got.
            InputStream in = socket.getInputStream();
            int got = in.read();
            while (got >= 0 && got != 'a') {
                got = in.read();
            }
            assertThat(got).isEqualTo('a');
        }

        String finish() throws IOException {
            socket.getOutputStream().write('b');
            return rest();
        }

        /** What comes until the connection has ended. */
        String rest() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void whoDoesNotSendTheRestIsNotWaitedFor() throws Exception {
        String waits = ECHO.replace("(call $respond (local.get $out)", "(call $block (call $input-subscribe (local.get $in)))\n"
                + "(call $respond (local.get $out)");
        try (ServedComponent served = serve(waits, "--timeout", "200ms");
                Socket socket = new Socket(InetAddress
                        .getLoopbackAddress(), served.uri().getPort())) {
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n".getBytes(
                    StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo(
                    "HTTP/1.1 504");
        }
    }

    @Test
    void aClientThatGoesIsNoNews() throws Exception {
        try (ServedComponent served = serve(ECHO.replace("(call $respond (local.get $out)",
                "(call $block (call $input-subscribe (local.get $in)))\n(call $respond (local.get $out)"))) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.uri().getPort())) {
                socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n".getBytes(
                        StandardCharsets.US_ASCII));
                // Connections are taken one after the other.
                assertThat(get(served).statusCode()).isEqualTo(200);
            }
            served.stop();
            assertThat(served.code()).isZero();
            assertThat(served.err()).doesNotContain("writeError", "given up", "failed");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForTheWholeWhereTheConnectionIsClosedAnyway() throws Exception {
        try (ServedComponent served = serve(ECHO, "--timeout", "500ms"); Begun begun = new Begun(served)) {
            assertThat(begun.rest()).containsIgnoringCase("transfer-encoding: chunked\r\n").doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void moreThanItMayAnswerAtATimeIsRefused() throws Exception {
        try (ServedComponent served = serve(ECHO, "--max-instances", "2");
                Begun first = new Begun(served);
                Begun second = new Begun(
                        served)) {
            assertThat(get(served).statusCode()).isEqualTo(503);
            assertThat(first.finish()).endsWith("\r\nb\r\n0\r\n\r\n");
            assertThat(second.finish()).endsWith("\r\nb\r\n0\r\n\r\n");
        }
    }

    @Test
    void whatRunsIsFinishedBeforeItEnds() throws Exception {
        try (ServedComponent served = serve(ECHO); Begun begun = new Begun(served)) {
            served.stop();
            served.awaitErr("ending when the requests that run are answered: 1\n");
            assertThatThrownBy(() -> {
                // The system may take one more until the thread that waits for it has noticed.
                while (true) {
                    new Socket(InetAddress.getLoopbackAddress(), served.uri().getPort()).close();
                }
            }).isInstanceOf(IOException.class);
            assertThat(begun.finish()).endsWith("\r\nb\r\n0\r\n\r\n");
            assertThat(served.code()).isZero();
        }
    }

    @Test
    void whoeverDoesNotFinishIsGivenUp() throws Exception {
        try (ServedComponent served = serve(ECHO, "--timeout", "500ms"); Begun begun = new Begun(served)) {
            assertThat(begun).isNotNull();
            served.stop();
            assertThat(served.code()).isZero();
            assertThat(served.err()).contains("time is up for POST /");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSignalEndsTheProcessWithoutAnError() throws Exception {
        List<String> line = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-cp", System.getProperty(
                "java.class.path"), "dev.vespula.cli.Main", "serve", "--addr", "127.0.0.1:0", ServedComponent.write(folder,
                        HELLO)));
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(line).redirectError(err.toFile()).start();
        try {
            while (!Files.readString(err).endsWith("/\n")) {
                assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
            }
            process.destroy();
            assertThat(process.waitFor()).isZero();
            assertThat(err).content().matches("vespula: listening at http://127\\.0\\.0\\.1:\\d+/\n");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anAddressInUseIsAnError() throws Exception {
        String file = ServedComponent.write(folder, HELLO);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertThat(vespula("serve", file, "--addr", address)).isEqualTo(Main.ERROR);
            assertThat(err()).startsWith("vespula: cannot listen at " + address + ": ").contains("in use").hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"--addr,8080", "--addr,localhost:", "--addr,:80", "--addr,::1:80", "--addr,localhost:65536", "--timeout,5x",
        "--timeout,0", "--timeout,-1s", "--max-instances,0", "--max-memory,lots", "--fuel,-1", "--tls-keystore,x",
        "--tls-password-env,PATH", "--env,x", "--allow-net,x", "--nonsense,1"})
    void optionsThatMeanNothingAreUsageErrors(String option, String value) throws Exception {
        assertThat(vespula("serve", ServedComponent.write(folder, HELLO), option + "=" + value)).as(err()).isEqualTo(
                Main.USAGE_ERROR);
        assertThat(err()).contains(option);
    }

    @Test
    void whatHandlesNoRequestsIsRefused() throws Exception {
        String module = Files.writeString(folder.resolve("m.wat"), "(module)").toString();
        assertThat(vespula("serve", module)).isEqualTo(Main.ERROR);
        assertThat(err()).isEqualTo("vespula: " + module + ": this is a module, and 'vespula serve' takes components\n");
        String component = Files.writeString(folder.resolve("c.wat"), "(component)").toString();
        assertThat(vespula("serve", component)).isEqualTo(Main.ERROR);
        assertThat(err()).contains("wasi:http/incoming-handler").hasLineCount(1);
        assertThat(vespula("serve", folder.resolve("none.wasm").toString())).isEqualTo(Main.ERROR);
        assertThat(vespula("serve", ServedComponent.write(folder, HELLO), "--dir", folder.resolve("none").toString()))
                .isEqualTo(
                        Main.ERROR);
        assertThat(err()).contains("it does not exist").hasLineCount(1);
    }
}
