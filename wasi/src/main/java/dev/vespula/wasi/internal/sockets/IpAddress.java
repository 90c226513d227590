package dev.vespula.wasi.internal.sockets;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** {@code ip-address} of {@code wasi:sockets/network}. */
public sealed interface IpAddress {
    /** An address of IPv4. */
    record Ipv4(Bytes address) implements IpAddress {}

    /** An address of IPv6. */
    record Ipv6(Words address) implements IpAddress {}

    /** The four numbers of an address of IPv4. */
    record Bytes(int a, int b, int c, int d) {
        InetAddress inet() {
            return of(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
        }

        static Bytes of(InetAddress address) {
            byte[] bytes = address.getAddress();
            return new Bytes(bytes[0] & 0xFF, bytes[1] & 0xFF, bytes[2] & 0xFF, bytes[3] & 0xFF);
        }

        private static InetAddress of(byte[] bytes) {
            try {
                return InetAddress.getByAddress(bytes);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        }
    }

    /** The eight numbers of an address of IPv6. */
    record Words(int a, int b, int c, int d, int e, int f, int g, int h) {
        byte[] bytes() {
            return ByteBuffer.allocate(16).putShort((short) a).putShort((short) b).putShort((short) c).putShort((short) d)
                    .putShort((short) e).putShort((short) f).putShort((short) g).putShort((short) h).array();
        }

        static Words of(InetAddress address) {
            ByteBuffer words = ByteBuffer.wrap(address.getAddress());
            int[] each = new int[8];
            for (int i = 0; i < each.length; i++) {
                each[i] = words.getShort() & 0xFFFF;
            }
            return new Words(each[0], each[1], each[2], each[3], each[4], each[5], each[6], each[7]);
        }
    }

    /** As the guest has it. */
    static IpAddress of(InetAddress address) {
        return address instanceof Inet4Address ? new Ipv4(Bytes.of(address)) : new Ipv6(Words.of(address));
    }
}
