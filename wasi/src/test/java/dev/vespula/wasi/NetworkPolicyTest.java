package dev.vespula.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.wasi.internal.network.HostNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPolicyTest {
    private static final int HTTPS = 443;

    private static NetworkPolicy allowing(String host, int port) {
        return NetworkPolicy.builder().allow(host, port).build();
    }

    private static InetAddress address(String text) {
        return HostNames.literal(text);
    }

    private static boolean connects(NetworkPolicy policy, String address, int port) {
        return policy.permits(NetworkRequest.of(NetworkUse.TCP_CONNECT, address(address), port));
    }

    private static HostResolver giving(String... addresses) {
        return name -> Arrays.stream(addresses).map(NetworkPolicyTest::address).toList();
    }

    private static List<String> connectable(NetworkPolicy policy, String host, int port, HostResolver resolver)
            throws Exception {
        return policy.connectable(host, port, resolver).stream().map(InetAddress::getHostAddress).toList();
    }

    @Test
    void nothingIsPermittedToBeginWith() {
        for (NetworkPolicy policy : List.of(NetworkPolicy.NONE, NetworkPolicy.builder().build())) {
            for (NetworkUse use : NetworkUse.values()) {
                boolean isPermitted = policy.permits(NetworkRequest.of(use, address("9.9.9.9"), 0));
                assertThat(isPermitted).isEqualTo(policy != NetworkPolicy.NONE && use == NetworkUse.TCP_ACCEPT);
                assertThat(policy.permits(NetworkRequest.of(use, "example.org", 0)))
                        .isEqualTo(policy != NetworkPolicy.NONE && use == NetworkUse.TCP_ACCEPT);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"9.9.9.9, 9.9.9.9, 443, true", "9.9.9.9, 9.9.9.8, 443, false", "9.9.9.9, 9.9.9.9, 80, false",
        "9.9.0.0/17, 9.9.127.255, 443, true", "9.9.0.0/17, 9.9.128.0, 443, false", "9.9.9.9/8, 9.1.1.1, 443, true",
        "2620:fe::/48, 2620:fe::9, 443, true", "2620:fe::/48, 2620:ff::9, 443, false",
        "[2620:fe::9], 2620:fe::9, 443, true",
        "0.0.0.0/0, 9.9.9.9, 443, true", "0.0.0.0/0, 2620:fe::9, 443, false", "::ffff:9.9.9.9, 9.9.9.9, 443, true",
        "*, 2620:fe::9, 443, true", "*, 9.9.9.9, 443, true"})
    void addressesAreAllowedByNumberAndPort(String rule, String address, int port, boolean isPermitted) {
        assertThat(connects(allowing(rule, HTTPS), address, port)).isEqualTo(isPermitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "127.255.255.255", "10.0.0.1", "172.16.0.1", "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "fe80::1", "fc00::1", "fd00::1", "fec0::1",
        "ff02::1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1"})
    void whatIsNotForEverybodyMustBeMeant(String address) throws Exception {
        assertThat(connects(allowing("*", NetworkPolicy.ANY_PORT), address, 80)).isFalse();
        assertThat(connects(allowing("0.0.0.0/0", 80), address, 80)).isFalse();
        assertThat(connects(allowing("::/0", 80), address, 80)).isFalse();
        assertThatThrownBy(() -> allowing("example.org", 80).connectable("example.org", 80, giving(address)))
                .isInstanceOf(NetworkDeniedException.class).hasMessageContaining("example.org/");
        assertThat(allowing("*", 80).permits(NetworkRequest.of(NetworkUse.NAME_LOOKUP, "example.org", 0)
                .resolvedTo(address(address)))).isFalse();

        NetworkPolicy all = NetworkPolicy.builder().allow("example.org", 80).allowPrivate().build();
        assertThat(connectable(all, "example.org", 80, giving(address))).hasSize(1);
        boolean isTranslated = address.startsWith("64:ff9b::");
        assertThat(connects(allowing(address, 80), address, 80)).isEqualTo(!isTranslated);
    }

    @Test
    void aBlockOfPrivateAddressesAllowsThem() {
        NetworkPolicy policy = allowing("10.1.0.0/16", NetworkPolicy.ANY_PORT);
        assertThat(connects(policy, "10.1.2.3", 5432)).isTrue();
        assertThat(connects(policy, "10.2.0.1", 5432)).isFalse();
        // Wider than what is private.
        assertThat(connects(allowing("10.0.0.0/7", 80), "10.0.0.1", 80)).isFalse();
    }

    @Test
    void ofANameOnlyTheAddressesForEverybodyAreUsed() throws Exception {
        NetworkPolicy policy = allowing("Example.ORG.", HTTPS);
        assertThat(connectable(policy, "example.org", HTTPS, giving("10.0.0.1", "9.9.9.9", "::1", "2620:fe::9")))
                .containsExactly("9.9.9.9", "2620:fe:0:0:0:0:0:9");
        assertThatThrownBy(() -> policy.connectable("example.org", 80, giving("9.9.9.9")))
                .isInstanceOfSatisfying(NetworkDeniedException.class, e -> assertThat(e.request().address()).isNull());
        assertThatThrownBy(() -> policy.connectable("example.org.evil.test", HTTPS, giving("9.9.9.9")))
                .isInstanceOf(NetworkDeniedException.class);
        // Not by the number alone: the guest must have looked the name up.
        assertThat(connects(policy, "9.9.9.9", HTTPS)).isFalse();
        assertThatThrownBy(() -> policy.connectable("example.org", HTTPS, name -> List.of()))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void noServerOfNamesLearnsANameThatIsNotAllowed() {
        HostResolver never = name -> {
            throw new AssertionError("asked for " + name);
        };
        assertThatThrownBy(() -> allowing("example.org", HTTPS).connectable("secret.evil.test", HTTPS, never))
                .isInstanceOf(NetworkDeniedException.class);
        assertThatThrownBy(() -> allowing("10.0.0.0/8", HTTPS).connectable("secret.evil.test", HTTPS, never))
                .isInstanceOf(NetworkDeniedException.class);
        assertThatThrownBy(() -> allowing("example.org", HTTPS).connectable("9.9.9.9", HTTPS, never))
                .isInstanceOf(NetworkDeniedException.class);
    }

    @Test
    void withLookupsANameMayLeadToAnAllowedAddress() throws Exception {
        NetworkPolicy policy = NetworkPolicy.builder().allow("10.0.0.0/8", HTTPS).allowLookups().build();
        assertThat(connectable(policy, "intern.test", HTTPS, giving("10.0.0.1", "9.9.9.9"))).containsExactly("10.0.0.1");
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.NAME_LOOKUP, "intern.test", 0)
                .resolvedTo(address("10.0.0.1")))).isTrue();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.NAME_LOOKUP, "intern.test", 0)
                .resolvedTo(address("192.168.0.1")))).isFalse();
        assertThatThrownBy(() -> policy.connectable("intern.test", 80, giving("10.0.0.1")))
                .isInstanceOf(NetworkDeniedException.class);
    }

    @Test
    void namesBelowANameAreNotTheNameItself() throws Exception {
        NetworkPolicy policy = allowing("*.example.org", HTTPS);
        assertThat(connectable(policy, "a.b.example.org", HTTPS, giving("9.9.9.9"))).hasSize(1);
        for (String other : List.of("example.org", "notexample.org", "example.org.test")) {
            assertThatThrownBy(() -> policy.connectable(other, HTTPS, giving("9.9.9.9")))
                    .isInstanceOf(NetworkDeniedException.class);
        }
    }

    @Test
    void localhostIsTheLoopback() throws Exception {
        NetworkPolicy policy = allowing("localhost", 8080);
        assertThat(connectable(policy, "localhost", 8080, giving("127.0.0.1", "::1", "10.0.0.1")))
                .containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(connects(policy, "127.0.0.1", 8080)).isTrue();
        assertThat(connects(policy, "127.0.0.1", 8081)).isFalse();
    }

    @Test
    void listeningIsAllowedByAddressOfThisSide() {
        NetworkPolicy policy = NetworkPolicy.builder().listen("127.0.0.1", 8080).listen("::", 0).build();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.TCP_LISTEN, address("127.0.0.1"), 8080))).isTrue();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.TCP_LISTEN, address("0.0.0.0"), 8080))).isFalse();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.UDP_BIND, address("127.0.0.1"), 0))).isFalse();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.UDP_LISTEN, address("::1"), 0))).isTrue();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.TCP_CONNECT, address("127.0.0.1"), 8080))).isFalse();
    }

    @Test
    void whoMayConnectMayTakeAFreePort() {
        NetworkPolicy policy = allowing("example.org", HTTPS);
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.TCP_BIND, address("0.0.0.0"), 0))).isTrue();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.UDP_BIND, address("0.0.0.0"), 0))).isTrue();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.TCP_BIND, address("0.0.0.0"), 22))).isFalse();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.UDP_LISTEN, address("0.0.0.0"), 0))).isFalse();
        assertThat(policy.permits(NetworkRequest.of(NetworkUse.TCP_LISTEN, address("0.0.0.0"), 0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-a.test", "a..b", "1.2.3.4/33", "1.2.3.4/", "fe80::1%eth0", "::/129", "a/8", "a:b",
        "*.", "[1.2.3.4]", "http://a", "a\u0000b"})
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> NetworkPolicy.builder().allow(host, 80)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listeningTakesNoNames() {
        assertThatThrownBy(() -> NetworkPolicy.builder().listen("example.org", 80))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("address of this side");
    }
}
