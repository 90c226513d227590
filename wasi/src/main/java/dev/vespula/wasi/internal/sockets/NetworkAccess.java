package dev.vespula.wasi.internal.sockets;

import dev.vespula.wasi.HostResolver;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.NetworkRequest;
import dev.vespula.wasi.NetworkUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a process may do with the network, what it has open, and which names it has looked up: a guest connects to an address, and the
 * policy wants to know whose it is. Thread-safe.
 */
public final class NetworkAccess {
    /** A guest that looks up more names than this and connects to the first again is refused and has to look it up again. */
    private static final int MOST_ADDRESSES = 4096;
    private static final int MOST_NAMES = 16;

    private final NetworkPolicy policy;
    private final HostResolver resolver;
    private final int mostSockets;
    private final Map<InetAddress, Set<String>> names = new LinkedHashMap<>(16, 0.75F, true);
    private final Set<OpenSocket> open = new HashSet<>();
    private boolean isClosed;

    /** Something that holds a socket of the host. */
    interface OpenSocket {
        /** The process ends. */
        void closeNow();
    }

    /** @param mostSockets how many the process may have open at a time */
    public NetworkAccess(NetworkPolicy policy, HostResolver resolver, int mostSockets) {
        this.policy = policy;
        this.resolver = resolver;
        this.mostSockets = mostSockets;
    }

    /** Whether something may be done with an address. */
    boolean permits(NetworkUse use, InetSocketAddress address) {
        InetAddress number = address.getAddress();
        if (policy.permits(NetworkRequest.of(use, number, address.getPort()))) {
            return true;
        }
        for (String name : namesOf(number)) {
            NetworkRequest request = new NetworkRequest(use, name, null, address.getPort());
            if (policy.permits(request) && policy.permits(request.resolvedTo(number))) {
                return true;
            }
        }
        return false;
    }

    private synchronized List<String> namesOf(InetAddress address) {
        Set<String> known = names.get(address);
        return known == null ? List.of() : List.copyOf(known);
    }

    /** Whether a name may be looked up. */
    boolean permitsLookup(String name) {
        return policy.permits(new NetworkRequest(NetworkUse.NAME_LOOKUP, name, null, 0));
    }

    /** Looks a name up; waits. Gives those of its addresses that the guest may know. */
    List<InetAddress> lookUp(String name) throws IOException {
        List<InetAddress> permitted = new ArrayList<>();
        for (InetAddress address : resolver.resolve(name)) {
            if (policy.permits(new NetworkRequest(NetworkUse.NAME_LOOKUP, name, address, 0))) {
                permitted.add(address);
            }
        }
        remember(name, permitted);
        return permitted;
    }

    private synchronized void remember(String name, List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            Set<String> known = names.computeIfAbsent(address, each -> new HashSet<>());
            if (known.size() < MOST_NAMES) {
                known.add(name);
            }
        }
        while (names.size() > MOST_ADDRESSES) {
            names.remove(names.keySet().iterator().next());
        }
    }

    /** Notes that a socket is about to be opened; tells whether there is room for it. */
    synchronized boolean add(OpenSocket socket) {
        return !isClosed && open.size() < mostSockets && open.add(socket);
    }

    /** A socket is closed. */
    synchronized void remove(OpenSocket socket) {
        open.remove(socket);
    }

    /** Puts one socket in the place of another. */
    synchronized void replace(OpenSocket before, OpenSocket after) {
        open.remove(before);
        open.add(after);
    }

    /** Closes all sockets, and opens no more. */
    public void close() {
        List<OpenSocket> left;
        synchronized (this) {
            isClosed = true;
            left = List.copyOf(open);
            open.clear();
        }
        left.forEach(OpenSocket::closeNow);
    }

    /** How many sockets are open. */
    synchronized int openSockets() {
        return open.size();
    }
}
