package dev.vespula.conformance;

import dev.vespula.text.Wat;
import java.util.Random;

/**
 * Random programs in which functions suspend, resume others with clauses for some tags, throw into them, bind arguments,
 * keep continuations for later, and switch. They end: functions call and resume those behind them only, and a budget bounds
 * the rest.
 */
final class RandomContinuations {
    private static final int FUNCTIONS = 7;
    private static final int TAGS = 3;
    private static final int SETS = 1 << TAGS;

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private RandomContinuations(long seed) {
        random = new Random(seed);
    }

    /** The binary of a program that exports {@code run}, from an i32 to an i32. */
    static byte[] program(long seed) {
        return Wat.parse(new RandomContinuations(seed).text());
    }

    private String text() {
        line("(module");
        line("(type $f (func (param i32) (result i32))) (type $k (cont $f))");
        line("(type $f2 (func (param i32 i32) (result i32))) (type $k2 (cont $f2))");
        line("(rec (type $sf (func (param i32 (ref null $sk)) (result i32))) (type $sk (cont $sf)))");
        for (int tag = 0; tag < TAGS; tag++) {
            line("(tag $t" + tag + " (param i32) (result i32))");
        }
        line("(tag $e (param i32)) (tag $sw (result i32))");
        line("(table $kept 4 (ref null $k))");
        line("(global $budget (mut i32) (i32.const 150)) (global $seen (export \"seen\") (mut i64) (i64.const 0))");
        line("(func $note (param i32) (global.set $seen (i64.add (i64.mul (global.get $seen) (i64.const 31))"
                + " (i64.extend_i32_u (local.get 0)))))");
        line("(func $spent (result i32) (global.set $budget (i32.sub (global.get $budget) (i32.const 1)))"
                + " (i32.le_s (global.get $budget) (i32.const 0)))");
        for (int set = 0; set < SETS; set++) {
            drive(set);
        }
        switching();
        for (int function = FUNCTIONS - 1; function >= 0; function--) {
            function(function);
        }
        line("(func (export \"run\") (param $x i32) (result i32)");
        line("  (global.set $budget (i32.const 150))");
        line("  (call $drive" + (SETS - 1) + " (cont.new $k (ref.func $f0)) (local.get $x)))");
        line(")");
        return out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** Resumes a continuation until it ends, with clauses for a set of tags. */
    private void drive(int set) {
        line("(func $drive" + set + " (param $k (ref null $k)) (param $x i32) (result i32)");
        line("(loop $again (result i32)");
        line("(if (call $spent) (then (return (local.get $x))))");
        StringBuilder clauses = new StringBuilder();
        for (int tag = 0; tag < TAGS; tag++) {
            if ((set >> tag & 1) != 0) {
                line("(block $on" + tag + " (result i32 (ref $k))");
                clauses.append(" (on $t").append(tag).append(" $on").append(tag).append(')');
            }
        }
        line("(return (resume $k" + clauses + " (local.get $x) (local.get $k)))");
        for (int tag = TAGS - 1; tag >= 0; tag--) {
            if ((set >> tag & 1) != 0) {
                line(") (local.set $k) (local.set $x)");
                handled(tag);
                line("(br $again)");
            }
        }
        line("))");
    }

    /** What is done with a continuation in $k that has suspended with $x, before it is resumed. */
    private void handled(int tag) {
        line("(call $note (i32.add (local.get $x) (i32.const " + tag + ")))");
        switch (random.nextInt(5)) {
            case 0 -> {
                // Kept for later; an older one goes on in its place, if there is one.
                String at = "(i32.const " + random.nextInt(4) + ")";
                line("(if (ref.is_null (table.get $kept " + at + "))");
                line("  (then (table.set $kept " + at + " (local.get $k)) (return (local.get $x))))");
                line("(table.get $kept " + at + ") (table.set $kept " + at + " (local.get $k)) (local.set $k)");
            }
            case 1 -> line("(if (i32.eqz (i32.rem_u (local.get $x) (i32.const 5)))"
                    + " (then (return (resume_throw $k $e (local.get $x) (local.get $k)))))");
            case 2 -> line("(local.set $x (i32.xor (local.get $x) (i32.const " + random.nextInt(1000) + ")))");
            default -> line("(local.set $x (i32.add (i32.mul (local.get $x) (i32.const 3)) (i32.const 1)))");
        }
    }

    private void switching() {
        line("(elem declare func $side)");
        line("(func $side (type $sf) (param $x i32) (param $other (ref null $sk)) (result i32)");
        line("(loop $again (result i32)");
        line("(if (call $spent) (then (return (local.get $x))))");
        line("(call $note (local.get $x))");
        line("(if (i32.eqz (i32.rem_u (local.get $x) (i32.const 7))) (then (return (local.get $x))))");
        line("(switch $sk $sw (i32.add (local.get $x) (i32.const 3)) (local.get $other))");
        line("(local.set $other) (local.set $x) (br $again)))");
    }

    private void function(int number) {
        line("(elem declare func $f" + number + " $g" + number + ")");
        line("(func $g" + number + " (param $y i32) (param $x i32) (result i32)"
                + " (i32.sub (call $f" + number + " (local.get $x)) (local.get $y)))");
        line("(func $f" + number + " (param $x i32) (result i32) (local $n i32)");
        line("(local.set $n (i32.const " + (1 + random.nextInt(3)) + "))");
        boolean catches = random.nextInt(3) == 0;
        if (catches) {
            line("(block $caught (result i32) (try_table (catch $e $caught)");
        }
        line("(loop $again");
        for (int k = 2 + random.nextInt(3); k > 0; k--) {
            statement(number);
        }
        line("(local.set $n (i32.sub (local.get $n) (i32.const 1)))");
        line("(br_if $again (i32.and (i32.ne (local.get $n) (i32.const 0)) (i32.eqz (call $spent)))))");
        if (catches) {
            line(") (local.get $x)) (local.set $x)");
        }
        line("(local.get $x))");
    }

    private void statement(int number) {
        int behind = number + 1 + (number + 1 < FUNCTIONS ? random.nextInt(FUNCTIONS - number - 1) : 0);
        int kind = random.nextInt(behind < FUNCTIONS ? 8 : 3);
        String x = "(local.get $x)";
        switch (kind) {
            case 0, 1 -> line("(local.set $x (suspend $t" + random.nextInt(TAGS) + " " + x + "))");
            case 2 -> line("(local.set $x (i32.add " + x + " (i32.const " + random.nextInt(100) + ")))");
            case 3 -> line("(local.set $x (call $f" + behind + " " + x + "))");
            case 4 -> line("(local.set $x (call $drive" + random.nextInt(SETS) + " (cont.new $k (ref.func $f" + behind + ")) "
                    + x
                    + "))");
            case 5 -> line("(local.set $x (call $drive" + random.nextInt(SETS) + " (cont.bind $k2 $k " + x
                    + " (cont.new $k2 (ref.func $g" + behind + "))) (i32.const " + random.nextInt(50) + ")))");
            case 6 -> line("(local.set $x (resume $sk (on $sw switch) " + x
                    + " (cont.new $sk (ref.func $side)) (cont.new $sk (ref.func $side))))");
            default -> line("(local.set $x (i32.xor " + x + " (local.get $n)))");
        }
    }
}
