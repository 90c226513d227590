package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.wasi.NetworkPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A component that sends requests on; 600 and the number of the error is its status if it cannot. */
class ProxyTest {
    private static final NetworkPolicy LOOPBACK = NetworkPolicy.builder().allow("127.0.0.1", NetworkPolicy.ANY_PORT).build();
    private static final int DNS_ERROR = 601;
    private static final int IP_PROHIBITED = 604;
    private static final int REFUSED = 606;
    private static final int TERMINATED = 607;
    private static final int DENIED = 615;
    private static final int URI_INVALID = 619;

    private final Engine engine = Engine.create();
    private HttpHandler proxy = proxy(HttpOptions.DEFAULT.withNetwork(LOOPBACK));

    private HttpHandler proxy(HttpOptions options) {
        if (proxy != null) {
            proxy.close();
        }
        proxy = WasiHttp.handler(engine, HttpGuest.of(engine, HttpGuest.PROXY), options);
        return proxy;
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    private RecordedExchange ask(String target, String body) {
        RecordedExchange exchange = new RecordedExchange("POST").field("x-target", target).body(body);
        proxy.handle(exchange);
        return exchange;
    }

    private TestServer server(String code) throws IOException {
        return new TestServer(WasiHttp.handler(engine, HttpGuest.of(engine, code), HttpOptions.DEFAULT));
    }

    @Test
    void sendsOnAndBack() throws Exception {
        try (TestServer server = server(HttpGuest.ECHO)) {
            RecordedExchange exchange = ask(server.authority(), "there and back");
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.text()).isEqualTo("there and back");
        }
    }

    @Test
    void nothingIsOpenedUnlessItIsAllowed() throws Exception {
        try (TestServer server = server(HttpGuest.ECHO)) {
            proxy(HttpOptions.DEFAULT);
            assertThat(ask(server.authority(), "x").status()).isEqualTo(IP_PROHIBITED);
            assertThat(ask("localhost:" + server.port(), "x").status()).isEqualTo(DENIED);
            assertThat(ask("[::ffff:127.0.0.1]:" + server.port(), "x").status()).isEqualTo(IP_PROHIBITED);
        }
    }

    @Test
    void aNameThatPointsInwardsIsRefused() throws Exception {
        HttpOptions named = HttpOptions.DEFAULT.withNetwork(NetworkPolicy.builder().allow("api.example.org", 80).build());
        proxy(named.withResolver(name -> List.of(InetAddress.getByName("127.0.0.1"))));
        assertThat(ask("api.example.org", "x").status()).isEqualTo(IP_PROHIBITED);
        assertThat(ask("other.example.org", "x").status()).isEqualTo(DENIED);
        proxy(named.withResolver(name -> {
            throw new UnknownHostException(name);
        }));
        assertThat(ask("api.example.org", "x").status()).isEqualTo(DNS_ERROR);
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsAsked() throws Exception {
        try (TestServer server = server(HttpGuest.ECHO)) {
            NetworkPolicy policy = request -> request.host() == null || request.host().equals("no-such-host.invalid");
            proxy(HttpOptions.DEFAULT.withNetwork(policy).withResolver(name -> List.of(InetAddress.getByName("127.0.0.1"))));
            assertThat(ask("no-such-host.invalid:" + server.port(), "x").text()).isEqualTo("x");
        }
    }

    @Test
    void theWireHasTheNameAndTheOriginForm() throws Exception {
        String head = answered("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200);
        assertThat(head).startsWith("POST / HTTP/1.1\r\n").containsPattern("(?i)\r\nhost: 127.0.0.1:\\d+\r\n");
        assertThat(head.toLowerCase(java.util.Locale.ROOT)).doesNotContain("upgrade").doesNotContain("http2-settings");
    }

    @Test
    void whatGoesWrongHasACode() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(ask("127.0.0.1:" + free, "x").status()).isEqualTo(REFUSED);
        assertThat(ask("127.0.0.1:0", "x").status()).isEqualTo(URI_INVALID);
        answered("", TERMINATED);
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        answered("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", 302);
    }

    @Test
    void anAnswerThatIsTooShortBreaksOff() throws Exception {
        try (ServerSocket listener = listener("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc")) {
            RecordedExchange exchange = ask("127.0.0.1:" + listener.getLocalPort(), "x");
            assertThat(exchange.status()).isEqualTo(200);
            // The guest ends its answer when the other one ends, however that was.
            assertThat(exchange.text()).isEqualTo("abc");
        }
    }

    @Test
    void aRequestThatIsNotFinishedIsGivenUpWithItsClient() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Chunks body = Chunks.of(Chunks.Then.NOTHING, "x".getBytes(StandardCharsets.UTF_8));
            RecordedExchange exchange = new RecordedExchange("POST").field("x-target", "127.0.0.1:" + silent.getLocalPort())
                    .body(body);
            CompletableFuture<Void> run = proxy.handle(exchange);
            try (Socket accepted = silent.accept()) {
                accepted.getInputStream().read();
                run.cancel(false);
                body.cancelled.get(20, TimeUnit.SECONDS);
                // The client closes the connection: its request can be finished no more.
                accepted.getInputStream().readAllBytes();
            } catch (IOException reset) {
                // Or resets it.
            }
        }
    }

    @Test
    void whoGivesUpWhileTheOtherSideIsSilentIsRid() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            RecordedExchange exchange = new RecordedExchange("POST").field("x-target", "127.0.0.1:" + silent.getLocalPort())
                    .body("x");
            CompletableFuture<Void> run = proxy.handle(exchange);
            try (Socket accepted = silent.accept()) {
                run.cancel(false);
                proxy.drain().get(20, TimeUnit.SECONDS);
                assertThat(accepted.isConnected()).isTrue();
            }
        }
    }

    /** What the proxy has sent to a server that answers so. */
    private String answered(String response, int status) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            RecordedExchange exchange = ask("127.0.0.1:" + listener.getLocalPort(), "body");
            String head = serve(listener, response);
            assertThat(exchange.status()).isEqualTo(status);
            return head;
        }
    }

    private static ServerSocket listener(String response) throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            try {
                serve(listener, response);
            } catch (IOException e) {
                // The test has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private static String serve(ServerSocket listener, String response) throws IOException {
        try (Socket socket = listener.accept()) {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            if (!response.isEmpty()) {
                in.readAllBytes();
            }
            return head.toString();
        }
    }
}
