package dev.vespula.wasi.internal.network;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** The addresses that are not for everybody: those that IANA's registers of special-purpose addresses set apart, and multicast. */
final class SpecialAddresses {
    private static final List<AddressBlock> BLOCKS = AddressBlock.all("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10",
            "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // All of IPv6 that is not given out as global, the loopback in it, and what is set apart in the rest.
            "::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    /** Addresses that lead to the IPv4 address in their last bytes. */
    private static final List<AddressBlock> ENDS_WITH_IPV4 = AddressBlock.all("64:ff9b::/96");
    private static final int IPV4_LENGTH = 4;

    private SpecialAddresses() {}

    /** The block of such addresses that an address is in; null for an address that everybody can reach. */
    static AddressBlock blockOf(InetAddress address) {
        InetAddress reached = reached(address);
        for (AddressBlock block : BLOCKS) {
            if (block.contains(reached)) {
                return block;
            }
        }
        return null;
    }

    /** Where a translator leads that makes IPv4 of an IPv6 address. */
    private static InetAddress reached(InetAddress address) {
        if (address instanceof Inet6Address && ENDS_WITH_IPV4.stream().anyMatch(each -> each.contains(address))) {
            byte[] bytes = address.getAddress();
            try {
                return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_LENGTH, bytes.length));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        }
        return address;
    }
}
