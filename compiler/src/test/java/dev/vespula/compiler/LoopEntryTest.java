package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.OutOfFuel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A frame that is interpreted goes on in the compiled code of a loop, with all that it holds. */
class LoopEntryTest {
    /** Only the ways in which frames change over. */
    private static final List<Way> WAYS = List.of(Way.INTERPRETED, Way.MIXED, Way.MIXED_LATER);
    private static final String FILLER =
            "(local.set $y (i64.add (i64.mul (local.get $y) (i64.const 77777777777)) (i64.const 99999999999)))\n";

    /** Locals, temporaries and results of all types are live in loops in loops. */
    private static String allKinds(String filler) {
        return """
            (type $t (func (param i32) (result i32)))
            (type $s (struct (field (mut i64))))
            (memory 1) (global $g (mut f64) (f64.const 0.5)) (table 2 funcref) (elem (i32.const 0) $twice)
            (func $twice (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
            (func (export "run") (param $i i32) (param $l i64) (param $f f32) (param $d f64) (param $r externref)
                (result i32 i64 f32 f64 v128 externref i32 i64)
              (local $v v128) (local $s (ref null $s)) (local $a i32) (local $b i32) (local $c funcref) (local $y i64)
              (local.set $s (struct.new $s (i64.const 5)))
              (local.set $c (ref.func $twice))
              (local.set $v (i32x4.splat (local.get $i)))
              (i32.mul (local.get $i) (i32.const 3))   ;; operands that wait below the loops
              (i64.extend_i32_u (i32.mul (local.get $i) (i32.const 5)))
              (f32.mul (local.get $f) (f32.const 3))
              (f64.mul (local.get $d) (f64.const 7))
              (v128.const i64x2 11 12)
              (local.get $r)
              (local.set $a (local.get $i))
              (loop $outer (param i32 i64 f32 f64 v128 externref) (result i32 i64 f32 f64 v128 externref)
                (local.set $b (i32.const 7))
                (local.set $d (f64.add (local.get $d) (f64.const 1.25)))
                (loop $middle
                  (local.set $f (f32.add (local.get $f) (f32.convert_i32_s (local.get $b))))
                  (local.set $v (i32x4.add (local.get $v) (i32x4.splat (local.get $b))))
                  (struct.set $s 0 (local.get $s) (i64.add (struct.get $s 0 (local.get $s)) (i64.extend_i32_s (local.get $b))))
                  FILLER
                  (loop $inner
                    (local.set $l (i64.add (i64.rotl (local.get $l) (i64.const 3)) (i64.extend_i32_u (local.get $a))))
                    (i64.store (i32.and (local.get $a) (i32.const 1016)) (local.get $l))
                    (global.set $g (f64.add (global.get $g) (local.get $d)))
                    (local.set $i (i32.add (local.get $i) (call_indirect (type $t) (local.get $b) (i32.const 0))))
                    (br_if $inner (i32.lt_u (i32.and (local.tee $y (i32.wrap_i64 (local.get $l))) (i32.const 7)) (i32.const 5))))
                  (br_if $middle (local.tee $b (i32.sub (local.get $b) (i32.const 1)))))
                (br_if $outer (local.tee $a (i32.sub (local.get $a) (i32.const 1)))))
              (i32.add (local.get $i) (ref.is_null (local.get $c)))
              (i64.add (i64.add (local.get $l) (struct.get $s 0 (local.get $s)))
                (i64.extend_i32_u (i32.add (i32.trunc_sat_f32_s (local.get $f)) (i32x4.extract_lane 3 (local.get $v))))))
            """.replace("(local.tee $y (i32.wrap_i64 (local.get $l)))", "(i32.wrap_i64 (local.get $l))").replace("FILLER",
                filler);
    }

    private static void compare(String fields, Object[]... calls) throws Exception {
        for (Config.FuelMetering metering : Config.FuelMetering.values()) {
            Agreement.in(new Config().withFuel(metering), WAYS, program -> {
                // The same function once more in a fresh module: a frame changes over in the first call only.
                for (int round = 0; round < 3; round++) {
                    Instance instance = program.instance(fields);
                    for (Object[] arguments : calls) {
                        program.call(instance, "run", arguments);
                    }
                }
            });
        }
    }

    @Test
    void allKindsOfSlotsChangeOver() throws Exception {
        compare(allKinds(""), new Object[] {9, 3L, 1.5f, 2.5, "r"}, new Object[] {1, -3L, 0f, -2.5, null});
    }

    @Test
    void intoSplitFunctionsToo() throws Exception {
        compare(allKinds(FILLER.repeat(700)), new Object[] {9, 3L, 1.5f, 2.5, "r"}, new Object[] {1, -3L, 0f, -2.5, null});
    }

    @Test
    void withMoreArgumentsAndResultsThanJavaTakes() throws Exception {
        StringBuilder types = new StringBuilder();
        StringBuilder values = new StringBuilder();
        Object[] arguments = new Object[301];
        arguments[0] = 200;
        for (int k = 0; k < 300; k++) {
            types.append(k % 2 == 0 ? " i32" : " i64");
            arguments[k + 1] = k % 2 == 0 ? (Object) k : (Object) (long) k;
            values.append(k % 2 == 0 ? "(i32.add (local.get $sum) " : "(i64.add (i64.extend_i32_s (local.get $sum)) ")
                    .append("(local.get ").append(k + 1).append("))");
        }
        compare("(func (export \"run\") (param $n i32) (param" + types + ") (result" + types + ") (local $sum i32)"
                + "(loop $l (local.set $sum (i32.add (local.get $sum) (local.get 7))) (br_if $l (local.tee $n (i32.sub "
                + "(local.get $n) (i32.const 1)))))" + values + ")", arguments);
    }

    /** The loop ends in a call that replaces the frame. */
    @Test
    void tailCallsBehindLoops() throws Exception {
        compare("""
                (type $t (func (param i32 i64) (result i64)))
                (table 4 funcref) (elem (i32.const 0) $even $odd)
                (func $even (type $t) (local $k i32)
                  (local.set $k (i32.const 20))
                  (loop $l
                    (local.set 1 (i64.add (local.get 1) (i64.extend_i32_u (local.get $k))))
                    (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
                    (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
                  (return_call $odd (i32.sub (local.get 0) (i32.const 1)) (local.get 1)))
                (func $odd (type $t) (local $k i32)
                  (local.set $k (i32.const 30))
                  (loop $l
                    (local.set 1 (i64.xor (local.get 1) (i64.extend_i32_u (local.get $k))))
                    (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
                  (return_call_indirect (type $t) (i32.sub (local.get 0) (i32.const 1)) (local.get 1) (i32.const 0)))
                (func $self (type $t) (local $k i32)
                  (local.set $k (i32.const 10))
                  (loop $l (local.set 1 (i64.mul (local.get 1) (i64.const 3)))
                    (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
                  (if (local.get 0) (then (return_call $self (i32.sub (local.get 0) (i32.const 1)) (local.get 1))))
                  (i64.add (local.get 1) (i64.extend_i32_u (local.get $k))))
                (func (export "run") (param i32) (result i64)
                  (i64.add (call $even (local.get 0) (i64.const 1)) (call $self (local.get 0) (i64.const 1))))""",
                new Object[] {8}, new Object[] {100});
    }

    @Test
    void trapsAndExceptionsInLoopsThatWereEntered() throws Exception {
        compare("""
                (tag $t (param i32)) (memory 1)
                (func $inner (param $n i32) (result i32) (local $k i32)
                  (loop $l
                    (if (i32.eq (local.get $k) (local.get $n)) (then (throw $t (local.get $k))))
                    (drop (i32.load (i32.mul (local.get $k) (i32.const 1000))))
                    (local.set $k (i32.add (local.get $k) (i32.const 1)))
                    (br $l))
                  (unreachable))
                (func $catches (param $n i32) (result i32)
                  (block $h (result i32) (try_table (catch $t $h) (drop (call $inner (local.get $n)))) (i32.const -1)))
                (func (export "run") (param $n i32) (result i32) (local $sum i32)
                  (loop $l
                    (local.set $sum (i32.add (local.get $sum) (call $catches (local.get $n))))
                    (br_if $l (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
                  (local.get $sum))""", new Object[] {60}, new Object[] {10}, new Object[] {70}, new Object[] {66});
    }

    /** Stopped in a loop by fuel, a frame is interpreted again, and changes over again. */
    @Test
    void fuelThatEndsInLoops() throws Exception {
        Agreement.in(new Config().withFuel(Config.FuelMetering.ON), WAYS, program -> {
            Instance instance = program.instance(allKinds(""));
            program.note("run", () -> {
                StringBuilder asked = new StringBuilder();
                program.store.setFuel(0);
                CallOutcome outcome = instance.func("run").callResumable(9, 3L, 1.5f, 2.5, "r");
                int turn = 0;
                while (outcome instanceof OutOfFuel paused) {
                    asked.append(paused.requiredFuel()).append(' ');
                    // Sometimes a little more, so that a frame may run in compiled code for a while.
                    program.store.setFuel(paused.requiredFuel() + turn++ % 5 * 40);
                    outcome = paused.resume();
                }
                return asked.append(((CallOutcome.Finished) outcome).values()) + " " + program.store.fuel();
            });
        });
    }

    /** The loop that is compiled is the one where the frame is. */
    @Test
    void loopsAreFoundFromInside() throws Exception {
        String record = Agreement.in(new Config(), WAYS, program -> {
            Instance instance = program.instance("""
                    (func (export "run") (param $n i32) (result i32) (local $k i32) (local $sum i32)
                      (loop $a (br_if $a (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $n))))
                      (loop $b
                        (loop $c (br_if $c (i32.and (local.tee $k (i32.sub (local.get $k) (i32.const 1))) (i32.const 15))))
                        (local.set $sum (i32.add (local.get $sum) (local.get $k)))
                        (br_if $b (local.get $k)))
                      (local.get $sum))""");
            program.call(instance, "run", 16 * 1000);
        });
        assertThat(record).isEqualTo("run[16000]: [" + 16 * 999 * 1000 / 2 + "]\n");
    }
}
