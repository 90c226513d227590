package dev.vespula.compiler;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recursions of all kinds, and how deep they may go. */
final class Recursions {
    /** Each calls itself so often, in its way, and counts. */
    static final List<String> KINDS = List.of("direct", "indirect", "ref", "even", "abroad", "viaTail", "viaTailIndirect",
            "wide", "large", "manyResults", "noArguments", "inLoop", "tailThenCall", "abroadTail");

    private static final String OTHER = """
            (type $t (func (param i32) (result i32)))
            (import "a" "table" (table 8 funcref))
            (func (export "back") (param $n i32) (result i32) (local $pad i64)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1)
                  (call_indirect (type $t) (i32.sub (local.get $n) (i32.const 1)) (i32.const 1))))))
            (func (export "hop") (param $n i32) (result i32)
              (return_call_indirect (type $t) (local.get $n) (i32.const 4)))
            """;

    private Recursions() {}

    private static String text() {
        StringBuilder wide = new StringBuilder();
        StringBuilder pass = new StringBuilder();
        for (int k = 0; k < 60; k++) {
            wide.append(" i64");
            pass.append(" (local.get ").append(k + 1).append(')');
        }
        String locals = " i64".repeat(9_000);
        return """
            (type $t (func (param i32) (result i32)))
            (table $table (export "table") 8 funcref)
            (elem (i32.const 0) $indirect) (elem (i32.const 2) $viaTail $base $abroadTail)
            (elem declare func $ref)
            (global $depth (mut i32) (i32.const 0))
            (func $direct (export "direct") (param $n i32) (result i32)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1) (call $direct (i32.sub (local.get $n) (i32.const 1)))))))
            (func $indirect (export "indirect") (param $n i32) (result i32)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1)
                  (call_indirect (type $t) (i32.sub (local.get $n) (i32.const 1)) (i32.const 0))))))
            (func $ref (export "ref") (param $n i32) (result i32)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1) (call_ref $t (i32.sub (local.get $n) (i32.const 1)) (ref.func $ref))))))
            (func $even (export "even") (param $n i32) (result i32) (local $x i64)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1) (call $odd (i32.sub (local.get $n) (i32.const 1)))))))
            (func $odd (param $n i32) (result i32) (local $x f64) (local $y f64)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1) (call $even (i32.sub (local.get $n) (i32.const 1)))))))
            (func $abroad (export "abroad") (param $n i32) (result i32)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1)
                  (call_indirect (type $t) (i32.sub (local.get $n) (i32.const 1)) (i32.const 5))))))
            (func $base (param $n i32) (result i32) (i32.const 0))
            (func $viaTail (export "viaTail") (param $n i32) (result i32)
              (if (i32.eqz (local.get $n)) (then (return_call $base (local.get $n))))
              (return_call $viaTail2 (local.get $n)))
            (func $viaTail2 (param $n i32) (result i32) (local $pad i64) (local $pad2 i64)
              (i32.add (i32.const 1) (call $viaTail (i32.sub (local.get $n) (i32.const 1)))))
            (func $viaTailIndirect (export "viaTailIndirect") (param $n i32) (result i32)
              (if (i32.eqz (local.get $n)) (then (return_call_indirect (type $t) (local.get $n) (i32.const 3))))
              (i32.add (i32.const 1) (call_indirect (type $t) (i32.sub (local.get $n) (i32.const 1)) (i32.const 2))))
            (func $wide (export "wide") (param $n i32) (result i32) WIDELOCALS
              (call $wide2 (local.get $n) PASS))
            (func $wide2 (param $n i32) (param WIDE) (result i32)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1) (call $wide2 (i32.sub (local.get $n) (i32.const 1)) PASS)))))
            (func $large (export "large") (param $n i32) (result i32) (local LOCALS)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1) (call $large (i32.sub (local.get $n) (i32.const 1)))))))
            (func $manyResults (export "manyResults") (param $n i32) (result i32)
              (call $many (local.get $n)) drop drop drop drop)
            (func $many (param $n i32) (result i32 i64 f32 f64 i32)
              (if (i32.eqz (local.get $n))
                (then (return (i32.const 0) (i64.const 1) (f32.const 2) (f64.const 3) (i32.const 4))))
              (call $many (i32.sub (local.get $n) (i32.const 1)))
              drop drop drop drop (i32.add (i32.const 1)) (i64.const 5) (f32.const 6) (f64.const 7) (i32.const 8))
            (func $noArguments (export "noArguments") (param $n i32) (result i32)
              (global.set $depth (local.get $n)) (call $count))
            (func $count (result i32)
              (if (result i32) (i32.eqz (global.get $depth)) (then (i32.const 0))
                (else (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
                  (i32.add (call $count) (i32.const 1)))))
            (func $inLoop (export "inLoop") (param $n i32) (result i32) (local $sum i32) (local $k i32)
              (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
              (local.set $k (i32.const 3))
              (loop $l
                (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
                (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
              (i32.add (i32.sub (local.get $sum) (i32.const 2)) (call $inLoop (i32.sub (local.get $n) (i32.const 1)))))
            (func $tailThenCall (export "tailThenCall") (param $n i32) (result i32)
              (return_call $direct (local.get $n)))
            (func $abroadTail (export "abroadTail") (param $n i32) (result i32)
              (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                (else (i32.add (i32.const 1)
                  (call_indirect (type $t) (i32.sub (local.get $n) (i32.const 1)) (i32.const 6))))))
            """.replace("WIDELOCALS", "(local" + wide + ")").replace("WIDE", wide).replace("PASS", pass)
                .replace("LOCALS", locals);
    }

    /** The functions, in two instances that call one another. */
    static Instance instance(Program program) {
        Instance first = program.instance("a", text());
        Instance second = program.instance(OTHER);
        first.table("table").set(1, first.func("abroad"));
        first.table("table").set(5, second.func("back"));
        first.table("table").set(6, second.func("hop"));
        return first;
    }

    /** The largest argument, up to a bound, with which a function returns. */
    private static int limit(Instance instance, String function, int bound) {
        int low = 0;
        int high = bound;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (returns(instance, function, middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static boolean returns(Instance instance, String function, int depth) {
        try {
            Object result = instance.func(function).call(depth)[0];
            if (!result.equals(depth)) {
                throw new AssertionError(function + " counted " + result + " instead of " + depth);
            }
            return true;
        } catch (Trap trap) {
            if (trap.code() != TrapCode.STACK_OVERFLOW) {
                throw trap;
            }
            return false;
        }
    }

    /** How deep each kind of recursion may go under a configuration, by what the interpreter does. */
    static Map<String, Integer> limits(Config config, int bound) {
        Instance instance = instance(new Program(Way.INTERPRETED, config));
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (String kind : KINDS) {
            limits.put(kind, limit(instance, kind, bound));
        }
        return limits;
    }

    /** Goes to the limits and just beyond; the backtraces are compared, too. */
    static void write(Program program, Map<String, Integer> limits) {
        Instance instance = instance(program);
        limits.forEach((kind, limit) -> {
            program.call(instance, kind, limit);
            program.call(instance, kind, limit + 1);
            program.call(instance, kind, limit);
            program.call(instance, kind, limit + 1_000);
        });
    }

    /** Makes the calls of {@link #write}, in the way, with the limits and the kinds in the arguments. */
    public static void main(String[] args) {
        Config config = new Config().withMaxRecursionDepth(Integer.parseInt(args[1]))
                .withStackHeight(1_024, Integer.parseInt(args[2]));
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (int k = 0; k < KINDS.size(); k++) {
            limits.put(KINDS.get(k), Integer.parseInt(args[3 + k]));
        }
        Program program = new Program(Way.valueOf(args[0]), config);
        write(program, limits);
        System.out.print(program.record());
    }
}
