package dev.vespula.wasi.internal.network;

import dev.vespula.internal.names.PrintableName;
import dev.vespula.wasi.NetworkRequest;
import java.net.InetAddress;
import java.util.List;

/** The hosts that a rule is for: a name, the names below one, addresses, or all. */
public final class HostPattern {
    private static final String LOCALHOST = "localhost";
    private static final List<AddressBlock> LOOPBACK = AddressBlock.all("127.0.0.0/8", "::1");
    private static final List<AddressBlock> EVERY_ADDRESS = AddressBlock.all("0.0.0.0/0", "::/0");
    private static final String BELOW = "*.";

    /** Null if it is for addresses alone; begins with a dot for all names below. */
    private final String name;
    private final List<AddressBlock> blocks;
    private final boolean isForAll;

    private HostPattern(String name, List<AddressBlock> blocks, boolean isForAll) {
        this.name = name;
        this.blocks = blocks;
        this.isForAll = isForAll;
    }

    /**
     * The hosts that a text is for.
     *
     * @throws IllegalArgumentException if it is for none
     */
    public static HostPattern of(String text) {
        if (text.equals("*")) {
            return new HostPattern(null, List.of(), true);
        }
        AddressBlock block = AddressBlock.parse(text);
        if (block != null) {
            return new HostPattern(null, List.of(block), false);
        }
        if (text.startsWith(BELOW)) {
            return new HostPattern("." + HostNames.normal(text.substring(BELOW.length())), List.of(), false);
        }
        String name = HostNames.normal(text);
        return new HostPattern(name, name.equals(LOCALHOST) ? LOOPBACK : List.of(), false);
    }

    /**
     * The addresses of this side that a text is for.
     *
     * @throws IllegalArgumentException if it is for none
     */
    public static HostPattern ofThisSide(String text) {
        InetAddress literal = HostNames.literal(text);
        if (text.equals("*")) {
            return new HostPattern(null, EVERY_ADDRESS, false);
        }
        if (literal != null && literal.isAnyLocalAddress()) {
            return new HostPattern(null, EVERY_ADDRESS.stream().filter(each -> each.contains(literal)).toList(), false);
        }
        HostPattern pattern = of(text);
        if (pattern.blocks.isEmpty()) {
            throw new IllegalArgumentException("listening takes an address of this side, not " + PrintableName.quoted(text));
        }
        return pattern;
    }

    /** Whether the name of a request is meant. */
    boolean namesHost(NetworkRequest request) {
        String host = request.host();
        return host != null && (isForAll || name != null && (name.startsWith(".") ? host.endsWith(name) : host.equals(name)));
    }

    /** Whether it has addresses of its own. */
    boolean hasBlocks() {
        return !blocks.isEmpty();
    }

    /** Whether an address of this side is meant. */
    boolean isAt(InetAddress address) {
        return blocks.stream().anyMatch(each -> each.contains(address));
    }

    /**
     * Whether the address of a request is meant, by its number or since the name is.
     *
     * @param special the block of special addresses that it is in, and that must be meant; null if it is none or they are allowed
     */
    boolean leadsTo(NetworkRequest request, AddressBlock special) {
        InetAddress address = request.address();
        for (AddressBlock block : blocks) {
            if (block.contains(address) && (special == null || special.contains(block))) {
                return true;
            }
        }
        return special == null && (isForAll || namesHost(request));
    }
}
