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
    /** Answers with the body of the request, through the memory of the component. */
    static final String ECHO = """
            (func (export "handle") (param $request i32) (param $out i32)
              (local $in i32) (local $to i32) (local $mark i32)
              (local.set $mark (call $mark))
              (local.set $in (call $input (local.get $request)))
              (local.set $to (call $output (local.get $out) (i32.const 200)))
              (block $end
                (loop $next
                  (call $reset (local.get $mark))
                  (call $blocking-read (local.get $in) (i64.const 4096) (i32.const 1024))
                  (br_if $end (i32.load8_u (i32.const 1024)))
                  (call $blocking-write (local.get $to) (i32.load (i32.const 1028)) (i32.load (i32.const 1032)) (i32.const 1040))
                  (br_if $next (i32.eqz (i32.load8_u (i32.const 1040))))))
              (if (i32.eqz (i32.load8_u (i32.const 1028))) (then (unreachable)))
              (call $drop-input-stream (local.get $in))
              (call $drop-output-stream (local.get $to))
              (call $drop-future-trailers (call $finish-in (i32.load (i32.const 1100))))
              (call $finish (i32.load (i32.const 1104)))
              (call $drop-incoming-request (local.get $request)))
            """;
    /** Sends the request on to where its field `x-target` says, and the answer back, both at once. */
    static final String PROXY = """
            (global $waits (mut i32) (i32.const 0))
            (func $await (param $pollable i32)
              (i32.store (i32.add (i32.const 2048) (i32.shl (global.get $waits) (i32.const 2))) (local.get $pollable))
              (global.set $waits (i32.add (global.get $waits) (i32.const 1))))
            (func $wait
              (call $poll (i32.const 2048) (global.get $waits) (i32.const 1024)))
            (func $unwait
              (loop $next
                (if (global.get $waits) (then
                  (global.set $waits (i32.sub (global.get $waits) (i32.const 1)))
                  (call $drop-pollable (i32.load (i32.add (i32.const 2048) (i32.shl (global.get $waits) (i32.const 2)))))
                  (br $next)))))
            (func $step (param $to i32) (param $from i32) (result i32)
              (call $check-write (local.get $to) (i32.const 1024))
              (if (i32.load8_u (i32.const 1024)) (then (return (i32.const 2))))
              (if (i64.eqz (i64.load (i32.const 1032))) (then
                (call $await (call $output-subscribe (local.get $to)))
                (return (i32.const 0))))
              (call $splice (local.get $to) (local.get $from) (i64.const 65536) (i32.const 1024))
              (if (i32.load8_u (i32.const 1024)) (then (return (i32.const 2))))
              (if (i64.eqz (i64.load (i32.const 1032))) (then
                (call $await (call $input-subscribe (local.get $from)))
                (return (i32.const 0))))
              (i32.const 1))
            (func (export "handle") (param $request i32) (param $out i32)
              (local $mark i32) (local $in i32) (local $sent i32) (local $to i32) (local $open i32) (local $future i32)
              (local $state i32) (local $moved i32) (local $step i32) (local $response i32) (local $from i32) (local $answer i32)
              (local.set $in (call $input (local.get $request)))
              (local.set $sent (call $request-to (local.get $request) (i32.const 0)))
              (drop (call $set-method (local.get $sent) (i32.const 2) (i32.const 0) (i32.const 0)))
              (call $request-body (local.get $sent) (i32.const 1024))
              (i32.store (i32.const 1108) (i32.load (i32.const 1028)))
              (call $body-write (i32.load (i32.const 1108)) (i32.const 1024))
              (local.set $to (i32.load (i32.const 1028)))
              (call $send (local.get $sent) (i32.const 0) (i32.const 0) (i32.const 1024))
              (if (i32.load8_u (i32.const 1024)) (then
                (local.set $answer (call $output (local.get $out) (i32.add (i32.const 600) (i32.load8_u (i32.const 1032)))))
                (call $drop-output-stream (local.get $answer))
                (call $finish (i32.load (i32.const 1104)))
                (return)))
              (local.set $future (i32.load (i32.const 1032)))
              (local.set $open (i32.const 1))
              (local.set $mark (call $mark))
              (block $end
                (loop $again
                  (local.set $moved (i32.const 0))
                  (if (local.get $open) (then
                    (local.set $step (call $step (local.get $to) (local.get $in)))
                    (local.set $moved (local.get $step))
                    (if (i32.eq (local.get $step) (i32.const 2)) (then
                      (local.set $open (i32.const 0))
                      (call $drop-output-stream (local.get $to))
                      (call $drop-input-stream (local.get $in))
                      (call $drop-future-trailers (call $finish-in (i32.load (i32.const 1100))))
                      (call $finish (i32.load (i32.const 1108)))))))
                  (if (i32.eqz (local.get $state)) (then
                    (call $future-get (local.get $future) (i32.const 1024))
                    (if (i32.load8_u (i32.const 1024))
                      (then
                        (local.set $moved (i32.const 1))
                        (if (i32.load8_u (i32.const 1040)) (then
                          (local.set $answer (call $output (local.get $out) (i32.add (i32.const 600) (i32.load8_u (i32.const 1048)))))
                          (call $drop-output-stream (local.get $answer))
                          (call $finish (i32.load (i32.const 1104)))
                          (return)))
                        (local.set $response (i32.load (i32.const 1048)))
                        (local.set $from (call $body-of (local.get $response)))
                        (local.set $answer (call $output (local.get $out) (call $status (local.get $response))))
                        (local.set $state (i32.const 1)))
                      (else (call $await (call $future-subscribe (local.get $future)))))))
                  (if (i32.eq (local.get $state) (i32.const 1)) (then
                    (local.set $step (call $step (local.get $answer) (local.get $from)))
                    (local.set $moved (i32.or (local.get $moved) (local.get $step)))
                    (if (i32.eq (local.get $step) (i32.const 2)) (then
                      (local.set $state (i32.const 2))
                      (call $drop-output-stream (local.get $answer))
                      (call $drop-input-stream (local.get $from))
                      (call $drop-future-trailers (call $finish-in (i32.load (i32.const 1112))))
                      (call $finish (i32.load (i32.const 1104)))))))
                  (br_if $end (i32.and (i32.eq (local.get $state) (i32.const 2)) (i32.eqz (local.get $open))))
                  (if (i32.eqz (local.get $moved)) (then (call $wait)))
                  (call $unwait)
                  (call $reset (local.get $mark))
                  (br $again))))
            """;
    /** What several need: 1024 is where results are written, 1100 has the body of the request, 1104 that of the answer. */
    private static final String COMMON = """
            (data (i32.const 512) "x-target/")
            (func $answer (param $out i32) (param $response i32)
              (call $respond (local.get $out) (i32.const 0) (local.get $response) (i32.const 0) (i64.const 0) (i32.const 0)
                (i32.const 0) (i32.const 0) (i32.const 0)))
            (func $finish (param $body i32)
              (call $finish-out (local.get $body) (i32.const 0) (i32.const 0) (i32.const 1024)))
            (func $input (param $request i32) (result i32)
              (call $in-consume (local.get $request) (i32.const 1024))
              (i32.store (i32.const 1100) (i32.load (i32.const 1028)))
              (call $body-stream (i32.load (i32.const 1100)) (i32.const 1024))
              (i32.load (i32.const 1028)))
            (func $output-of (param $out i32) (param $response i32) (result i32)
              (call $response-body (local.get $response) (i32.const 1024))
              (i32.store (i32.const 1104) (i32.load (i32.const 1028)))
              (call $body-write (i32.load (i32.const 1104)) (i32.const 1024))
              (call $answer (local.get $out) (local.get $response))
              (i32.load (i32.const 1028)))
            (func $output (param $out i32) (param $status i32) (result i32)
              (local $response i32)
              (local.set $response (call $new-response (call $new-fields)))
              (drop (call $set-status (local.get $response) (local.get $status)))
              (call $output-of (local.get $out) (local.get $response)))
            (func $reply (param $out i32) (param $status i32)
              (call $drop-output-stream (call $output (local.get $out) (local.get $status)))
              (call $finish (i32.load (i32.const 1104))))
            (func $request-to (param $request i32) (param $scheme i32) (result i32)
              (local $sent i32) (local $fields i32)
              (local.set $sent (call $new-request (call $new-fields)))
              (drop (call $set-scheme (local.get $sent) (i32.const 1) (local.get $scheme) (i32.const 0) (i32.const 0)))
              (local.set $fields (call $in-headers (local.get $request)))
              (call $get (local.get $fields) (i32.const 512) (i32.const 8) (i32.const 1024))
              (call $drop-fields (local.get $fields))
              (drop (call $set-authority (local.get $sent) (i32.const 1) (i32.load (i32.load (i32.const 1024)))
                (i32.load offset=4 (i32.load (i32.const 1024)))))
              (drop (call $set-path (local.get $sent) (i32.const 1) (i32.const 520) (i32.const 1)))
              (local.get $sent))
            (func $future (param $sent i32) (param $has-options i32) (param $options i32) (result i32)
              (call $send (local.get $sent) (local.get $has-options) (local.get $options) (i32.const 1024))
              (if (i32.load8_u (i32.const 1024)) (then (unreachable)))
              (i32.load (i32.const 1032)))
            (func $wait-for (param $pollable i32)
              (call $block (local.get $pollable))
              (call $drop-pollable (local.get $pollable)))
            ;; An answer, or the negative of a code less 1.
            (func $received (param $future i32) (result i32)
              (call $wait-for (call $future-subscribe (local.get $future)))
              (call $future-get (local.get $future) (i32.const 1024))
              (if (i32.load8_u (i32.const 1040)) (then (return (i32.sub (i32.const -1) (i32.load8_u (i32.const 1048))))))
              (i32.load (i32.const 1048)))
            (func $body-of (param $response i32) (result i32)
              (call $response-consume (local.get $response) (i32.const 1024))
              (i32.store (i32.const 1112) (i32.load (i32.const 1028)))
              (call $body-stream (i32.load (i32.const 1112)) (i32.const 1024))
              (i32.load (i32.const 1028)))
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
