package dev.vespula.conformance.fuzz;

import java.util.List;
import java.util.Random;

/**
 * A module whose frames are full of references of all kinds, in locals and in operands, where fuel runs out: in loops, before
 * calls of all sorts, in operators that charge by length, and in handlers of exceptions.
 */
final class ReferenceProgram {
    private static final String TYPES = """
            (rec (type $node (sub (struct (field $n (mut i32)) (field $next (mut (ref null $node)))))))
            (type $leaf (sub final $node (struct (field (mut i32)) (field (mut (ref null $node))) (field $w f64))))
            (type $ints (array (mut i32))) (type $nodes (array (mut (ref null $node))))
            (type $unary (func (param i32) (result i32))) (type $binary (func (param i64 f64) (result f64)))
            (memory 1) (table $funcs 4 funcref) (table $list 3 (ref null $node))
            (global $head (mut (ref null $node)) (ref.null $node))
            (tag $e (param (ref null $node) i32))
            (elem (table $funcs) (i32.const 0) func $inc $scale) (elem $some declare func $inc $scale)
            (func $inc (type $unary) (i32.add (local.get 0) (i32.const 1)))
            (func $scale (type $binary) (f64.mul (local.get 1) (f64.convert_i64_s (local.get 0))))
            (func $make (param i32 (ref null $node)) (result (ref $node))
              (struct.new $leaf (local.get 0) (local.get 1) (f64.const 1.5)))
            (func $sum (param $at (ref null $node)) (result i32) (local $s i32)
              (loop $l (if (ref.is_null (local.get $at)) (then (return (local.get $s))))
                (local.set $s (i32.add (local.get $s) (struct.get $node $n (local.get $at))))
                (local.set $at (struct.get $node $next (local.get $at))) (br $l)) (unreachable))
            (func $fail (param (ref null $node) i32) (throw $e (local.get 0) (local.get 1)))
            """;
    private static final String HEAD = """
            (func $work (export "work") (param $n i32) (result i32)
              (local $a (ref null $node)) (local $ints (ref null $ints)) (local $nodes (ref null $nodes)) (local $f (ref $unary))
              (local $any anyref) (local $ext externref) (local $x exnref) (local $i i32) (local $r i32) (local $v v128)
              (local.set $a (call $make (local.get $n) (global.get $head)))
              (local.set $ints (array.new $ints (i32.const 3) (i32.const 9)))
              (local.set $nodes (array.new $nodes (local.get $a) (i32.const 4)))
              (local.set $f (ref.func $inc)) (local.set $any (ref.i31 (local.get $n)))
              (local.set $ext (extern.convert_any (local.get $a)))
              (loop $again
            """;
    private static final String TAIL = """
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $again (i32.lt_u (local.get $i) (i32.const 4))))
              (if (i32.gt_s (local.get $n) (i32.const 0))
                (then (local.set $r (i32.add (local.get $r) (call $work (i32.sub (local.get $n) (i32.const 3)))))))
              (i32.add (local.get $r) (call $sum (local.get $a))))
            """;
    /** Each leaves nothing on the stack. */
    private static final List<String> PIECES = List.of(
            "(local.set $a (call $make (call $sum (local.get $a)) (local.get $a)))",
            "(local.set $r (i32.add (local.get $r) (call_ref $unary (local.get $i) (local.get $f))))",
            "(local.set $r (i32.add (local.get $r) (call_indirect (type $unary) (local.get $i) (i32.const 0))))",
            "(local.get $a) (local.get $f) (local.get $ints) (local.set $r (call $sum (local.get $a))) drop drop (global.set $head)",
            "(call $make (i32.const 1) (local.get $a)) (call $make (i32.const 2) (local.get $a))"
                    + " (local.set $r (call $sum (local.get $a))) (drop) (local.set $a)",
            "(array.fill $nodes (local.get $nodes) (i32.const 1) (call $make (i32.const 5) (local.get $a)) (i32.const 3))",
            "(array.copy $nodes $nodes (local.get $nodes) (i32.const 0) (local.get $nodes) (i32.const 1) (i32.const 2))",
            "(array.set $ints (local.get $ints) (i32.const 2) (call $sum (array.get $nodes (local.get $nodes) (i32.const 1))))",
            "(table.set $list (i32.const 1) (local.get $a)) (drop (table.grow $list (local.get $a) (i32.const 1)))"
                    + " (table.fill $list (i32.const 0) (local.get $a) (i32.const 2))",
            "(memory.fill (i32.const 0) (local.get $i) (i32.const 200))",
            "(local.get $a) (memory.fill (i32.const 0) (local.get $i) (i32.const 70)) (local.set $a)",
            "(block $done (block $caught (result (ref null $node) i32 exnref) (try_table (catch_ref $e $caught)"
                    + " (call $fail (local.get $a) (local.get $i))) (br $done)) (local.set $x) (drop) (local.set $a))",
            "(local.get $a) (block (param (ref null $node)) (result (ref null $node)) (loop (param (ref null $node))"
                    + " (result (ref null $node)) (local.set $a) (call $make (local.get $i) (local.get $a))"
                    + " (br_if 1 (i32.const 0)))) (local.set $a)",
            "(local.set $any (if (result anyref) (i32.and (local.get $i) (i32.const 1)) (then (local.get $ints))"
                    + " (else (call $make (i32.const 7) (local.get $a)))))",
            "(block $no (result anyref) (br_on_cast_fail $no anyref (ref $node) (local.get $any)) (local.set $a)"
                    + " (local.get $any)) (local.set $any)",
            "(local.set $any (any.convert_extern (local.get $ext)))",
            "(drop (call_indirect (type $binary) (i64.const 3) (f64.const 2) (i32.const 1)))",
            "(local.set $v (i32x4.add (local.get $v) (i32x4.splat (call $sum (local.get $a)))))",
            "(try (do (call $fail (call $make (local.get $i) (local.get $a)) (i32.const 3))) (catch $e (drop) (local.set $a)"
                    + " (local.set $r (call $sum (local.get $a)))))",
            "(try (do (try (do (call $fail (local.get $a) (i32.const 3))) (catch_all (drop (call $sum (local.get $a)))"
                    + " (rethrow 0)))) (catch $e (drop) (drop)))");
    private static final int MOST_PIECES = 8;

    private ReferenceProgram() {}

    /** A program of some pieces. */
    static String text(Random random) {
        StringBuilder text = new StringBuilder("(module ").append(TYPES).append(HEAD);
        for (int pieces = 1 + random.nextInt(MOST_PIECES); pieces > 0; pieces--) {
            text.append("    ").append(PIECES.get(random.nextInt(PIECES.size()))).append('\n');
        }
        return text.append(TAIL).append(')').toString();
    }
}
