package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.SuspendedCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** Structs that describe others, in all ways of executing. */
class DescriptorsTest {
    /** Shapes with a descriptor that holds what their kind has in common; the fields of the plain supertype stand before it. */
    private static final String TYPES = """
            (type $plain (sub (struct (field i32) (field externref))))
            (rec
              (type $shape (sub $plain (descriptor $shape.desc) (struct (field i32) (field externref) (field $size f64))))
              (type $shape.desc (sub (describes $shape) (struct (field $sides i32) (field $area (ref $area)))))
              (type $square (sub final $shape (descriptor $square.desc)
                (struct (field i32) (field externref) (field $size f64) (field $next anyref))))
              (type $square.desc (sub final $shape.desc (describes $square) (struct (field $sides i32) (field $area (ref $area)))))
              (type $area (func (param (ref $shape)) (result f64))))
            """;
    private static final String MODULE = TYPES + """
            (func $round (type $area) (f64.mul (f64.const 3) (struct.get $shape $size (local.get 0))))
            (func $straight (type $area) (struct.get $shape $size (local.get 0)))
            (elem declare func $round $straight)
            (global $circle (ref (exact $shape.desc)) (struct.new $shape.desc (i32.const 0) (ref.func $round)))
            (global $square (ref (exact $square.desc)) (struct.new $square.desc (i32.const 4) (ref.func $straight)))
            (global $ready (ref (exact $shape)) (struct.new_default_desc $shape (global.get $circle)))
            (global $none (mut (ref null (exact $shape.desc))) (ref.null none))
            (func $make (param $k i32) (result (ref $shape))
              (if (result (ref $shape)) (i32.and (local.get $k) (i32.const 1))
                (then (struct.new_desc $shape (local.get $k) (ref.null extern) (f64.convert_i32_s (local.get $k)) (global.get $circle)))
                (else (struct.new_desc $square (local.get $k) (ref.null extern) (f64.convert_i32_s (local.get $k))
                  (global.get $ready) (global.get $square)))))
            (func (export "areas") (param $n i32) (result f64 i32) (local $k i32) (local $sum f64) (local $sides i32)
              (local $shape (ref null $shape)) (local $desc (ref null $shape.desc))
              (loop $next
                (local.set $desc (ref.get_desc $shape (local.tee $shape (call $make (local.get $k)))))
                (local.set $sum (f64.add (local.get $sum)
                  (call_ref $area (ref.as_non_null (local.get $shape)) (struct.get $shape.desc $area (local.get $desc)))))
                (local.set $sides (i32.add (local.get $sides) (struct.get $shape.desc $sides (local.get $desc))))
                (br_if $next (i32.lt_s (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $n))))
              (local.get $sum) (local.get $sides))
            (func (export "squares") (param $n i32) (result i32) (local $k i32) (local $found i32) (local $square (ref null $square))
              (loop $next
                (block $no (result (ref $shape))
                  (local.set $square
                    (br_on_cast_desc_eq_fail $no (ref $shape) (ref (exact $square)) (call $make (local.get $k)) (global.get $square)))
                  (local.set $found (i32.add (local.get $found) (struct.get $square 0 (local.get $square))))
                  (global.get $ready))
                (drop)
                (br_if $next (i32.lt_s (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $n))))
              (local.get $found))
            (func (export "circles") (param $n i32) (result i32) (local $k i32) (local $found i32) (local $shape (ref null $shape))
              (loop $next
                (local.set $shape (block $yes (result (ref $shape))
                  (br_on_cast_desc_eq $yes (ref null $shape) (ref $shape) (call $make (local.get $k)) (global.get $circle))
                  (drop)
                  (local.set $found (i32.sub (local.get $found) (i32.const 1)))
                  (global.get $ready)))
                (local.set $found (i32.add (local.get $found) (struct.get $plain 0 (local.get $shape))))
                (br_if $next (i32.lt_s (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $n))))
              (local.get $found))
            (func (export "cast") (param $k i32) (result i32)
              (struct.get $square 0 (ref.cast_desc_eq (ref (exact $square)) (call $make (local.get $k)) (global.get $square))))
            (func (export "castNothing") (result i32)
              (ref.is_null (ref.cast_desc_eq (ref null $shape) (ref.null none) (global.get $circle))))
            (func (export "castAnything") (param $any externref) (result i32)
              (ref.is_null (ref.cast_desc_eq (ref null $shape) (any.convert_extern (local.get $any)) (global.get $circle))))
            (func (export "castToNothing") (result i32)
              (ref.is_null (ref.cast_desc_eq (ref null (exact $shape)) (global.get $ready) (global.get $none))))
            (func (export "branchToNothing") (result i32)
              (block $no (result anyref)
                (br_on_cast_desc_eq_fail $no anyref (ref null (exact $shape)) (global.get $ready) (global.get $none))
                (return (i32.const 1) (drop)))
              (drop) (i32.const 0))
            (func (export "ofNothing") (result i32) (struct.get $shape.desc $sides (ref.get_desc $shape (ref.null none))))
            (func (export "withNothing") (result f64) (struct.get $shape $size
              (struct.new_desc $shape (i32.const 1) (ref.null extern) (f64.const 2) (global.get $none))))
            (func (export "defaultWithNothing") (result f64)
              (struct.get $shape $size (struct.new_default_desc $shape (global.get $none))))
            (func (export "ready") (result i32) (struct.get $shape.desc $sides (ref.get_desc $shape (global.get $ready))))
            (func (export "exact") (param $k i32) (result i32 i32)
              (ref.test (ref (exact $shape)) (call $make (local.get $k))) (ref.test (ref (exact $square)) (call $make (local.get $k))))
            """.replace("(return (i32.const 1) (drop))", "(drop) (return (i32.const 1))");

    private static void everything(Program program) {
        Instance instance = program.instance(MODULE);
        for (int round = 0; round < 3; round++) {
            program.call(instance, "areas", 500);
            program.call(instance, "squares", 500);
            program.call(instance, "circles", 500);
            program.call(instance, "cast", 6);
            program.call(instance, "cast", 7);
            program.call(instance, "castNothing");
            program.call(instance, "castAnything", (Object) null);
            program.call(instance, "castAnything", "text");
            program.call(instance, "castToNothing");
            program.call(instance, "branchToNothing");
            program.call(instance, "ofNothing");
            program.call(instance, "withNothing");
            program.call(instance, "defaultWithNothing");
            program.call(instance, "ready");
            program.call(instance, "exact", 1);
            program.call(instance, "exact", 2);
        }
    }

    @Test
    void allWaysAgree() throws Exception {
        assertThat(Agreement.of(DescriptorsTest::everything)).contains("areas[500]: [249750.0, 1000]", "squares[500]: [62250]",
                "circles[500]: [62250]", "cast[6]: [6]", "cast[7]: CAST_FAILURE descriptor cast failure", "castNothing[]: [1]",
                "castAnything[null]: [1]", "castAnything[text]: CAST_FAILURE descriptor cast failure",
                "castToNothing[]: NULL_REFERENCE null descriptor reference", "ofNothing[]: NULL_REFERENCE null",
                "branchToNothing[]: NULL_REFERENCE null descriptor reference",
                "withNothing[]: NULL_REFERENCE null descriptor reference",
                "defaultWithNothing[]: NULL_REFERENCE null descriptor reference", "ready[]: [0]", "exact[1]: [1, 0]",
                "exact[2]: [0, 1]");
    }

    /** Operands that trap or have effects keep their order: fields first, then the descriptor, then the object is made. */
    @Test
    void operandsAreEvaluatedInTheirOrder() throws Exception {
        String module = """
                (rec (type $a (descriptor $b) (struct (field i32) (field i32))) (type $b (describes $a) (struct (field i32))))
                (global $steps (mut i32) (i32.const 0))
                (func $step (param i32) (result i32)
                  (global.set $steps (i32.add (i32.mul (global.get $steps) (i32.const 10)) (local.get 0))) (local.get 0))
                (func $desc (param i32) (result (ref null (exact $b))) (drop (call $step (i32.const 3)))
                  (if (result (ref null (exact $b))) (local.get 0) (then (struct.new $b (local.get 0))) (else (ref.null none))))
                (func (export "new") (param $first i32) (param $desc i32) (result i32)
                  (struct.get $b 0 (ref.get_desc $a (struct.new_desc $a
                    (i32.div_s (call $step (i32.const 1)) (local.get $first)) (call $step (i32.const 2)) (call $desc (local.get $desc))))))
                (func (export "inline") (param $divisor i32) (param $desc (ref null any)) (result i32)
                  (struct.get $a 0 (struct.new_desc $a (i32.div_s (i32.const 9) (local.get $divisor)) (i32.const 0)
                    (ref.cast (ref null (exact $b)) (local.get $desc)))))
                (func (export "steps") (result i32) (global.get $steps) (global.set $steps (i32.const 0)))
                """;
        String record = Agreement.of(program -> {
            Instance instance = program.instance(module);
            for (int[] arguments : new int[][] {{1, 5}, {0, 5}, {1, 0}, {0, 0}}) {
                program.call(instance, "new", arguments[0], arguments[1]);
                program.call(instance, "steps");
            }
            program.call(instance, "inline", 0, null);
            program.call(instance, "inline", 3, null);
        });
        assertThat(record).containsSubsequence("new[1, 5]: [5]", "steps[]: [123]", "new[0, 5]: INTEGER_DIVIDE_BY_ZERO",
                "steps[]: [1]", "new[1, 0]: NULL_REFERENCE null descriptor reference", "steps[]: [123]",
                "new[0, 0]: INTEGER_DIVIDE_BY_ZERO", "steps[]: [1]", "inline[0, null]: INTEGER_DIVIDE_BY_ZERO",
                "inline[3, null]: NULL_REFERENCE null descriptor reference");
    }

    /** More references than a class of structs has fields for, and more operands than are moved one by one. */
    @Test
    void largeStructsHaveDescriptorsToo() throws Exception {
        StringBuilder module = new StringBuilder("(rec (type $a (descriptor $b) (struct");
        module.append(" (field i32 anyref)".repeat(70)).append(")) (type $b (describes $a) (struct (field i32))))\n")
                .append("(func (export \"new\") (param i32) (result i32 i32 i32) (local $it (ref null $a)) (local.set $it (struct.new_desc $a");
        for (int k = 0; k < 70; k++) {
            module.append(" (i32.const ").append(k).append(") (ref.i31 (local.get 0))");
        }
        module.append("""
                 (struct.new $b (local.get 0))))
                  (struct.get $a 138 (local.get $it)) (i31.get_s (ref.cast (ref i31) (struct.get $a 139 (local.get $it))))
                  (struct.get $b 0 (ref.get_desc $a (local.get $it))))
                """);
        assertThat(Agreement.of(program -> {
            Instance instance = program.instance(module.toString());
            program.call(instance, "new", 42);
            program.call(instance, "new", 43);
        })).contains("new[42]: [69, 42, 42]", "new[43]: [69, 43, 43]");
    }

    /** Interpreted, compiled and so on in turns, each time in another store of another engine. */
    @Test
    void descriptorsArePartOfSnapshots() throws Exception {
        Config config = new Config().withFuel(Config.FuelMetering.ON);
        for (String function : new String[] {"areas", "squares", "circles"}) {
            Program whole = new Program(Way.INTERPRETED, config);
            CallOutcome expected = whole.instance(MODULE).func(function).callResumable(40);
            int turn = 0;
            Program program = new Program(Way.INTERPRETED, config);
            program.store.setFuel(0);
            CallOutcome outcome = program.instance(MODULE).func(function).callResumable(40);
            while (outcome instanceof SuspendedCall suspended) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                Snapshot.of(suspended).write(bytes);
                program = new Program(Way.values()[turn++ % Way.values().length], config);
                program.store.setFuel(0);
                OutOfFuel paused = (OutOfFuel) Snapshot.read(new ByteArrayInputStream(bytes.toByteArray()))
                        .restore(program.store, program.linker, program.module(MODULE)).call().orElseThrow();
                program.store.setFuel(paused.requiredFuel());
                outcome = paused.resume();
            }
            assertThat(turn).isGreaterThan(40);
            assertThat(((CallOutcome.Finished) outcome).values()).as(function)
                    .hasToString(((CallOutcome.Finished) expected).values().toString());
        }
    }
}
