package dev.vespula.wasi;

import dev.vespula.wasi.internal.network.HostNames;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link NetworkPolicy} is asked.
 *
 * @param use  what for
 * @param host the name that was to be reached, in lower case, with {@code xn--} for other letters and without a dot at the end; null
 *     if nobody has named one
 * @param address the address; null as long as the name is not looked up. Never IPv4 in the clothes of IPv6.
 * @param port 0 to 65,535; 0 for lookups, and for a bind to whatever is free
 */
public record NetworkRequest(NetworkUse use, @Nullable String host, @Nullable InetAddress address, int port) {
    /**
     * A question.
     *
     * @throws IllegalArgumentException if there is neither a name nor an address, or the port is none
     */
    public NetworkRequest {
        Objects.requireNonNull(use, "use");
        if (host == null && address == null) {
            throw new IllegalArgumentException("neither a name nor an address");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /**
     * The first question about a host: for its address if it is one, with or without brackets, otherwise for its name, in which
     * case {@link #resolvedTo} makes the others.
     *
     * @throws IllegalArgumentException if it is neither, or the port is none
     */
    public static NetworkRequest of(NetworkUse use, String host, int port) {
        InetAddress literal = HostNames.literal(host);
        return literal != null ? of(use, literal, port) : new NetworkRequest(use, HostNames.normal(host), null, port);
    }

    /** A question about an address that nobody has named. */
    public static NetworkRequest of(NetworkUse use, InetAddress address, int port) {
        return new NetworkRequest(use, null, address, port);
    }

    /** The same question for one of the addresses that the name has. */
    public NetworkRequest resolvedTo(InetAddress resolved) {
        return new NetworkRequest(use, host, Objects.requireNonNull(resolved, "resolved"), port);
    }

    /** In the way of {@code TCP_CONNECT example.org/192.0.2.1:80}. */
    @Override
    public String toString() {
        String numbers = address == null ? "" : address.getHostAddress();
        String where = host == null ? numbers : address == null ? host : host + "/" + numbers;
        return use + " " + (where.indexOf(':') < 0 ? where : "[" + where + "]") + ":" + port;
    }
}
