package dev.vespula.wasi.internal.network;

import java.net.InetAddress;
import java.util.List;

/** The addresses that begin with the same bits: {@code 10.0.0.0/8}. */
public final class AddressBlock {
    private final byte[] start;
    private final int bits;

    private AddressBlock(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /** One address. */
    public static AddressBlock of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new AddressBlock(bytes, 8 * bytes.length);
    }

    /** A block as text, or one address; null if it is neither. Bits behind the length count for nothing. */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = HostNames.literal(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        if (slash < 0) {
            return of(address);
        }
        String length = text.substring(slash + 1);
        byte[] bytes = address.getAddress();
        boolean isNumber = length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= 8 * bytes.length;
        return isNumber ? new AddressBlock(bytes, Integer.parseInt(length)) : null;
    }

    static List<AddressBlock> all(String... texts) {
        return List.of(texts).stream().map(AddressBlock::parse).toList();
    }

    /** Whether an address is in it. */
    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    private boolean contains(byte[] address) {
        if (address.length != start.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != start[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ start[whole]) & 0xFF) >>> 8 - rest == 0;
    }

    /** Whether all addresses of another are in it. */
    boolean contains(AddressBlock other) {
        return other.bits >= bits && contains(other.start);
    }
}
