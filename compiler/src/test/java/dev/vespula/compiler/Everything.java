package dev.vespula.compiler;

import dev.vespula.Instance;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;

/**
 * A program with calls of all kinds, loops, bulk operations, objects, exceptions and host functions; it leaves everything as
 * it was but for the size of a memory, and returns a number that depends on all of it.
 */
final class Everything {
    private static final String OTHER = """
            (type $t (func (param i32) (result i32)))
            (tag $tag (export "tag") (param i32 i64))
            (memory 1) (global $count (mut i32) (i32.const 0))
            (func (export "add") (param i32 i32) (result i32)
              (i32.store (i32.const 16) (i32.add (i32.load (i32.const 16)) (i32.const 1)))
              (i32.add (local.get 0) (i32.add (local.get 1) (i32.and (i32.load (i32.const 16)) (i32.const 0)))))
            (func (export "throws") (param i32) (result i32)
              (if (i32.and (local.get 0) (i32.const 1)) (then (throw $tag (local.get 0) (i64.const 7))))
              (local.get 0))
            (func $even (export "even") (param i32) (result i32)
              (if (i32.eqz (local.get 0)) (then (return (i32.const 1))))
              (return_call $odd (i32.sub (local.get 0) (i32.const 1))))
            (func $odd (param i32) (result i32)
              (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
              (return_call $even (i32.sub (local.get 0) (i32.const 1))))
            (func (export "away") (param i32 i32 externref) (result externref i32 i64 f64)
              (local.get 2) (i32.add (local.get 0) (local.get 1)) (i64.const 5) (f64.const 2.5))
            """;

    private static final String MAIN = """
            (type $t (func (param i32) (result i32)))
            (type $s (struct (field (mut i32)) (field (mut f64)) (field (mut (ref null $s)))))
            (type $a (array (mut i64)))
            (type $bytes (array (mut i8)))
            (import "o" "tag" (tag $tag (param i32 i64)))
            (import "o" "add" (func $add (param i32 i32) (result i32)))
            (import "o" "throws" (func $throws (param i32) (result i32)))
            (import "o" "even" (func $even (param i32) (result i32)))
            (import "o" "away" (func $away (param i32 i32 externref) (result externref i32 i64 f64)))
            (import "h" "twice" (func $twice (param i32) (result i32)))
            (memory $m (export "mem") 2 8) (table $table 8 20 funcref) (table $refs 4 externref)
            (elem (i32.const 0) $inc $dec $viaTail) (elem $e func $inc $dec $inc $dec)
            (data $d "the quick brown fox jumps over the lazy dog")
            (global $g (mut i64) (i64.const 0))
            (func $inc (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
            (func $dec (param i32) (result i32) (local i64 f64) (i32.sub (local.get 0) (i32.const 1)))
            (func $viaTail (param i32) (result i32) (return_call_indirect $table (type $t) (local.get 0)
              (i32.and (local.get 0) (i32.const 1))))
            (func $fib (param $n i32) (result i32)
              (if (result i32) (i32.lt_s (local.get $n) (i32.const 2)) (then (local.get $n))
                (else (i32.add (call $fib (i32.sub (local.get $n) (i32.const 1)))
                  (call $fib (i32.sub (local.get $n) (i32.const 2)))))))
            (func $bulk (param $n i32) (result i32) (local $k i32)
              (memory.fill (i32.const 100) (local.get $n) (i32.const 1000))
              (memory.copy (i32.const 2000) (i32.const 100) (i32.const 700))
              (memory.init $d (i32.const 3000) (i32.const 4) (i32.const 20))
              (table.fill $table (i32.const 3) (ref.func $inc) (i32.const 4))
              (table.copy $table $table (i32.const 4) (i32.const 0) (i32.const 3))
              (table.init $table $e (i32.const 0) (i32.const 0) (i32.const 2))
              (drop (table.grow $refs (ref.null extern) (i32.const 0)))
              (drop (memory.grow (i32.const 0)))
              (loop $l (local.set $k (i32.add (local.get $k) (i32.load8_u offset=2000 (local.get $k))))
                (br_if $l (i32.lt_u (i32.and (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 15))
                  (i32.const 12))))
              (i32.add (local.get $k) (i32.load (i32.const 3001))))
            (func $objects (param $n i32) (result i32) (local $s (ref null $s)) (local $a (ref null $a)) (local $sum i32)
              (local $b (ref null $bytes))
              (local.set $a (array.new $a (i64.const 3) (i32.const 70)))
              (array.fill $a (local.get $a) (i32.const 5) (i64.const 8) (i32.const 40))
              (array.copy $a $a (local.get $a) (i32.const 0) (local.get $a) (i32.const 4) (i32.const 64))
              (local.set $b (array.new_data $bytes $d (i32.const 0) (i32.const 30)))
              (loop $l
                (local.set $s (struct.new $s (local.get $n) (f64.convert_i32_s (local.get $sum)) (local.get $s)))
                (local.set $sum (i32.add (local.get $sum) (i32.add (struct.get $s 0 (local.get $s))
                  (i32.wrap_i64 (array.get $a (local.get $a) (i32.and (local.get $n) (i32.const 63)))))))
                (br_if $l (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
              (block $end (loop $walk
                (local.set $s (br_on_null $end (struct.get $s 2 (local.get $s))))
                (local.set $sum (i32.add (local.get $sum) (i32.trunc_sat_f64_s (struct.get $s 1 (local.get $s)))))
                (br $walk)))
              (i32.add (local.get $sum) (array.get_u $bytes (local.get $b) (i32.const 7))))
            (func $catches (param $n i32) (result i32) (local $sum i32) (local $x i64)
              (loop $l
                (block $done
                  (block $h (result i32 i64)
                    (try_table (catch $tag $h)
                      (local.set $sum (i32.add (local.get $sum) (call $throws (local.get $n)))) (br $done))
                    (unreachable))
                  (local.set $x) (local.set $sum (i32.sub (local.get $sum))) (global.set $g (local.get $x)))
                (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (local.get $sum))
            (func $vectors (param $n i32) (result i32) (local $v v128)
              (loop $l (local.set $v (i32x4.add (i32x4.mul (local.get $v) (i32x4.splat (local.get $n))) (v128.const i32x4 1 2 3 4)))
                (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 3 (local.get $v))))
            (func (export "run") (param $n i32) (param $r externref) (result i32) (local $sum i32) (local $k i32) (local $d f64)
              (local.set $k (local.get $n))
              (loop $l
                (local.set $sum (i32.add (local.get $sum) (call_indirect $table (type $t) (local.get $sum)
                  (i32.and (local.get $k) (i32.const 1)))))
                (local.set $sum (call $add (local.get $sum) (call $twice (local.get $k))))
                (local.set $sum (i32.add (local.get $sum) (call_ref $t (local.get $k) (ref.func $viaTail))))
                (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
              (local.set $sum (i32.add (local.get $sum) (call $fib (local.get $n))))
              (local.set $sum (i32.xor (local.get $sum) (call $bulk (local.get $n))))
              (local.set $sum (i32.add (local.get $sum) (call $objects (local.get $n))))
              (local.set $sum (i32.xor (local.get $sum) (call $catches (local.get $n))))
              (local.set $sum (i32.add (local.get $sum) (call $vectors (local.get $n))))
              (local.set $sum (i32.add (local.get $sum) (call $even (local.get $n))))
              (call $away (local.get $sum) (local.get $n) (local.get $r))
              (local.set $d) (drop) (local.set $sum)
              (ref.is_null) (i32.add (local.get $sum)) (i32.add (i32.trunc_f64_s (local.get $d))))
            (elem declare func $viaTail)
            """;

    private Everything() {}

    /** An instance whose function {@code run} takes a small number, from 1, and an object. */
    static Instance instance(Program program) {
        program.linker.func("h", "twice", FuncType.of(ValType.I32).returning(ValType.I32),
                (caller, args) -> args.result(0, 2 * args.i32(0)));
        return link(program);
    }

    /** As {@link #instance}, where the host function "h" "twice" is defined. */
    static Instance link(Program program) {
        program.instance("o", OTHER);
        return program.instance(MAIN);
    }
}
