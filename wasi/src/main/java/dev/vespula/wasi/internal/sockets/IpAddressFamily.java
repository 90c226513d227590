package dev.vespula.wasi.internal.sockets;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;

/** {@code ip-address-family} of {@code wasi:sockets/network}. */
public enum IpAddressFamily {
    IPV4, IPV6;

    ProtocolFamily protocol() {
        return this == IPV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    /** Whether an address is of this family; one of IPv4 in the clothes of IPv6 is of neither. */
    boolean has(InetAddress address) {
        return this == IPV4 ? address instanceof Inet4Address
                : address instanceof Inet6Address && !IpSocketAddress.isMapped(address);
    }
}
