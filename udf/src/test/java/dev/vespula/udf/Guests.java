package dev.vespula.udf;

import dev.vespula.testing.Gcd;
import java.nio.charset.StandardCharsets;

/** Modules for tests, in the text format. */
final class Guests {
    /** Numbers: gcd, and others that differ in their types. */
    static final byte[] NUMBERS = text("(module" + Gcd.FUNC + """
              (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
              (func (export "half") (param f64) (result f64) (f64.mul (local.get 0) (f64.const 0.5)))
              (func (export "sum4") (param i32 i64 f32 f64) (result f64)
                (f64.add (f64.add (f64.convert_i32_s (local.get 0)) (f64.convert_i64_s (local.get 1)))
                  (f64.add (f64.promote_f32 (local.get 2)) (local.get 3))))
              (func (export "single") (param f32 f32) (result f32) (f32.sub (local.get 0) (local.get 1)))
              (func (export "div") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
              (func (export "work") (param i32) (result i32)
                (loop $more (br_if $more (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
                (local.get 0))
              (func (export "nothing") (param i32))
              (func (export "two") (result i32 i32) (i32.const 1) (i32.const 2)))
            """);

    /** Keeps a counter between calls. */
    static final byte[] COUNTER = text("""
            (module
              (global $count (mut i32) (i32.const 0))
              (func (export "next") (result i32)
                (global.set $count (i32.add (global.get $count) (i32.const 1)))
                (global.get $count))
              (func (export "fail") (result i32) (unreachable)))
            """);

    /**
     * Strings: upper-cases ASCII in place and returns it in the three ways; the length of a string; null or the string again.
     */
    static final byte[] STRINGS = text("""
            (module
              (memory (export "memory") 1)
              (global $heap (mut i32) (i32.const 1024))
              (func (export "alloc") (param $size i32) (result i32) (local i32)
                (local.set 1 (global.get $heap))
                (global.set $heap (i32.add (global.get $heap) (i32.and (i32.add (local.get $size) (i32.const 7)) (i32.const -8))))
                (block $enough
                  (br_if $enough (i32.le_u (global.get $heap) (i32.shl (memory.size) (i32.const 16))))
                  (br_if $enough (i32.ne (i32.const -1) (memory.grow (i32.add (i32.const 1) (i32.shr_u (local.get $size) (i32.const 16))))))
                  (return (i32.const 0)))
                (local.get 1))
              (func $upper (param $at i32) (param $size i32) (local $end i32) (local $c i32)
                (local.set $end (i32.add (local.get $at) (local.get $size)))
                (block $done
                  (loop $more
                    (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
                    (local.set $c (i32.load8_u (local.get $at)))
                    (if (i32.lt_u (i32.sub (local.get $c) (i32.const 97)) (i32.const 26))
                      (then (i32.store8 (local.get $at) (i32.sub (local.get $c) (i32.const 32)))))
                    (local.set $at (i32.add (local.get $at) (i32.const 1)))
                    (br $more))))
              (func (export "upper") (param i32 i32) (result i64)
                (call $upper (local.get 0) (local.get 1))
                (i64.or (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32)) (i64.extend_i32_u (local.get 1))))
              (func (export "upper2") (param i32 i32) (result i32 i32)
                (call $upper (local.get 0) (local.get 1))
                (local.get 0) (local.get 1))
              (func (export "upper3") (param i32 i32 i32)
                (call $upper (local.get 0) (local.get 1))
                (i32.store (local.get 2) (local.get 0))
                (i32.store offset=4 (local.get 2) (local.get 1)))
              (func (export "size") (param i32 i32) (result i32) (local.get 1))
              (func (export "same") (param i32 i32) (result i64)
                (i64.or (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32)) (i64.extend_i32_u (local.get 1))))
              (func (export "pick") (param i32 i32 i32 i32 i32) (result i64)
                (if (local.get 0) (then
                  (return (i64.or (i64.shl (i64.extend_i32_u (local.get 1)) (i64.const 32)) (i64.extend_i32_u (local.get 2))))))
                (i64.or (i64.shl (i64.extend_i32_u (local.get 3)) (i64.const 32)) (i64.extend_i32_u (local.get 4)))))
            """);

    static final String[] STRING_SIGNATURES = {"upper(string) -> string", "upper2(string) -> string",
        "upper3(string) -> string",
        "size(binary) -> int32", "same(string?) -> string?", "pick(boolean, string, string) -> string"};

    private Guests() {}

    static byte[] text(String module) {
        return module.getBytes(StandardCharsets.UTF_8);
    }

    static WasmUdfs strings() {
        return WasmUdfs.of(STRINGS).declare(STRING_SIGNATURES);
    }
}
