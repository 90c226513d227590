package dev.vespula.wasi.internal.preview2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.Result;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.internal.sockets.ErrorCode;
import dev.vespula.wasi.internal.sockets.IpAddress;
import dev.vespula.wasi.internal.sockets.IpAddressFamily;
import dev.vespula.wasi.internal.sockets.IpSocketAddress;
import dev.vespula.wasi.internal.sockets.TcpSocket;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** All functions of {@code wasi:sockets} can be linked, with the types that they have. */
class SocketInterfacesTest {
    private static final String TYPES = """
            (import "wasi:io/error@0.2.0" (instance $error (export "error" (type (sub resource)))))
            (alias export $error "error" (type $io-error))
            (import "wasi:io/poll@0.2.0" (instance $poll (export "pollable" (type (sub resource)))))
            (alias export $poll "pollable" (type $pollable))
            (import "wasi:io/streams@0.2.0" (instance $streams
              (export "input-stream" (type (sub resource))) (export "output-stream" (type (sub resource)))))
            (alias export $streams "input-stream" (type $input))
            (alias export $streams "output-stream" (type $output))
            (import "wasi:sockets/network@0.2.0" (instance $network
              (alias outer 1 $io-error (type $e))
              (export "network" (type (sub resource)))
              (type $code' (enum "unknown" "access-denied" "not-supported" "invalid-argument" "out-of-memory" "timeout"
                "concurrency-conflict" "not-in-progress" "would-block" "invalid-state" "new-socket-limit"
                "address-not-bindable" "address-in-use" "remote-unreachable" "connection-refused" "connection-reset"
                "connection-aborted" "datagram-too-large" "name-unresolvable" "temporary-resolver-failure"
                "permanent-resolver-failure"))
              (export "error-code" (type $code (eq $code')))
              (type $family' (enum "ipv4" "ipv6"))
              (export "ip-address-family" (type (eq $family')))
              (type $four' (tuple u8 u8 u8 u8))
              (export "ipv4-address" (type $four (eq $four')))
              (type $six' (tuple u16 u16 u16 u16 u16 u16 u16 u16))
              (export "ipv6-address" (type $six (eq $six')))
              (type $ip' (variant (case "ipv4" $four) (case "ipv6" $six)))
              (export "ip-address" (type (eq $ip')))
              (type $socket4' (record (field "port" u16) (field "address" $four)))
              (export "ipv4-socket-address" (type $socket4 (eq $socket4')))
              (type $socket6' (record (field "port" u16) (field "flow-info" u32) (field "address" $six)
                (field "scope-id" u32)))
              (export "ipv6-socket-address" (type $socket6 (eq $socket6')))
              (type $address' (variant (case "ipv4" $socket4) (case "ipv6" $socket6)))
              (export "ip-socket-address" (type (eq $address')))
              (export "network-error-code" (func (param "err" (borrow $e)) (result (option $code))))))
            (alias export $network "network" (type $net))
            (alias export $network "error-code" (type $code))
            (alias export $network "ip-address-family" (type $family))
            (alias export $network "ip-address" (type $ip))
            (alias export $network "ip-socket-address" (type $address))
            """;
    /** What the interfaces use of others, within them. */
    private static final String USES = """
            (alias outer 1 $net (type $n')) (export "network" (type $n (eq $n')))
            (alias outer 1 $code (type $c')) (export "error-code" (type $c (eq $c')))
            (alias outer 1 $family (type $f')) (export "ip-address-family" (type $f (eq $f')))
            (alias outer 1 $address (type $a')) (export "ip-socket-address" (type $a (eq $a')))
            (alias outer 1 $ip (type $ip')) (export "ip-address" (type $i (eq $ip')))
            (alias outer 1 $pollable (type $p')) (export "pollable" (type $p (eq $p')))
            (alias outer 1 $input (type $in')) (export "input-stream" (type $in (eq $in')))
            (alias outer 1 $output (type $out')) (export "output-stream" (type $out (eq $out')))
            (type $ok (result (error $c))) (type $ok-a (result $a (error $c))) (type $ok-bool (result bool (error $c)))
            (type $ok-u8 (result u8 (error $c))) (type $ok-u32 (result u32 (error $c))) (type $ok-u64 (result u64 (error $c)))
            """;

    private static String method(String name, String parameters, String result) {
        String resource = name.substring(0, name.indexOf('.'));
        return "(export \"[method]" + name + "\" (func (param \"self\" (borrow $" + resource + "))" + parameters
                + (result.isEmpty() ? "" : " (result " + result + ")") + "))\n";
    }

    private static String option(String resource, String name, String type) {
        return method(resource + "." + name, "", "$ok-" + type)
                + method(resource + ".set-" + name, "(param \"value\" " + type + ")", "$ok");
    }

    private static String importOf(String name, String content) {
        return "(import \"wasi:sockets/" + name + "@0.2.0\" (instance $" + name + "\n" + content + "))\n";
    }

    private static String bind(String resource) {
        return method(resource + ".start-bind", "(param \"network\" (borrow $n)) (param \"local-address\" $a)", "$ok")
                + method(resource + ".finish-bind", "", "$ok") + method(resource + ".local-address", "", "$ok-a")
                + method(resource + ".remote-address", "", "$ok-a") + method(resource + ".address-family", "", "$f")
                + option(resource, "receive-buffer-size", "u64") + option(resource, "send-buffer-size", "u64")
                + method(resource + ".subscribe", "", "(own $p)");
    }

    private static String component() {
        String tcp = USES + """
                (type $how' (enum "receive" "send" "both")) (export "shutdown-type" (type $how (eq $how')))
                (export "tcp-socket" (type $tcp-socket (sub resource)))
                (type $both (tuple (own $in) (own $out)))
                (type $all (tuple (own $tcp-socket) (own $in) (own $out)))
                """ + bind("tcp-socket") + method("tcp-socket.start-connect",
                "(param \"network\" (borrow $n)) (param \"remote-address\" $a)", "$ok")
                + method("tcp-socket.finish-connect", "", "(result $both (error $c))")
                + method("tcp-socket.start-listen", "", "$ok") + method("tcp-socket.finish-listen", "", "$ok")
                + method("tcp-socket.accept", "", "(result $all (error $c))") + method("tcp-socket.is-listening", "", "bool")
                + method("tcp-socket.set-listen-backlog-size", "(param \"value\" u64)", "$ok")
                + option("tcp-socket", "keep-alive-enabled", "bool") + option("tcp-socket", "keep-alive-idle-time", "u64")
                + option("tcp-socket", "keep-alive-interval", "u64") + option("tcp-socket", "keep-alive-count", "u32")
                + option("tcp-socket", "hop-limit", "u8")
                + method("tcp-socket.shutdown", "(param \"shutdown-type\" $how)", "$ok");
        String udp = USES + """
                (export "udp-socket" (type $udp-socket (sub resource)))
                (export "incoming-datagram-stream" (type $incoming-datagram-stream (sub resource)))
                (export "outgoing-datagram-stream" (type $outgoing-datagram-stream (sub resource)))
                (type $got' (record (field "data" (list u8)) (field "remote-address" $a)))
                (export "incoming-datagram" (type $got (eq $got')))
                (type $sent' (record (field "data" (list u8)) (field "remote-address" (option $a))))
                (export "outgoing-datagram" (type $sent (eq $sent')))
                (type $both (tuple (own $incoming-datagram-stream) (own $outgoing-datagram-stream)))
                """ + bind("udp-socket") + option("udp-socket", "unicast-hop-limit", "u8")
                + method("udp-socket.stream", "(param \"remote-address\" (option $a))", "(result $both (error $c))")
                + method("incoming-datagram-stream.receive", "(param \"max-results\" u64)", "(result (list $got) (error $c))")
                + method("incoming-datagram-stream.subscribe", "", "(own $p)")
                + method("outgoing-datagram-stream.check-send", "", "$ok-u64")
                + method("outgoing-datagram-stream.send", "(param \"datagrams\" (list $sent))", "$ok-u64")
                + method("outgoing-datagram-stream.subscribe", "", "(own $p)");
        String lookup = USES + "(export \"resolve-address-stream\" (type $resolve-address-stream (sub resource)))\n"
                + "(export \"resolve-addresses\" (func (param \"network\" (borrow $n)) (param \"name\" string)"
                + " (result (result (own $resolve-address-stream) (error $c)))))\n"
                + method("resolve-address-stream.resolve-next-address", "", "(result (option $i) (error $c))")
                + method("resolve-address-stream.subscribe", "", "(own $p)");
        return TYPES + importOf("instance-network", USES + "(export \"instance-network\" (func (result (own $n))))")
                + importOf("tcp", tcp) + "(alias export $tcp \"tcp-socket\" (type $tcp-socket))"
                + importOf("tcp-create-socket", USES + create("tcp"))
                + importOf("udp", udp) + "(alias export $udp \"udp-socket\" (type $udp-socket))"
                + importOf("udp-create-socket", USES + create("udp")) + importOf("ip-name-lookup", lookup);
    }

    private static String create(String kind) {
        return "(alias outer 1 $" + kind + "-socket (type $s')) (export \"" + kind + "-socket\" (type $s (eq $s')))\n"
                + "(export \"create-" + kind + "-socket\" (func (param \"address-family\" $f)"
                + " (result (result (own $s) (error $c)))))";
    }

    private static Object ok(Object result) {
        return ((Result.Ok<?, ?>) result).value();
    }

    @Test
    void allFunctionsLinkAndWork() throws IOException {
        NetworkPolicy policy = NetworkPolicy.builder().listen("127.0.0.1", NetworkPolicy.ANY_PORT).build();
        try (Wasi wasi = Wasi.builder().network(policy).build()) {
            PassedOn host = PassedOn.of(wasi, component(), "network", "instance-network", "tcp", "tcp-create-socket", "udp",
                    "udp-create-socket", "ip-name-lookup");
            Object network = host.call("instance-network", "instance-network");
            Object socket = ok(host.call("tcp-create-socket", "create-tcp-socket", IpAddressFamily.IPV4));
            IpSocketAddress any = new IpSocketAddress.Ipv4(new IpSocketAddress.Ipv4SocketAddress(0, new IpAddress.Bytes(127, 0,
                    0, 1)));
            ok(host.call("tcp", "[method]tcp-socket.start-bind", socket, network, any));
            ok(host.call("tcp", "[method]tcp-socket.finish-bind", socket));
            assertThat(host.call("tcp", "[method]tcp-socket.shutdown", socket, TcpSocket.ShutdownType.BOTH))
                    .isEqualTo(Result.err(ErrorCode.INVALID_STATE));
            assertThat(host.call("ip-name-lookup", "resolve-addresses", network, "example.org"))
                    .isEqualTo(Result.err(ErrorCode.ACCESS_DENIED));
            assertThat(host.call("udp-create-socket", "create-udp-socket", IpAddressFamily.IPV4)).isInstanceOf(Result.Ok.class);
        }
    }
}
