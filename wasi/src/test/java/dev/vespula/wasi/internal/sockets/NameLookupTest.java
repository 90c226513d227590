package dev.vespula.wasi.internal.sockets;

import static dev.vespula.wasi.internal.sockets.SocketProcess.address;
import static dev.vespula.wasi.internal.sockets.SocketProcess.block;
import static dev.vespula.wasi.internal.sockets.SocketProcess.code;
import static dev.vespula.wasi.internal.sockets.SocketProcess.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.HostResolver;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.internal.network.HostNames;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NameLookupTest {
    private static HostResolver resolver(Map<String, List<String>> known) {
        return name -> {
            List<String> addresses = known.get(name);
            if (addresses == null) {
                throw new UnknownHostException(name);
            }
            return addresses.stream().map(HostNames::literal).toList();
        };
    }

    private static List<IpAddress> all(SocketProcess process, String name) throws Exception {
        ResolveAddressStream stream = ok(process.interfaces.resolveAddresses(process.network, name));
        block(stream.subscribe());
        List<IpAddress> got = new ArrayList<>();
        for (Optional<IpAddress> next = ok(stream.resolveNextAddress()); next.isPresent(); next = ok(
                stream.resolveNextAddress())) {
            got.add(next.get());
        }
        assertThat(ok(stream.resolveNextAddress())).isEmpty();
        stream.close();
        return got;
    }

    private static IpAddress ip(String text) {
        return IpAddress.of(HostNames.literal(text));
    }

    @Test
    void addressesNeedNoLookup() throws Exception {
        HostResolver never = name -> {
            throw new AssertionError(name);
        };
        try (SocketProcess process = new SocketProcess(NetworkPolicy.NONE, never, 1)) {
            assertThat(all(process, "127.0.0.1")).containsExactly(new IpAddress.Ipv4(new IpAddress.Bytes(127, 0, 0, 1)));
            assertThat(all(process, "::1")).containsExactly(new IpAddress.Ipv6(new IpAddress.Words(0, 0, 0, 0, 0, 0, 0, 1)));
            assertThat(all(process, "[2001:DB8::ffff]")).containsExactly(new IpAddress.Ipv6(new IpAddress.Words(0x2001, 0xDB8,
                    0, 0, 0, 0, 0, 0xFFFF)));
            assertThat(all(process, "::ffff:1.2.3.4")).containsExactly(ip("1.2.3.4"));
            for (String wrong : List.of("", "a b", "-x.test", "x..test", "1.2.3.4:80", "http://x.test", "[1.2.3.4]")) {
                assertThat(code(process.interfaces.resolveAddresses(process.network, wrong))).as(wrong)
                        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
            }
            assertThat(code(process.interfaces.resolveAddresses(process.network, "example.org")))
                    .isEqualTo(ErrorCode.ACCESS_DENIED);
        }
    }

    @Test
    void namesAreLookedUpAndPrivateAddressesLeftOut() throws Exception {
        HostResolver resolver = resolver(Map.of("example.org", List.of("9.9.9.9", "10.0.0.1", "2620:fe::9", "::1"),
                "rebound.test", List.of("127.0.0.1", "169.254.169.254", "fd00::1"), "xn--bcher-kva.test", List.of("9.9.9.8")));
        try (SocketProcess process = new SocketProcess(NetworkPolicy.builder().allowLookups().build(), resolver, 10)) {
            assertThat(all(process, "Example.org.")).containsExactly(ip("9.9.9.9"), ip("2620:fe::9"));
            assertThat(all(process, "b\u00FCcher.test")).containsExactly(ip("9.9.9.8"));
            for (Map.Entry<String, ErrorCode> each : Map.of("rebound.test", ErrorCode.ACCESS_DENIED, "unknown.test",
                    ErrorCode.NAME_UNRESOLVABLE).entrySet()) {
                ResolveAddressStream stream = ok(process.interfaces.resolveAddresses(process.network, each.getKey()));
                block(stream.subscribe());
                assertThat(code(stream.resolveNextAddress())).isEqualTo(each.getValue());
                assertThat(code(stream.resolveNextAddress())).isEqualTo(each.getValue());
            }
            // To know an address is not to be allowed to go there.
            assertThat(code(process.tcp("IPV4").startConnect(process.network, address("9.9.9.9", 443))))
                    .isEqualTo(ErrorCode.ACCESS_DENIED);
        }
    }

    @Test
    void anAllowedNameAllowsItsAddressesOnceLookedUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                SocketProcess process = new SocketProcess(NetworkPolicy.builder().allow("here.test", server.getLocalPort())
                        .allowPrivate().build(), resolver(Map.of("here.test", List.of("127.0.0.1"))), 10)) {
            IpSocketAddress there = address("127.0.0.1", server.getLocalPort());
            assertThat(code(process.tcp("IPV4").startConnect(process.network, there))).isEqualTo(ErrorCode.ACCESS_DENIED);
            assertThat(all(process, "here.test")).containsExactly(ip("127.0.0.1"));
            process.connect(process.tcp("IPV4"), there);
            assertThat(code(process.tcp("IPV4").startConnect(process.network, address("127.0.0.1", 1))))
                    .isEqualTo(ErrorCode.ACCESS_DENIED);
        }
    }

    @Test
    void waitsWithoutTheGuestAndSurvivesAFailingResolver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        HostResolver slow = name -> {
            if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("broken");
            }
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of(HostNames.literal("9.9.9.9"));
        };
        try (SocketProcess process = new SocketProcess(NetworkPolicy.builder().allowLookups().build(), slow, 1)) {
            ResolveAddressStream stream = ok(process.interfaces.resolveAddresses(process.network, "slow.test"));
            assertThat(code(stream.resolveNextAddress())).isEqualTo(ErrorCode.WOULD_BLOCK);
            asked.await();
            assertThat(stream.subscribe().ready()).isFalse();
            ResolveAddressStream broken = ok(process.interfaces.resolveAddresses(process.network, "broken.test"));
            block(broken.subscribe());
            assertThat(code(broken.resolveNextAddress())).isEqualTo(ErrorCode.PERMANENT_RESOLVER_FAILURE);
            goOn.countDown();
            block(stream.subscribe());
            assertThat(ok(stream.resolveNextAddress())).contains(ip("9.9.9.9"));
        }
    }
}
