package dev.vespula.http.internal.client;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Where requests may go. */
@FunctionalInterface
public interface Destinations {
    /** Nowhere. */
    Destinations NONE = (host, port) -> {
        throw new IOException("denied");
    };

    /**
     * The addresses of a host that may be used.
     *
     * @throws IOException if the host may not be asked, or has none
     */
    List<InetAddress> connectable(String host, int port) throws IOException;
}
