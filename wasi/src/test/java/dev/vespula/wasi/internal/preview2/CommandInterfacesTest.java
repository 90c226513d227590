package dev.vespula.wasi.internal.preview2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.ExitException;
import dev.vespula.Trap;
import dev.vespula.component.Result;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.WasiInput;
import dev.vespula.wasi.internal.command.Environment;
import dev.vespula.wasi.internal.command.WallClock;
import dev.vespula.wasi.internal.io.StreamError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandInterfacesTest {
    /** Types that others use. */
    private static final String IO = """
            (import "wasi:io/error@0.2.0" (instance $error
              (export "error" (type $e (sub resource)))
              (export "[method]error.to-debug-string" (func (param "self" (borrow $e)) (result string)))))
            (alias export $error "error" (type $error'))
            (import "wasi:io/poll@0.2.0" (instance $poll
              (export "pollable" (type $p (sub resource)))
              (export "[method]pollable.ready" (func (param "self" (borrow $p)) (result bool)))
              (export "[method]pollable.block" (func (param "self" (borrow $p))))
              (export "poll" (func (param "in" (list (borrow $p))) (result (list u32))))))
            (alias export $poll "pollable" (type $pollable))
            (import "wasi:io/streams@0.2.0" (instance $streams
              (alias outer 1 $error' (type $e)) (alias outer 1 $pollable (type $p))
              (export "error" (type $error (eq $e))) (export "pollable" (type $pollable (eq $p)))
              (export "input-stream" (type $in (sub resource)))
              (export "output-stream" (type $out (sub resource)))
              (type $own-error (own $error))
              (type $failure' (variant (case "last-operation-failed" $own-error) (case "closed")))
              (export "stream-error" (type $failure (eq $failure')))
              (type $bytes (list u8))
              (type $read (result $bytes (error $failure)))
              (type $counted (result u64 (error $failure)))
              (type $done (result (error $failure)))
              (export "[method]input-stream.read" (func (param "self" (borrow $in)) (param "len" u64) (result $read)))
              (export "[method]input-stream.blocking-read" (func (param "self" (borrow $in)) (param "len" u64) (result $read)))
              (export "[method]input-stream.skip" (func (param "self" (borrow $in)) (param "len" u64) (result $counted)))
              (export "[method]input-stream.blocking-skip"
                (func (param "self" (borrow $in)) (param "len" u64) (result $counted)))
              (export "[method]input-stream.subscribe" (func (param "self" (borrow $in)) (result (own $pollable))))
              (export "[method]output-stream.check-write" (func (param "self" (borrow $out)) (result $counted)))
              (export "[method]output-stream.write"
                (func (param "self" (borrow $out)) (param "contents" $bytes) (result $done)))
              (export "[method]output-stream.blocking-write-and-flush"
                (func (param "self" (borrow $out)) (param "contents" $bytes) (result $done)))
              (export "[method]output-stream.flush" (func (param "self" (borrow $out)) (result $done)))
              (export "[method]output-stream.blocking-flush" (func (param "self" (borrow $out)) (result $done)))
              (export "[method]output-stream.subscribe" (func (param "self" (borrow $out)) (result (own $pollable))))
              (export "[method]output-stream.write-zeroes"
                (func (param "self" (borrow $out)) (param "len" u64) (result $done)))
              (export "[method]output-stream.blocking-write-zeroes-and-flush"
                (func (param "self" (borrow $out)) (param "len" u64) (result $done)))
              (export "[method]output-stream.splice"
                (func (param "self" (borrow $out)) (param "src" (borrow $in)) (param "len" u64) (result $counted)))
              (export "[method]output-stream.blocking-splice"
                (func (param "self" (borrow $out)) (param "src" (borrow $in)) (param "len" u64) (result $counted)))))
            (alias export $streams "input-stream" (type $input))
            (alias export $streams "output-stream" (type $output))
            """;
    private static final String STANDARD = IO + """
            (import "wasi:cli/stdin@0.2.3" (instance $stdin
              (alias outer 1 $input (type $i)) (export "input-stream" (type $in (eq $i)))
              (export "get-stdin" (func (result (own $in))))))
            (import "wasi:cli/stdout@0.2.3" (instance $stdout
              (alias outer 1 $output (type $o)) (export "output-stream" (type $out (eq $o)))
              (export "get-stdout" (func (result (own $out))))))
            (import "wasi:cli/stderr@0.2.12" (instance $stderr
              (alias outer 1 $output (type $o)) (export "output-stream" (type $out (eq $o)))
              (export "get-stderr" (func (result (own $out))))))
            (import "wasi:cli/terminal-input@0.2.0" (instance $terminal-input
              (export "terminal-input" (type (sub resource)))))
            (alias export $terminal-input "terminal-input" (type $ti))
            (import "wasi:cli/terminal-stdin@0.2.0" (instance $terminal-stdin
              (alias outer 1 $ti (type $t)) (export "terminal-input" (type $in (eq $t)))
              (export "get-terminal-stdin" (func (result (option (own $in)))))))
            (import "wasi:cli/terminal-output@0.2.0" (instance $terminal-output
              (export "terminal-output" (type (sub resource)))))
            (alias export $terminal-output "terminal-output" (type $to))
            (import "wasi:cli/terminal-stdout@0.2.0" (instance $terminal-stdout
              (alias outer 1 $to (type $t)) (export "terminal-output" (type $out (eq $t)))
              (export "get-terminal-stdout" (func (result (option (own $out)))))))
            (import "wasi:cli/terminal-stderr@0.2.0" (instance $terminal-stderr
              (alias outer 1 $to (type $t)) (export "terminal-output" (type $out (eq $t)))
              (export "get-terminal-stderr" (func (result (option (own $out)))))))
            """;
    private static final String PROCESS = """
            (import "wasi:cli/environment@0.2.1" (instance $environment
              (export "get-environment" (func (result (list (tuple string string)))))
              (export "get-arguments" (func (result (list string))))
              (export "initial-cwd" (func (result (option string))))))
            (import "wasi:cli/exit@0.2.12" (instance $exit
              (export "exit" (func (param "status" (result))))
              (export "exit-with-code" (func (param "status-code" u8)))))
            (import "wasi:random/random@0.2.0" (instance $random
              (export "get-random-bytes" (func (param "len" u64) (result (list u8))))
              (export "get-random-u64" (func (result u64)))))
            (import "wasi:random/insecure@0.2.0" (instance $insecure
              (export "get-insecure-random-bytes" (func (param "len" u64) (result (list u8))))
              (export "get-insecure-random-u64" (func (result u64)))))
            (import "wasi:random/insecure-seed@0.2.0" (instance $seed
              (export "insecure-seed" (func (result (tuple u64 u64))))))
            """;
    private static final String CLOCKS = IO + """
            (import "wasi:clocks/monotonic-clock@0.2.0" (instance $monotonic
              (alias outer 1 $pollable (type $p)) (export "pollable" (type $pollable (eq $p)))
              (export "now" (func (result u64)))
              (export "resolution" (func (result u64)))
              (export "subscribe-instant" (func (param "when" u64) (result (own $pollable))))
              (export "subscribe-duration" (func (param "when" u64) (result (own $pollable))))))
            (import "wasi:clocks/wall-clock@0.2.0" (instance $wall
              (type $datetime' (record (field "seconds" u64) (field "nanoseconds" u32)))
              (export "datetime" (type $datetime (eq $datetime')))
              (export "now" (func (result $datetime)))
              (export "resolution" (func (result $datetime)))))
            (alias export $wall "datetime" (type $datetime))
            (import "wasi:clocks/timezone@0.2.12" (instance $timezone
              (alias outer 1 $datetime (type $d)) (export "datetime" (type $datetime (eq $d)))
              (type $display' (record (field "utc-offset" s32) (field "name" string) (field "in-daylight-saving-time" bool)))
              (export "timezone-display" (type $display (eq $display')))
              (export "display" (func (param "when" $datetime) (result $display)))
              (export "utc-offset" (func (param "when" $datetime) (result s32)))))
            """;

    private static Object ok(Object result) {
        return ((Result.Ok<?, ?>) result).value();
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    @Test
    void standardStreams() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Wasi wasi = Wasi.builder().stdin(new ByteArrayInputStream("one two three".getBytes(StandardCharsets.UTF_8)))
                .stdout(out).stderr(err).build()) {
            PassedOn host = PassedOn.of(wasi, STANDARD, "poll", "streams", "stdin", "stdout", "stderr", "terminal-stdin",
                    "terminal-stdout", "terminal-stderr");
            Object in = host.call("stdin", "get-stdin");
            assertThat(text(ok(host.call("streams", "[method]input-stream.read", in, 3L)))).isEqualTo("one");
            assertThat(ok(host.call("streams", "[method]input-stream.skip", in, 1L))).isEqualTo(1L);
            assertThat(text(ok(host.call("streams", "[method]input-stream.blocking-read", host.call("stdin", "get-stdin"),
                    3L))))
                    .isEqualTo("two");
            assertThat(ok(host.call("streams", "[method]input-stream.blocking-skip", in, 1L))).isEqualTo(1L);
            Object stdout = host.call("stdout", "get-stdout");
            assertThat((Long) ok(host.call("streams", "[method]output-stream.check-write", stdout))).isPositive();
            ok(host.call("streams", "[method]output-stream.write", stdout, new byte[] {'a'}));
            ok(host.call("streams", "[method]output-stream.flush", stdout));
            ok(host.call("streams", "[method]output-stream.blocking-flush", stdout));
            ok(host.call("streams", "[method]output-stream.blocking-write-and-flush", stdout, new byte[] {'b'}));
            ok(host.call("streams", "[method]output-stream.blocking-write-zeroes-and-flush", stdout, 1L));
            ok(host.call("streams", "[method]output-stream.check-write", stdout));
            ok(host.call("streams", "[method]output-stream.write-zeroes", stdout, 1L));
            Object stderr = host.call("stderr", "get-stderr");
            assertThat(ok(host.call("streams", "[method]output-stream.splice", stderr, in, 2L))).isEqualTo(2L);
            assertThat(ok(host.call("streams", "[method]output-stream.blocking-splice", stderr, in, 9L))).isEqualTo(3L);
            assertThat(((Result.Err<?, ?>) host.call("streams", "[method]input-stream.read", in, 3L)).value())
                    .isInstanceOf(StreamError.Closed.class);
            assertThat(out).hasToString("ab\0\0");
            assertThat(err).hasToString("three");
            Object both = host.call("poll", "poll", List.of(host.call("streams", "[method]input-stream.subscribe", in),
                    host.call("streams", "[method]output-stream.subscribe", stdout)));
            assertThat(both).isEqualTo(new int[] {0, 1});
            assertThat(host.call("terminal-stdin", "get-terminal-stdin")).isEqualTo(Optional.empty());
            assertThat(host.call("terminal-stdout", "get-terminal-stdout")).isEqualTo(Optional.empty());
            assertThat(host.call("terminal-stderr", "get-terminal-stderr")).isEqualTo(Optional.empty());
        }
    }

    @Test
    void processAndRandomNumbers() throws IOException {
        try (Wasi wasi = Wasi.builder().args("prog", "x").env("B", "2").env("A", "1").random(new Random(1)).build();
                Wasi secure = Wasi.builder().build()) {
            String[] names = {"environment", "exit", "random", "insecure", "seed"};
            PassedOn host = PassedOn.of(wasi, PROCESS, names);
            assertThat(host.call("environment", "get-arguments")).isEqualTo(List.of("prog", "x"));
            assertThat(host.call("environment", "get-environment")).isEqualTo(List.of(
                    new Environment.Variable("B", "2"), new Environment.Variable("A", "1")));
            assertThat(host.call("environment", "initial-cwd")).isEqualTo(Optional.empty());
            assertStatus(host, "exit", Result.ok(null), 0);
            assertStatus(host, "exit", Result.err(null), 1);
            assertStatus(host, "exit-with-code", 200, 200);
            assertThat(host.call("random", "get-random-u64")).isEqualTo(new Random(1).nextLong());
            assertThat((byte[]) host.call("random", "get-random-bytes", 5L)).hasSize(5);
            assertThat((byte[]) host.call("insecure", "get-insecure-random-bytes", 0L)).isEmpty();
            assertThatThrownBy(() -> host.call("random", "get-random-bytes", -1L)).isInstanceOf(Trap.class);
            PassedOn other = PassedOn.of(secure, PROCESS, names);
            assertThat(other.call("seed", "insecure-seed")).isEqualTo(other.call("seed", "insecure-seed"));
            assertThat(other.call("insecure", "get-insecure-random-u64")).isNotEqualTo(other.call("insecure",
                    "get-insecure-random-u64"));
            assertThat((byte[]) other.call("random", "get-random-bytes", 32L)).isNotEqualTo(new byte[32]);
        }
    }

    private static void assertStatus(PassedOn host, String function, Object argument, int status) {
        assertThatThrownBy(() -> host.call("exit", function, argument)).isInstanceOfSatisfying(ExitException.class,
                exit -> assertThat(exit.status()).isEqualTo(status));
    }

    @Test
    void clocksOfOnesOwn() throws IOException {
        try (Wasi wasi = Wasi.builder().clock(WasiClock.virtual(1_500_000_000_000_000_007L, 1)).build()) {
            PassedOn host = PassedOn.of(wasi, CLOCKS, "poll", "monotonic", "wall", "timezone");
            assertThat(host.call("wall", "now")).isEqualTo(new WallClock.Datetime(1_500_000_000L, 7));
            assertThat(host.call("wall", "resolution")).isEqualTo(new WallClock.Datetime(0, 1));
            assertThat(host.call("monotonic", "resolution")).isEqualTo(1L);
            long before = (long) host.call("monotonic", "now");
            // An hour passes at once, and of two times the first ends the waiting.
            Object hour = host.call("monotonic", "subscribe-duration", 3_600_000_000_000L);
            Object day = host.call("monotonic", "subscribe-duration", 86_400_000_000_000L);
            assertThat(host.call("poll", "[method]pollable.ready", hour)).isEqualTo(false);
            assertThat(host.call("poll", "poll", List.of(day, hour, hour))).isEqualTo(new int[] {1, 2});
            assertThat((long) host.call("monotonic", "now") - before).isBetween(3_600_000_000_000L, 3_600_000_000_100L);
            host.call("poll", "[method]pollable.block", day);
            Object past = host.call("monotonic", "subscribe-instant", 0L);
            assertThat(host.call("poll", "[method]pollable.ready", past)).isEqualTo(true);
            assertThat(host.call("poll", "[method]pollable.ready", host.call("monotonic", "subscribe-duration", -1L)))
                    .as("beyond the range of the clock").isEqualTo(false);
            assertThatThrownBy(() -> host.call("poll", "poll", List.of())).isInstanceOf(Trap.class);
            WallClock.Datetime when = new WallClock.Datetime(1, 0);
            assertThat(host.call("timezone", "utc-offset", when)).isEqualTo(0);
            assertThat(host.call("timezone", "display", when)).isEqualTo(new WallClock.TimezoneDisplay(0, "UTC", false));
        }
    }

    @Test
    void hostsClockPasses() throws IOException {
        try (Wasi wasi = Wasi.builder().build()) {
            PassedOn host = PassedOn.of(wasi, CLOCKS, "poll", "monotonic", "wall");
            long before = System.nanoTime();
            Object soon = host.call("monotonic", "subscribe-duration", 20_000_000L);
            assertThat(host.call("poll", "poll", List.of(host.call("monotonic", "subscribe-duration", Long.MAX_VALUE), soon)))
                    .isEqualTo(new int[] {1});
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000L);
        }
    }

    @Test
    void streamsOfOnesOwn() throws IOException {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        boolean[] isClosed = {false};
        try (Wasi wasi = Wasi.builder().build()) {
            PassedOn host = PassedOn.of(wasi, IO, "poll", "streams");
            WasiInput input = wasi.input(new ByteArrayInputStream(new byte[] {7}) {
                @Override
                public void close() {
                    isClosed[0] = true;
                }
            });
            assertThat((byte[]) ok(host.call("streams", "[method]input-stream.read", input, 9L))).containsExactly(7);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ok(host.call("streams", "[method]output-stream.blocking-write-and-flush", wasi.output(out), new byte[] {'x'}));
            assertThat(out).hasToString("x");
            input.close();
            assertThat(isClosed[0]).isTrue();
            Object pollable = wasi.pollable(stage);
            assertThat(host.call("poll", "[method]pollable.ready", pollable)).isEqualTo(false);
            stage.complete(null);
            host.call("poll", "[method]pollable.block", pollable);
        }
    }
}
