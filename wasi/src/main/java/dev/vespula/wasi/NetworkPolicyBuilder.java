package dev.vespula.wasi;

import dev.vespula.wasi.internal.network.HostPattern;
import dev.vespula.wasi.internal.network.PolicyRules;
import dev.vespula.wasi.internal.network.PolicyRules.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a {@link NetworkPolicy} of rules. Each allows something; what no rule allows is refused.
 *
 * <p>Hosts are written as
 * <ul>
 * <li>a name, {@code example.org}; {@code *.example.org} for all names below it. It allows the lookup of the name, and its
 * addresses when the guest has looked it up;
 * <li>an address, {@code 192.0.2.1} or {@code 2001:db8::1}, with or without brackets;
 * <li>a block of addresses, {@code 192.0.2.0/24};
 * <li>{@code *}: every name and every address.
 * </ul>
 *
 * <p>Addresses that are not for everybody (loopback, private, shared, link-local, unique-local, multicast, and whatever else is set apart;
 * also in the forms that carry an IPv4 address in an IPv6 one) are allowed by a name or {@code *} only with {@link #allowPrivate},
 * and by a block only if it has nothing but such addresses: {@code 10.0.0.0/8} allows them, {@code 0.0.0.0/0} does not. The name
 * {@code localhost} stands for the addresses of the loopback.
 *
 * <p>Not thread-safe.
 *
 * <pre>{@code
 * NetworkPolicyBuilder rules = NetworkPolicy.builder().allow("*.example.org", 443).allowLookups();
 * Wasi wasi = Wasi.builder().network(rules.build()).build();
 * }</pre>
 */
public final class NetworkPolicyBuilder {
    private static final Set<NetworkUse> OUTGOING = EnumSet.of(NetworkUse.TCP_CONNECT, NetworkUse.UDP_SEND);
    private static final Set<NetworkUse> LISTENING = EnumSet.of(NetworkUse.TCP_BIND, NetworkUse.TCP_LISTEN,
            NetworkUse.UDP_BIND, NetworkUse.UDP_LISTEN);

    private final List<Rule> rules = new ArrayList<>();
    private boolean privateToo;

    NetworkPolicyBuilder() {}

    /**
     * Allows to connect and to send to a host, and to look it up.
     *
     * @param port 1 to 65,535, or {@link NetworkPolicy#ANY_PORT}
     * @throws IllegalArgumentException if the host is none, or the port
     */
    public NetworkPolicyBuilder allow(String host, int port) {
        if (port == 0) {
            throw new IllegalArgumentException("nothing can be reached at port 0");
        }
        return add(OUTGOING, host, port);
    }

    /**
     * Allows one use only.
     *
     * @param host for {@link NetworkUse#TCP_BIND}, {@code LISTEN} and their like an address of this side, as for {@link #listen}; for
     *     {@link NetworkUse#TCP_ACCEPT}, which is allowed anyway, nothing changes
     * @param port 0 to 65,535, or {@link NetworkPolicy#ANY_PORT}; without meaning for {@link NetworkUse#NAME_LOOKUP}
     * @throws IllegalArgumentException if the host is none, or the port
     */
    public NetworkPolicyBuilder allow(NetworkUse use, String host, int port) {
        return add(EnumSet.of(use), host, use == NetworkUse.NAME_LOOKUP ? NetworkPolicy.ANY_PORT : port);
    }

    /** Allows to look up all names. Addresses that are not for everybody are left out of the answer, as said above. */
    public NetworkPolicyBuilder allowLookups() {
        return allow(NetworkUse.NAME_LOOKUP, "*", NetworkPolicy.ANY_PORT);
    }

    /**
     * Allows to listen at an address of this side, for TCP connections and for UDP datagrams, which then come from anyone.
     *
     * @param address an address or a block; {@code 0.0.0.0} stands for all of IPv4, {@code ::} for all of IPv6, {@code *} for both,
     *     and {@code localhost} for the loopback
     * @param port 1 to 65,535; 0 for one that is free when the guest asks for port 0; {@link NetworkPolicy#ANY_PORT}
     * @throws IllegalArgumentException if it is another name, or the port is none
     */
    public NetworkPolicyBuilder listen(String address, int port) {
        return add(LISTENING, address, port);
    }

    /** Lets names, {@code *} and wide blocks allow the addresses too that are not for everybody. */
    public NetworkPolicyBuilder allowPrivate() {
        privateToo = true;
        return this;
    }

    /** The policy; changes of the builder do not change it. */
    public NetworkPolicy build() {
        return new PolicyRules(rules, privateToo);
    }

    private NetworkPolicyBuilder add(Set<NetworkUse> uses, String host, int port) {
        if (port < NetworkPolicy.ANY_PORT || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        boolean isLocal = LISTENING.containsAll(uses);
        rules.add(new Rule(EnumSet.copyOf(uses), isLocal ? HostPattern.ofThisSide(host) : HostPattern.of(host), port));
        return this;
    }
}
