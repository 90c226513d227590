package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JdkHttpHandlerTest {
    private final Engine engine = Engine.create();

    private TestServer server(String code) throws IOException {
        return new TestServer(WasiHttp.handler(engine, HttpGuest.of(engine, code), HttpOptions.DEFAULT));
    }

    private static HttpRequest.Builder request(TestServer server) {
        return HttpRequest.newBuilder(URI.create("http://" + server.authority() + "/"));
    }

    @Test
    void answers() throws Exception {
        try (TestServer server = server(HttpGuest.HELLO)) {
            var response = HttpClient.newHttpClient().send(request(server).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("Hello, world!");
        }
    }

    @Test
    void echoesManyAtATime() throws Exception {
        try (TestServer server = server(HttpGuest.ECHO)) {
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(client.sendAsync(request(server).POST(BodyPublishers.ofString("body " + i)).build(), BodyHandlers
                        .ofString())
                        .thenApply(response -> response.body()));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(all.get(i).get()).isEqualTo("body " + i);
            }
        }
    }

    @Test
    void aBodyThatIsNotFinishedIsNeverTakenForTheWhole() throws Exception {
        try (TestServer server = server("""
                (func (export "handle") (param $request i32) (param $out i32) (local $to i32)
                  (local.set $to (call $output (local.get $out) (i32.const 200)))
                  (call $blocking-write (local.get $to) (i32.const 0) (i32.const 100) (i32.const 1024))
                  (unreachable))
                """)) {
            String raw = raw(server, "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            assertThat(raw.isEmpty() || !raw.endsWith("0\r\n\r\n")).isTrue();
        }
    }

    @Test
    void twoLengthsAreRefused() throws Exception {
        try (TestServer server = server(HttpGuest.HELLO)) {
            assertThat(raw(server, "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n"
                    + "connection: close\r\n\r\n0\r\n\r\n")).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void theConnectionIsKeptAndUsedAgain() throws Exception {
        try (TestServer server = server(HttpGuest.HELLO)) {
            String two = raw(server, "GET / HTTP/1.1\r\nhost: x\r\n\r\nGET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            assertThat(two.split("Hello, world!", -1)).hasSize(3);
        }
    }

    private static String raw(TestServer server, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder all = new StringBuilder();
            try {
                for (int each = socket.getInputStream().read(); each >= 0; each = socket.getInputStream().read()) {
                    all.append((char) each);
                }
            } catch (IOException reset) {
                // That is a way to break off, too.
            }
            return all.toString();
        }
    }
}
