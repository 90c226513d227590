package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Instance;
import dev.vespula.Module;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traps of every kind, in every place where one can arise, have the same code, message and frames in all ways. */
class BacktraceTest {
    private static final String DEFINITIONS = """
            (type $t (func (param i32) (result i32))) (type $other (func))
            (type $s (struct (field (mut i32)) (field (mut i64)) (field v128) (field (mut i8)))) (type $a (array (mut i32)))
            (type $b (array (mut i8))) (type $f (array (mut funcref))) (type $v (array (mut v128)))
            (memory $m 1 1) (memory $n 1 1) (memory $w i64 1 1)
            (table $table 4 funcref) (table $refs 3 externref)
            (elem $e (table $table) (i32.const 0) func $id $nothing) (elem $passive funcref (ref.func $id) (ref.func $id))
            (data $d "0123456789")
            (tag $tag (param i32))
            (global $g (mut i32) (i32.const 0)) (global $h (mut i64) (i64.const 0))
            (func $id (param i32) (result i32) (local.get 0))
            (func $nothing)
            (func $sink (param i32 i32 i32))
            (func $three (param i32) (result i32 i32 i32) (local.get 0) (i32.const 2) (i32.const 3))
            """;

    /** Expressions of type i32 that trap. */
    private static final List<String> EXPRESSIONS = List.of(
            "(unreachable)",
            "(i32.load (i32.const -1))", "(i32.load offset=4294967295 (i32.const 1))", "(i32.load8_u (i32.const 65536))",
            "(i32.load16_s (i32.const 65535))", "(i32.load $n (i32.const 65533))", "(i32.load $w (i64.const -4))",
            "(i32.load offset=65533 (i32.load (i32.const 0)))", "(i32.load (i32.load (i32.const 70000)))",
            "(i32.wrap_i64 (i64.load (i32.const 65529)))", "(i32.trunc_f32_s (f32.load (i32.const 65533)))",
            "(i32.wrap_i64 (i64.load32_u offset=65000 (i32.const 65000)))",
            "(i32x4.extract_lane 0 (v128.load (i32.const 65521)))",
            "(i32x4.extract_lane 0 (v128.load8_splat (i32.const 65536)))",
            "(i32x4.extract_lane 0 (v128.load32_lane 1 (i32.const 65533) (v128.load (i32.const 0))))",
            "(i32x4.extract_lane 0 (v128.load32_lane 1 (i32.const 65533) (v128.load (i32.const 65530))))",
            "(i32x4.extract_lane 0 (v128.load64_zero $n (i32.const 65530)))",
            "(i32.div_s (local.get $k) (i32.load (i32.const 0)))", "(i32.div_u (i32.const 1) (i32.const 0))",
            "(i32.rem_s (i32.const 1) (i32.load (i32.const 0)))", "(i32.rem_u (local.get $k) (i32.const 0))",
            "(i32.div_s (i32.const -2147483648) (i32.const -1))", "(i32.div_s (i32.load (i32.const 90000)) (i32.const 0))",
            "(i32.wrap_i64 (i64.div_s (i64.const -9223372036854775808) (i64.load (i32.const 16))))",
            "(i32.wrap_i64 (i64.rem_u (i64.const 5) (i64.load (i32.const 8))))",
            "(i32.trunc_f32_s (f32.const nan))", "(i32.trunc_f64_u (f64.const -1))", "(i32.trunc_f32_u (f32.const 1e10))",
            "(i32.wrap_i64 (i64.trunc_f64_s (f64.const 1e300)))", "(i32.wrap_i64 (i64.trunc_f32_u (f32.const -5)))",
            "(ref.is_null (table.get $table (i32.const 4)))", "(ref.is_null (table.get $refs (i32.load (i32.const 24))))",
            "(call_indirect $table (type $t) (i32.const 1) (i32.const 1))",
            "(call_indirect $table (type $t) (i32.const 1) (i32.const 2))",
            "(call_indirect $table (type $t) (i32.const 1) (i32.const 9))",
            "(call_indirect $table (type $t) (i32.const 1) (i32.load (i32.const -9)))",
            "(call_ref $t (i32.const 1) (ref.null $t))",
            "(call_ref $t (i32.div_u (i32.const 1) (i32.const 0)) (ref.null $t))",
            "(ref.is_null (ref.as_non_null (ref.null any)))",
            "(struct.get $s 0 (ref.null $s))", "(i32.wrap_i64 (struct.get $s 1 (ref.null $s)))",
            "(struct.get_s $s 3 (ref.null $s))", "(i32x4.extract_lane 2 (struct.get $s 2 (ref.null $s)))",
            "(array.get $a (ref.null $a) (i32.const 0))", "(array.get $a (local.get $array) (i32.const 3))",
            "(array.get $a (local.get $array) (i32.const -1))", "(array.get_u $b (local.get $bytes) (i32.const 100))",
            "(i32x4.extract_lane 1 (array.get $v (ref.null $v) (i32.const 0)))",
            "(array.get $a (local.get $array) (i32.load (i32.const 123456)))", "(array.len (ref.null array))",
            "(i31.get_s (ref.null i31))", "(i31.get_u (ref.null i31))",
            "(ref.is_null (ref.cast (ref $s) (local.get $array)))",
            "(struct.get $s 0 (ref.cast (ref null $s) (ref.i31 (i32.const 1))))",
            "(array.len (array.new $a (i32.const 0) (i32.const -1)))",
            "(array.len (array.new_data $b $d (i32.const 5) (i32.const 6)))",
            "(array.len (array.new_elem $f $passive (i32.const 1) (i32.const 2)))",
            "(array.len (array.new_fixed $a 3 (i32.const 1) (i32.div_u (i32.const 1) (i32.const 0)) (i32.const 1)))",
            "(struct.get $s 0 (struct.new $s (i32.load (i32.const -1)) (i64.const 0) (v128.const i64x2 0 0) (i32.const 0)))",
            "(struct.get $s 0 (struct.new $s (i32.const 0) (i64.const 0) (v128.load (i32.const -1)) (i32.const 0)))",
            "(i32.atomic.load (i32.const 2))", "(i32.atomic.load (i32.const 65536))",
            "(i32.atomic.rmw.add (i32.const 1) (i32.const 1))", "(i32.atomic.rmw8.xchg_u $n (i32.const -1) (i32.const 1))",
            "(i32.atomic.rmw.cmpxchg (i32.const 65533) (i32.const 1) (i32.const 1))",
            "(memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 0))",
            "(memory.atomic.notify (i32.const 3) (i32.const 0))",
            "(i32.wrap_i64 (i64.atomic.load32_u (i32.load (i32.const 32))))",
            "(select (i32.load (i32.const -1)) (i32.div_s (i32.const 1) (i32.const 0)) (i32.const 1))",
            "(block (result i32) (throw_ref (ref.null exn)))",
            "(block (result i32) (throw $tag (i32.const 5)))",
            "(block (result i32) (throw $tag (i32.load (i32.const 80000))))");

    /** Statements that trap. */
    private static final List<String> STATEMENTS = List.of(
            "(i32.store (i32.const -1) (i32.const 0))", "(i64.store offset=65530 (i32.const 0) (i64.const 0))",
            "(i32.store8 $n (i32.const 65536) (i32.const 0))", "(i32.store16 $w (i64.const 65535) (i32.const 0))",
            "(f64.store (i32.const 65529) (f64.const 0))", "(v128.store (i32.const 65521) (v128.const i64x2 1 2))",
            "(v128.store16_lane 3 (i32.const 65535) (v128.load (i32.const 0)))",
            "(v128.store16_lane 3 (i32.const 65535) (v128.load (i32.const 65535)))",
            "(i32.store (i32.load (i32.const 80000)) (i32.div_s (i32.const 1) (i32.const 0)))",
            "(i32.store (i32.const -1) (i32.div_s (i32.const 1) (i32.const 0)))",
            "(memory.fill (i32.const 65000) (i32.const 1) (i32.const 600))",
            "(memory.copy (i32.const 0) (i32.const 65000) (i32.const 600))",
            "(memory.copy $n $m (i32.const 65000) (i32.const 0) (i32.const 600))",
            "(memory.init $d (i32.const 0) (i32.const 8) (i32.const 3))",
            "(memory.fill (i32.const 65000) (i32.load (i32.const -1)) (i32.const 600))",
            "(table.set $table (i32.const 4) (ref.null func))",
            "(table.fill $table (i32.const 3) (ref.null func) (i32.const 2))",
            "(table.copy $table $table (i32.const 2) (i32.const 3) (i32.const 2))",
            "(table.init $table $passive (i32.const 0) (i32.const 1) (i32.const 2))",
            "(struct.set $s 0 (ref.null $s) (i32.const 1))", "(struct.set $s 3 (ref.null $s) (i32.load (i32.const -1)))",
            "(array.set $a (ref.null $a) (i32.const 0) (i32.const 0))",
            "(array.set $a (local.get $array) (i32.const 3) (i32.const 0))",
            "(array.fill $a (local.get $array) (i32.const 2) (i32.const 0) (i32.const 2))",
            "(array.fill $a (ref.null $a) (i32.const 2) (i32.const 0) (i32.const 2))",
            "(array.copy $a $a (local.get $array) (i32.const 2) (local.get $array) (i32.const 0) (i32.const 2))",
            "(array.copy $a $a (ref.null $a) (i32.const 2) (local.get $array) (i32.const 0) (i32.const 0))",
            "(array.copy $a $a (local.get $array) (i32.const 2) (ref.null $a) (i32.const 0) (i32.const 0))",
            "(array.init_data $b $d (local.get $bytes) (i32.const 0) (i32.const 9) (i32.const 2))",
            "(array.init_elem $f $passive (ref.null $f) (i32.const 0) (i32.const 0) (i32.const 0))",
            "(i64.atomic.store (i32.const 4) (i64.const 0))", "(i32.atomic.store8 (i32.const 65536) (i32.const 0))",
            "(if (i32.div_s (i32.const 1) (i32.const 0)) (then (nop)))",
            "(return_call $id (i32.load (i32.const -1)))",
            "(return_call_indirect $table (type $t) (i32.const 1) (i32.const 2))",
            "(return_call_ref $t (i32.const 1) (ref.null $t))");

    /** Places for an expression; each is a statement of a function with an i32 result. */
    private static final List<String> PLACES = List.of(
            "(drop E)", "(local.set $x E)", "(global.set $g E)", "(return E)",
            "(drop (i32.add (i32.load (i32.const 4)) E))", "(drop (i32.mul E (i32.load (i32.const -1))))",
            "(call $sink (i32.const 1) E (i32.const 3))", "(call $sink (i32.load (i32.const 4)) (i32.const 1) E)",
            "(block (br_if 0 E))", "(block (block (br_table 0 1 E)))",
            "(if E (then (nop)) (else (global.set $g (i32.const 3))))",
            "(i32.store offset=8 (i32.const 0) E)", "(i32.store8 E (i32.const 4))",
            "(i64.store (i32.const 0) (i64.extend_i32_u E))",
            "(drop (select E (i32.const 1) (local.get $k)))", "(drop (select (i32.const 1) (i32.const 2) E))",
            "(drop (call_indirect $table (type $t) (i32.const 1) E))", "(return_call $id E)",
            "(memory.fill (i32.const 0) E (i32.const 10))", "(memory.copy (i32.const 0) (i32.const 8) E)",
            "(loop $l (local.set $x (i32.add (local.get $x) (i32.const 1))) (br_if $l (i32.lt_s (local.get $x) (i32.const 60)))"
                    + " (drop E))",
            "(block $h (try_table (catch_all $h) (drop E)))",
            "(local.set $x (block (result i32) (call $three (i32.const 7)) E (drop) (i32.add) (i32.add)))");

    /** A function that does one of the pieces, as its parameter says. */
    private static String function(int index, List<String> pieces, String filler) {
        StringBuilder text = new StringBuilder("(func $f" + index + " (param $k i32) (result i32) (local $x i32) (local $y i64)"
                + "(local $array (ref null $a)) (local $bytes (ref null $b))"
                + "(local.set $array (array.new $a (i32.const 7) (i32.const 3)))"
                + "(local.set $bytes (array.new $b (i32.const 7) (i32.const 100)))" + filler);
        for (int k = 0; k < pieces.size(); k++) {
            text.append("(block (br_if 0 (i32.ne (local.get $k) (i32.const ").append(k).append("))) ").append(pieces.get(k))
                    .append(")\n");
        }
        return text.append("(i32.const 0))\n").toString();
    }

    /** All places, a function for each, and the statements. */
    private static String module(String filler, List<List<String>> functions) {
        StringBuilder text = new StringBuilder(DEFINITIONS);
        StringBuilder table = new StringBuilder();
        for (int k = 0; k < functions.size(); k++) {
            text.append(function(k, functions.get(k), filler));
            table.append(" $f").append(k);
        }
        return text + "(table $all funcref (elem" + table + "))"
                + "(func $middle (param $f i32) (param $k i32) (result i32) (local $pad i64)"
                + " (i32.add (i32.const 1) (call_indirect $all (type $t) (local.get $k) (local.get $f))))"
                + "(func (export \"run\") (param $f i32) (param $k i32) (result i32)"
                + " (i32.load (i32.const 0)) drop (call $middle (local.get $f) (local.get $k)))";
    }

    private static List<List<String>> functions() {
        List<List<String>> functions = new ArrayList<>();
        for (String place : PLACES) {
            functions.add(EXPRESSIONS.stream().map(expression -> place.replace("E", expression)).toList());
        }
        functions.add(STATEMENTS);
        return functions;
    }

    private static String compare(String filler) throws Exception {
        List<List<String>> functions = functions();
        byte[] wasm = Program.binary(module(filler, functions));
        return Agreement.of(program -> {
            Instance instance = program.linker.instantiate(program.store, Module.of(program.engine, wasm));
            for (int f = 0; f < functions.size(); f++) {
                for (int k = 0; k < functions.get(f).size(); k++) {
                    program.call(instance, "run", f, k);
                }
            }
        });
    }

    @Test
    void trapsAreTheSame() throws Exception {
        String record = compare("");
        assertThat(record.lines().filter(line -> line.startsWith("run")).count()).isGreaterThan(1_500);
    }

    @Test
    void trapsInSplitFunctionsAreTheSame() throws Exception {
        compare("(local.set $y (i64.add (i64.mul (local.get $y) (i64.const 77777777777)) (i64.const 99999999999)))\n".repeat(
                500));
    }

    /** Only what is reached in one activation of many frames of both kinds. */
    @Test
    void framesOfBothKindsAreInTheirOrder() throws Exception {
        Agreement.of(program -> {
            Instance first = program.instance("a", """
                    (memory 1)
                    (func $cold (export "cold") (param $n i32) (result i32)
                      (if (result i32) (i32.eqz (local.get $n)) (then (i32.load (i32.const -4)))
                        (else (i32.add (i32.const 1) (call $hot (i32.sub (local.get $n) (i32.const 1)) (i32.const 100))))))
                    (func $hot (param $n i32) (param $k i32) (result i32)
                      (loop $l (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
                      (i32.mul (i32.const 3) (call $cold (local.get $n))))""");
            Instance second = program.instance("""
                    (import "a" "cold" (func $cold (param i32) (result i32)))
                    (func (export "run") (param i32) (result i32) (local $k i32)
                      (loop $l (br_if $l (i32.lt_s (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const 200))))
                      (i32.sub (call $cold (local.get 0)) (i32.const 1)))""");
            for (int depth = 0; depth < 20; depth++) {
                program.call(second, "run", depth);
                program.call(first, "cold", depth);
            }
        });
    }
}
