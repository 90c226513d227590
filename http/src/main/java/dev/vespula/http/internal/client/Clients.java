package dev.vespula.http.internal.client;

import dev.vespula.http.internal.adapt.IdlingThreads;
import dev.vespula.http.internal.exchange.RequestOptions;
import dev.vespula.wasi.NetworkRequest;
import dev.vespula.wasi.NetworkUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * The clients of a handler: one for all its guests, and a few for those that want another time for connecting, which is the
 * client's in Java. No proxy of the JVM's is used, which would connect to what nobody has checked.
 *
 * <p>None are shared between handlers: connections and addresses are used by nobody but those whose policy has permitted them. A
 * client ends when nobody has it any more; one in a static field would keep its thread, and that the class loader, for ever.
 */
final class Clients {
    private static final String ALLOWED = "jdk.httpclient.allowRestrictedHeaders";
    private static final long LEAST_MILLIS = 64;
    private static final boolean TAKES_HOST = takesHost();

    private final Map<Duration, HttpClient> clients = new HashMap<>();
    private final Pinned pinned = new Pinned();
    /** Null for the JVM's. */
    private final SSLContext tls;

    Clients(SSLContext tls) {
        this.tls = tls;
    }

    private static boolean takesHost() {
        if (System.getProperty(ALLOWED) == null) {
            // Read once, when the client is used first in this JVM.
            System.setProperty(ALLOWED, "host");
        }
        try {
            HttpRequest.newBuilder(URI.create("http://localhost")).header("host", "localhost");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * A client that waits so long for a connection, or up to twice as long. Guests choose the time, and each client has a thread and
     * descriptors until the collector finds it: so there is one for each power of two, fifteen in all.
     */
    synchronized HttpClient client(Duration connect) {
        long millis = Math.max(LEAST_MILLIS, connect.plusNanos(999_999).toMillis());
        Duration rounded = Duration.ofMillis(Long.highestOneBit(millis - 1) << 1);
        return clients.computeIfAbsent(rounded.compareTo(RequestOptions.LONGEST) < 0 ? rounded : RequestOptions.LONGEST,
                this::made);
    }

    private HttpClient made(Duration connect) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(connect).proxy(pinned).followRedirects(
                HttpClient.Redirect.NEVER).executor(IdlingThreads.asNeeded("vespula-http-client"));
        return (tls == null ? builder : builder.sslContext(tls)).build();
    }

    /**
     * A request to exactly this address. The client looks names up itself, and another answer may come then than the one that was
     * checked. Without TLS the URI has the address, and the name stands in {@code host}; or, where this JVM has used the client
     * before it was allowed to set that field, the address is that of a proxy, which gets the whole URI. With TLS the
     * certificate is for the name: who answers elsewhere cannot have it.
     */
    HttpRequest.Builder request(Target target, InetAddress address) {
        if (target.isSecure()) {
            return HttpRequest.newBuilder(target.uri());
        }
        if (TAKES_HOST) {
            return HttpRequest.newBuilder(target.uri(address)).header("host", target.authority());
        }
        pinned.put(target, address);
        return HttpRequest.newBuilder(target.uri());
    }

    /** The addresses of names without TLS. */
    private static final class Pinned extends ProxySelector {
        private static final int MOST_NAMES = 10_000;

        private final Map<String, InetSocketAddress> addresses = new ConcurrentHashMap<>();

        void put(Target target, InetAddress address) {
            if (addresses.size() >= MOST_NAMES) {
                addresses.clear();
            }
            addresses.put(target.host() + ":" + target.port(), new InetSocketAddress(address, target.port()));
        }

        @Override
        public List<Proxy> select(URI uri) {
            if (!"http".equals(uri.getScheme()) || isNumber(uri)) {
                return List.of(Proxy.NO_PROXY);
            }
            InetSocketAddress address = addresses.get(uri.getHost() + ":" + uri.getPort());
            if (address == null) {
                // Forgotten since it was checked; the client must not look the name up itself.
                throw new IllegalArgumentException("no address for " + uri.getHost());
            }
            return List.of(new Proxy(Proxy.Type.HTTP, address));
        }

        private static boolean isNumber(URI uri) {
            return NetworkRequest.of(NetworkUse.TCP_CONNECT, uri.getHost(), uri.getPort()).address() != null;
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // Whoever sent the request is told.
        }
    }
}
