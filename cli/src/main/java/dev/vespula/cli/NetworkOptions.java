package dev.vespula.cli;

import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.NetworkPolicyBuilder;
import java.util.List;

/** The options that say what a component may do with the network. Commands that run components share them. */
final class NetworkOptions {
    private static final int MOST_DIGITS = 5;

    final Option allowNet = Option.value("--allow-net", "HOST:PORT",
            "Let a component connect and send to HOST at PORT. HOST is a name, '*.' and a name for all below it, an address, a "
                    + "block such as 10.0.0.0/8, or '*'; PORT is a number or '*'; IPv6 stands in brackets. Addresses of the loopback, of "
                    + "private networks and the like are reached only if HOST is such an address or block, or 'localhost'.")
            .repeatable();
    final Option allowDns = Option.flag("--allow-dns",
            "Let a component look up every name, not only those of --allow-net.");
    final Option listen = Option.value("--listen", "ADDR:PORT",
            "Let a component listen at an address of this machine, for TCP and UDP. 0.0.0.0, [::] and '*' are all of them; PORT is "
                    + "a number, 0 for any that is free, or '*'.")
            .repeatable();

    List<Option> options() {
        return List.of(allowNet, allowDns, listen);
    }

    /**
     * What is allowed; nothing without options.
     *
     * @throws UsageException if a value is not of the form it should be
     */
    NetworkPolicy policy() {
        NetworkPolicyBuilder policy = NetworkPolicy.builder();
        for (String value : allowNet.values()) {
            add(allowNet, value, policy::allow);
        }
        if (allowDns.isGiven()) {
            policy.allowLookups();
        }
        for (String value : listen.values()) {
            add(listen, value, policy::listen);
        }
        return policy.build();
    }

    /** What takes a host and a port. */
    private interface Rule {
        void add(String host, int port);
    }

    private static void add(Option option, String value, Rule rule) {
        int colon = value.lastIndexOf(':');
        String host = value.substring(0, Math.max(0, colon));
        String port = value.substring(colon + 1);
        // Without brackets it is not certain where an address ends.
        boolean isClear = host.startsWith("[") || host.indexOf(':') < 0;
        boolean isPort = port.equals("*") || port.matches("[0-9]{1," + MOST_DIGITS + "}");
        if (host.isEmpty() || !isClear || !isPort) {
            throw new UsageException(option.name() + " takes " + option.label() + ", as in example.org:443 or [::1]:8080, not '"
                    + value + "'");
        }
        try {
            rule.add(unbracketed(host), port.equals("*") ? NetworkPolicy.ANY_PORT : Integer.parseInt(port));
        } catch (IllegalArgumentException e) {
            throw new UsageException(option.name() + " " + value + ": " + e.getMessage());
        }
    }

    /** A block of IPv6 has its length within the brackets or behind them. */
    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1).replaceFirst("\\]", "") : host;
    }
}
