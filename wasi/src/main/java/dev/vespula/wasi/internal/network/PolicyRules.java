package dev.vespula.wasi.internal.network;

import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.NetworkRequest;
import dev.vespula.wasi.NetworkUse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A policy that permits what one of its rules allows. Immutable. */
public final class PolicyRules implements NetworkPolicy {
    private static final Set<NetworkUse> OUTGOING = EnumSet.of(NetworkUse.TCP_CONNECT, NetworkUse.UDP_SEND);

    private final List<Rule> rules;
    private final boolean privateToo;

    /** What is allowed: uses of hosts at a port, or at {@link NetworkPolicy#ANY_PORT}. */
    public record Rule(Set<NetworkUse> uses, HostPattern hosts, int port) {
        boolean allowsPort(int wanted) {
            return port == ANY_PORT || port == wanted;
        }
    }

    /** @param privateToo whether what is not for everybody may be meant by names */
    public PolicyRules(List<Rule> rules, boolean privateToo) {
        this.rules = List.copyOf(rules);
        this.privateToo = privateToo;
    }

    @Override
    public boolean permits(NetworkRequest request) {
        AddressBlock special = request.address() == null || privateToo ? null : SpecialAddresses.blockOf(request.address());
        return switch (request.use()) {
            case TCP_CONNECT, UDP_SEND -> rules.stream().anyMatch(rule -> rule.uses().contains(request.use())
                    && rule.allowsPort(request.port()) && (isFor(rule.hosts(), request, special) || mayLeadTo(rule, request)));
            case NAME_LOOKUP -> permitsLookup(request, special);
            // Who may connect may choose a port for it that is free; nobody can reach it there before it listens.
            case TCP_BIND -> isAt(request) || request.port() == 0 && allows(NetworkUse.TCP_CONNECT);
            case UDP_BIND -> isAt(request) || request.port() == 0 && allows(NetworkUse.UDP_SEND);
            case TCP_LISTEN, UDP_LISTEN -> isAt(request);
            case TCP_ACCEPT -> true;
        };
    }

    private static boolean isFor(HostPattern hosts, NetworkRequest request, AddressBlock special) {
        return request.address() == null ? hosts.namesHost(request) : hosts.leadsTo(request, special);
    }

    /** Whether a name that may be looked up may turn out to be an address that is allowed. */
    private boolean mayLeadTo(Rule rule, NetworkRequest request) {
        return request.address() == null && rule.hosts().hasBlocks() && permitsLookup(request, null);
    }

    /** A name may be looked up by the same rule that allows to connect to it; its addresses may be known if any rule is for them. */
    private boolean permitsLookup(NetworkRequest request, AddressBlock special) {
        return rules.stream().anyMatch(rule -> (rule.uses().contains(NetworkUse.NAME_LOOKUP)
                || rule.uses().stream().anyMatch(OUTGOING::contains)) && isFor(rule.hosts(), request, special));
    }

    private boolean isAt(NetworkRequest request) {
        return request.address() != null && rules.stream().anyMatch(rule -> rule.uses().contains(request.use())
                && rule.allowsPort(request.port()) && rule.hosts().isAt(request.address()));
    }

    private boolean allows(NetworkUse use) {
        return rules.stream().anyMatch(rule -> rule.uses().contains(use));
    }
}
