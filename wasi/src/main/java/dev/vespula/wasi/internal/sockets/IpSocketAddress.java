package dev.vespula.wasi.internal.sockets;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/** {@code ip-socket-address} of {@code wasi:sockets/network}. */
public sealed interface IpSocketAddress {
    /** An address of IPv4. */
    record Ipv4(Ipv4SocketAddress address) implements IpSocketAddress {
        @Override
        public InetSocketAddress inet() {
            return new InetSocketAddress(address.address().inet(), address.port());
        }
    }

    /** An address of IPv6. */
    record Ipv6(Ipv6SocketAddress address) implements IpSocketAddress {
        @Override
        public InetSocketAddress inet() {
            int scope = (int) address.scopeId();
            try {
                return new InetSocketAddress(Inet6Address.getByAddress(null, address.address().bytes(),
                        scope == 0 ? -1 : scope), address.port());
            } catch (UnknownHostException e) {
                throw new IllegalStateException("sixteen bytes are an address", e);
            }
        }
    }

    /** A port of an address of IPv4. */
    record Ipv4SocketAddress(int port, IpAddress.Bytes address) {}

    /** A port of an address of IPv6. */
    record Ipv6SocketAddress(int port, long flowInfo, IpAddress.Words address, long scopeId) {}

    /** As the JDK has it; the clothes of IPv6 stay on. */
    InetSocketAddress inet();

    /** As the guest has it. */
    static IpSocketAddress of(SocketAddress address) {
        InetSocketAddress inet = (InetSocketAddress) address;
        InetAddress number = inet.getAddress();
        if (number instanceof Inet4Address) {
            return new Ipv4(new Ipv4SocketAddress(inet.getPort(), IpAddress.Bytes.of(number)));
        }
        int scope = ((Inet6Address) number).getScopeId();
        return new Ipv6(new Ipv6SocketAddress(inet.getPort(), 0, IpAddress.Words.of(number), scope));
    }

    /** Whether an address is one of IPv4 in the clothes of IPv6, {@code ::ffff:a.b.c.d}. */
    static boolean isMapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether an address belongs to one host. */
    static boolean isUnicast(InetAddress address) {
        return !address.isMulticastAddress() && !(address instanceof Inet4Address && address.hashCode() == -1);
    }

    /** Whether something can be sent to an address. */
    static boolean isDestination(InetSocketAddress address) {
        return address.getPort() != 0 && !address.getAddress().isAnyLocalAddress();
    }
}
