package dev.vespula.http;

import dev.vespula.Engine;
import dev.vespula.component.Component;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Components with handlers, of which only the code is written for a test. */
final class HttpGuest {
    /** Answers with what stands at 0 in the memory, as a stranger's program would. */
    static final String HELLO = """
            (data (i32.const 0) "Hello, world!")
            (func (export "handle") (param $request i32) (param $out i32)
              (local $response i32) (local $body i32) (local $stream i32)
              (local.set $response (call $new-response (call $new-fields)))
              (call $response-body (local.get $response) (i32.const 1024))
              (local.set $body (i32.load (i32.const 1028)))
              (call $body-write (local.get $body) (i32.const 1024))
              (local.set $stream (i32.load (i32.const 1028)))
              (call $answer (local.get $out) (local.get $response))
              (call $blocking-write (local.get $stream) (i32.const 0) (i32.const 13) (i32.const 1024))
              (call $drop-output-stream (local.get $stream))
              (call $finish (local.get $body)))
            """;
    /** What several need. */
    private static final String COMMON = """
            (func $answer (param $out i32) (param $response i32)
              (call $respond (local.get $out) (i32.const 0) (local.get $response) (i32.const 0) (i64.const 0) (i32.const 0)
                (i32.const 0) (i32.const 0) (i32.const 0)))
            (func $finish (param $body i32)
              (call $finish-out (local.get $body) (i32.const 0) (i32.const 0) (i32.const 1024)))
            """;
    private static final String TEMPLATE = template();

    private HttpGuest() {}

    private static String template() {
        try (InputStream in = HttpGuest.class.getResourceAsStream("guest.wat")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A component. Its code may use all of the host as functions, and the first 64 KiB of the memory as it likes. */
    static Component of(Engine engine, String code) {
        return Component.of(engine, TEMPLATE.replace(";; CODE", COMMON + code).getBytes(StandardCharsets.UTF_8));
    }
}
