package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.vespula.Engine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class JdkHttpHandlerTest {
    private final Engine engine = Engine.create();

    @Test
    void answers() throws Exception {
        try (HttpHandler handler = WasiHttp.handler(engine, HttpGuest.of(engine, HttpGuest.HELLO), HttpOptions.DEFAULT)) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", new JdkHttpHandler(handler));
            server.start();
            try {
                URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
                var response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("Hello, world!");
            } finally {
                server.stop(0);
            }
        }
    }
}
