package dev.vespula.cli.serve;

import dev.vespula.http.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server for HTTP/1.1 and HTTP/2 with a component behind it. */
public final class WebServer implements AutoCloseable {
    /** Bytes of a request's line and fields; more is a 431. */
    private static final int MOST_HEADER = 32 << 10;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Server server;
    private final ServerConnector connector;

    private WebServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the address cannot be listened at
     */
    public static WebServer start(Listening at, HttpHandler handler) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("vespula-serve");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, protocols(at));
        connector.setHost(at.host());
        connector.setPort(at.port());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                new ServedExchange(request, response, callback).handleBy(handler);
                return true;
            }
        });
        // Without a word: what Jetty refuses is answered as what we refuse.
        server.setErrorHandler((request, response, callback) -> {
            callback.succeeded();
            return true;
        });
        WebServer made = new WebServer(server, connector);
        try {
            connector.open();
            server.start();
            return made;
        } catch (Exception e) {
            made.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    private static ConnectionFactory[] protocols(Listening at) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER);
        // The component gets the path as it was sent, so that nothing in it is taken for something else here.
        http.setUriCompliance(UriCompliance.RFC3986);
        HttpConnectionFactory first = new HttpConnectionFactory(http);
        List<ConnectionFactory> all = new ArrayList<>();
        if (at.keys() == null) {
            all.add(first);
            all.add(new HTTP2CServerConnectionFactory(http));
        } else {
            // Whoever asks is told the one certificate there is, whatever name was meant.
            http.addCustomizer(new SecureRequestCustomizer(false));
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStore(at.keys());
            tls.setKeyStorePassword(at.password());
            ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
            choice.setDefaultProtocol(first.getProtocol());
            all.add(new SslConnectionFactory(tls, choice.getProtocol()));
            all.add(choice);
            all.add(new HTTP2ServerConnectionFactory(http));
            all.add(first);
        }
        return all.toArray(ConnectionFactory[]::new);
    }

    /** The port that is listened at. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Takes no more connections, and leaves those that there are. */
    public void refuseMore() {
        connector.close();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            // It ends with the process.
            System.getLogger("dev.vespula.serve").log(System.Logger.Level.WARNING, "the server was not stopped well", e);
        }
    }
}
