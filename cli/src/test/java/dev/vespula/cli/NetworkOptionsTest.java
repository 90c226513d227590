package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What components may do with the network, as command lines say it. */
class NetworkOptionsTest extends CommandCase {
    /** {@code connect} begins a connection to a port of 127.0.0.1, {@code find} a lookup of a.test; they give 255, or the error. */
    private static final String GUEST = """
            (component
              (import "wasi:sockets/network@0.2.0" (instance $network
                (export "network" (type (sub resource)))
                (type $code' (enum "unknown" "access-denied" "not-supported" "invalid-argument" "out-of-memory" "timeout"
                  "concurrency-conflict" "not-in-progress" "would-block" "invalid-state" "new-socket-limit"
                  "address-not-bindable" "address-in-use" "remote-unreachable" "connection-refused" "connection-reset"
                  "connection-aborted" "datagram-too-large" "name-unresolvable" "temporary-resolver-failure"
                  "permanent-resolver-failure"))
                (export "error-code" (type (eq $code')))
                (type $family' (enum "ipv4" "ipv6"))
                (export "ip-address-family" (type (eq $family')))
                (type $four' (tuple u8 u8 u8 u8))
                (export "ipv4-address" (type $four (eq $four')))
                (type $six' (tuple u16 u16 u16 u16 u16 u16 u16 u16))
                (export "ipv6-address" (type $six (eq $six')))
                (type $socket4' (record (field "port" u16) (field "address" $four)))
                (export "ipv4-socket-address" (type $socket4 (eq $socket4')))
                (type $socket6' (record (field "port" u16) (field "flow-info" u32) (field "address" $six)
                  (field "scope-id" u32)))
                (export "ipv6-socket-address" (type $socket6 (eq $socket6')))
                (type $address' (variant (case "ipv4" $socket4) (case "ipv6" $socket6)))
                (export "ip-socket-address" (type (eq $address')))))
              (alias export $network "network" (type $net))
              (alias export $network "error-code" (type $code))
              (alias export $network "ip-address-family" (type $family))
              (alias export $network "ip-socket-address" (type $address))
              (import "wasi:sockets/instance-network@0.2.0" (instance $instance
                (alias outer 1 $net (type $n')) (export "network" (type $n (eq $n')))
                (export "instance-network" (func (result (own $n))))))
              (import "wasi:sockets/tcp@0.2.0" (instance $tcp
                (alias outer 1 $net (type $n')) (export "network" (type $n (eq $n')))
                (alias outer 1 $code (type $c')) (export "error-code" (type $c (eq $c')))
                (alias outer 1 $address (type $a')) (export "ip-socket-address" (type $a (eq $a')))
                (export "tcp-socket" (type $socket (sub resource)))
                (export "[method]tcp-socket.start-connect" (func (param "self" (borrow $socket))
                  (param "network" (borrow $n)) (param "remote-address" $a) (result (result (error $c)))))))
              (alias export $tcp "tcp-socket" (type $tcp-socket))
              (import "wasi:sockets/tcp-create-socket@0.2.0" (instance $create
                (alias outer 1 $code (type $c')) (export "error-code" (type $c (eq $c')))
                (alias outer 1 $family (type $f')) (export "ip-address-family" (type $f (eq $f')))
                (alias outer 1 $tcp-socket (type $s')) (export "tcp-socket" (type $s (eq $s')))
                (export "create-tcp-socket" (func (param "address-family" $f) (result (result (own $s) (error $c)))))))
              (import "wasi:sockets/ip-name-lookup@0.2.0" (instance $lookup
                (alias outer 1 $net (type $n')) (export "network" (type $n (eq $n')))
                (alias outer 1 $code (type $c')) (export "error-code" (type $c (eq $c')))
                (export "resolve-address-stream" (type $stream (sub resource)))
                (export "resolve-addresses" (func (param "network" (borrow $n)) (param "name" string)
                  (result (result (own $stream) (error $c)))))))
              (core module $room (memory (export "memory") 1) (data (i32.const 64) "a.test"))
              (core instance $m (instantiate $room))
              (core func $network (canon lower (func $instance "instance-network")))
              (core func $create (canon lower (func $create "create-tcp-socket") (memory $m "memory")))
              (core func $connect (canon lower (func $tcp "[method]tcp-socket.start-connect") (memory $m "memory")))
              (core func $find (canon lower (func $lookup "resolve-addresses") (memory $m "memory")))
              (core module $code
                (import "m" "memory" (memory 1))
                (import "m" "network" (func $network (result i32)))
                (import "m" "create" (func $create (param i32 i32)))
                (import "m" "find" (func $find (param i32 i32 i32 i32)))
                (import "m" "connect" (func $connect
                  (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
                (func (export "connect") (param $port i32) (result i32)
                  (call $create (i32.const 0) (i32.const 0))
                  (call $connect (i32.load (i32.const 4)) (call $network) (i32.const 0) (local.get $port) (i32.const 127)
                    (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
                    (i32.const 0) (i32.const 0) (i32.const 16))
                  (select (i32.load8_u (i32.const 17)) (i32.const 255) (i32.load8_u (i32.const 16))))
                (func (export "find") (result i32)
                  (call $find (call $network) (i32.const 64) (i32.const 6) (i32.const 0))
                  (select (i32.load8_u (i32.const 4)) (i32.const 255) (i32.load8_u (i32.const 0)))))
              (core instance $i (instantiate $code (with "m" (instance (export "memory" (memory $m "memory"))
                (export "network" (func $network)) (export "create" (func $create)) (export "connect" (func $connect))
                (export "find" (func $find))))))
              (func (export "connect") (param "port" u16) (result u8) (canon lift (core func $i "connect")))
              (func (export "find") (result u8) (canon lift (core func $i "find"))))
            """;
    private static final String DENIED = "1\n";
    private static final String BEGUN = "255\n";

    @TempDir
    Path folder;

    @Test
    void connectionsAreAllowedByHostAndPort() throws IOException {
        String guest = Files.writeString(folder.resolve("guest.wat"), GUEST).toString();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String call = "connect(" + server.getLocalPort() + ")";
            assertThat(vespula("run", "--invoke", call, guest)).as(err()).isZero();
            assertThat(out()).isEqualTo(DENIED);
            for (String refused : List.of("*:*", "127.0.0.1:1", "127.0.0.2:*", "example.org:*", "0.0.0.0/0:*")) {
                assertThat(vespula("run", "--allow-net", refused, "--listen", "*:*", "--invoke", call, guest)).isZero();
                assertThat(out()).as(refused).isEqualTo(DENIED);
            }
            for (String allowed : List.of("127.0.0.1:" + server.getLocalPort(), "127.0.0.0/8:*", "localhost:*")) {
                assertThat(vespula("run", "--allow-net", "9.9.9.9:53", "--allow-net=" + allowed, "--invoke", call, guest))
                        .as(err()).isZero();
                assertThat(out()).as(allowed).isEqualTo(BEGUN);
            }
        }
    }

    @Test
    void lookupsAreAllowedByName() throws IOException {
        String guest = Files.writeString(folder.resolve("guest.wat"), GUEST).toString();
        for (List<String> refused : List.<List<String>>of(List.of(), List.of("--allow-net=b.test:80"), List.of(
                "--allow-net=1.2.3.4:80"))) {
            assertThat(find(refused, guest)).isEqualTo(DENIED);
        }
        for (String allowed : List.of("--allow-dns", "--allow-net=A.test:80", "--allow-net=*:443", "--allow-net=*.test:1")) {
            assertThat(find(List.of(allowed), guest)).as(allowed).isEqualTo(BEGUN);
        }
    }

    private String find(List<String> options, String guest) {
        List<String> line = new java.util.ArrayList<>(List.of("run", "--invoke", "find()"));
        line.addAll(options);
        line.add(guest);
        assertThat(vespula(line.toArray(String[]::new))).as(err()).isZero();
        return out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--allow-net=example.org", "--allow-net=:80", "--allow-net=a b:80", "--allow-net=example.org:http",
        "--allow-net=example.org:65536", "--allow-net=example.org:0", "--allow-net=::1:80", "--allow-net=10.0.0.0/33:80",
        "--allow-net=", "--listen=example.org:80", "--listen=127.0.0.1", "--listen=127.0.0.1:-1"})
    void whatIsNoHostAndPortIsRefused(String option) throws IOException {
        String guest = Files.writeString(folder.resolve("guest.wat"), GUEST).toString();
        assertThat(vespula("run", option, "--invoke", "find()", guest)).isEqualTo(Main.USAGE_ERROR);
        assertThat(err()).contains(option.substring(0, option.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--allow-net=example.org:80", "--allow-dns", "--listen=[::1]:80"})
    void modulesTakeNone(String option) throws IOException {
        String module = Files.writeString(folder.resolve("module.wat"), "(module (func (export \"_start\")))").toString();
        assertThat(vespula("run", option, module)).isEqualTo(Main.USAGE_ERROR);
        assertThat(err()).contains(option.replaceFirst("=.*", "") + " is for components", "preview 1");
    }

    @Test
    void blocksOfIpv6() {
        NetworkOptions options = new NetworkOptions();
        for (String value : List.of("[2620:fe::]/48:443", "[2620:fe::/48]:443", "[2620:fe::9]:*")) {
            options.allowNet.give(value);
        }
        assertThat(options.policy()).isNotNull();
    }
}
