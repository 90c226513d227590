package dev.vespula.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The JDK's server with a handler, at a port of its own. */
final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final HttpHandler handler;

    TestServer(HttpHandler handler) throws IOException {
        this.handler = handler;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", new JdkHttpHandler(handler));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String authority() {
        return "127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        handler.close();
    }
}
