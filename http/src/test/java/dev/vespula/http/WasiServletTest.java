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
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WasiServletTest {
    private final Engine engine = Engine.create();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private HttpHandler handler;

    private URI start(String code) throws Exception {
        handler = WasiHttp.handler(engine, HttpGuest.of(engine, code), HttpOptions.DEFAULT);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/app");
        ServletHolder holder = new ServletHolder(new WasiServlet(handler));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/app/x");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        handler.close();
    }

    @Test
    void answers() throws Exception {
        URI uri = start(HttpGuest.HELLO);
        var response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Hello, world!");
    }

    @Test
    void echoesALongBody() throws Exception {
        URI uri = start(HttpGuest.ECHO);
        byte[] body = new byte[200_000];
        body[100_000] = 1;
        var response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body))
                .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void aBodyThatIsNotFinishedIsNeverTakenForTheWhole() throws Exception {
        URI uri = start("""
                (func (export "handle") (param $request i32) (param $out i32) (local $to i32)
                  (local.set $to (call $output (local.get $out) (i32.const 200)))
                  (call $blocking-write (local.get $to) (i32.const 0) (i32.const 100) (i32.const 1024))
                  (unreachable))
                """);
        try (Socket socket = new Socket("127.0.0.1", uri.getPort())) {
            socket.getOutputStream().write("GET /app/x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".getBytes(
                    StandardCharsets.ISO_8859_1));
            String answer;
            try {
                answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException reset) {
                answer = "";
            }
            assertThat(answer.startsWith("HTTP/1.1 200") && answer.endsWith("0\r\n\r\n")).as(answer).isFalse();
        }
    }
}
