package dev.vespula.wasi.internal.sockets;

import dev.vespula.wasi.NetworkUse;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whom a UDP socket may hear, and whom it may answer. Thread-safe. */
final class DatagramPeers {
    /** How many of those that have sent something can be answered without being allowed otherwise. */
    private static final int MOST_HEARD = 1024;

    private final NetworkAccess access;
    private final IpAddressFamily family;
    private final InetSocketAddress connected;
    private final boolean listens;
    private final Map<InetSocketAddress, Boolean> heard = new LinkedHashMap<>(16, 0.75F, true);

    /**
     * The rules of a socket.
     *
     * @param connected the only other side, whom the policy permits; null if there is no such
     * @param listens whether anyone may send something to it
     */
    DatagramPeers(NetworkAccess access, IpAddressFamily family, InetSocketAddress connected, boolean listens) {
        this.access = access;
        this.family = family;
        this.connected = connected;
        this.listens = listens;
    }

    /** The only other side, or null. */
    InetSocketAddress connected() {
        return connected;
    }

    /** Whether the guest may see what somebody has sent. */
    boolean hears(InetSocketAddress sender) {
        if (!family.has(sender.getAddress())) {
            return false;
        }
        if (connected != null) {
            return connected.equals(sender);
        }
        if (!listens) {
            return access.permits(NetworkUse.UDP_SEND, sender);
        }
        remember(sender);
        return true;
    }

    private synchronized void remember(InetSocketAddress sender) {
        heard.put(sender, true);
        if (heard.size() > MOST_HEARD) {
            heard.remove(heard.keySet().iterator().next());
        }
    }

    private synchronized boolean hasHeard(InetSocketAddress sender) {
        return heard.get(sender) != null;
    }

    /** Why nothing can be sent to somebody; null if it can. */
    ErrorCode refusal(InetSocketAddress receiver) {
        if (!family.has(receiver.getAddress()) || !IpSocketAddress.isDestination(receiver)
                || connected != null && !connected.equals(receiver)) {
            return ErrorCode.INVALID_ARGUMENT;
        }
        return connected != null || hasHeard(receiver) || access.permits(NetworkUse.UDP_SEND, receiver) ? null
                : ErrorCode.ACCESS_DENIED;
    }
}
