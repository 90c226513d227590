package dev.vespula.wasi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what a guest may do with the network. It is asked before anything is opened, sent or looked up. What is made with
 * {@link #builder} permits nothing that is not allowed:
 *
 * <pre>{@code
 * NetworkPolicy policy = NetworkPolicy.builder()
 *     .allow("api.example.org", 443)
 *     .allow("10.1.0.0/16", NetworkPolicy.ANY_PORT)
 *     .listen("127.0.0.1", 8080)
 *     .build();
 * Wasi wasi = Wasi.builder().network(policy).build();
 * }</pre>
 *
 * <p>Whoever opens a connection to a named host asks {@link #connectable}, or does the same: first for the name, and if that is
 * permitted, for each of its addresses, of which only those are used that are permitted. So a name that is allowed does not become a way
 * to the host's own network when somebody lets it point there. A redirect is a new connection: all is asked again.
 *
 * <p>To be implemented thread-safe and without waiting.
 */
@FunctionalInterface
public interface NetworkPolicy {
    /** Stands for every port, 0 too. */
    int ANY_PORT = -1;

    /** Permits nothing. */
    NetworkPolicy NONE = new NetworkPolicy() {
        // Not a lambda: each process has it unless told otherwise, and the first lambda of a JVM takes longer than a small program.
        @Override
        public boolean permits(NetworkRequest request) {
            return false;
        }
    };

    /** Whether something is permitted. */
    boolean permits(NetworkRequest request);

    /** A policy that permits what it is told, and nothing to begin with. */
    static NetworkPolicyBuilder builder() {
        return new NetworkPolicyBuilder();
    }

    /**
     * The addresses to which a TCP connection to a host may be opened: the host itself if it is an address, otherwise those of the
     * name's that are permitted, in their order. What is connected must be one of these addresses: who looks the name up again may
     * get others.
     *
     * @param host an address, with or without brackets, or a name
     * @param port 1 to 65,535
     * @param resolver asked if it is a name and that is permitted; waits as long as it waits
     * @return at least one
     * @throws NetworkDeniedException if the name is not permitted or none of its addresses is
     * @throws UnknownHostException if the name has no address
     * @throws IllegalArgumentException if the host is neither a name nor an address, or the port is none
     */
    default List<InetAddress> connectable(String host, int port, HostResolver resolver)
            throws NetworkDeniedException, UnknownHostException {
        NetworkRequest request = NetworkRequest.of(NetworkUse.TCP_CONNECT, host, port);
        if (!permits(request)) {
            throw new NetworkDeniedException(request);
        }
        if (request.address() != null) {
            return List.of(request.address());
        }
        List<InetAddress> permitted = new ArrayList<>();
        List<InetAddress> all = resolver.resolve(request.host());
        if (all.isEmpty()) {
            throw new UnknownHostException(request.host());
        }
        for (InetAddress address : all) {
            if (permits(request.resolvedTo(address))) {
                permitted.add(address);
            }
        }
        if (permitted.isEmpty()) {
            throw new NetworkDeniedException(request.resolvedTo(all.get(0)));
        }
        return permitted;
    }
}
