package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.internal.policy.TierPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame that is captured has in each slot what is live there, not what another place of the function has in the same slot. */
class SlotKindsTest {
    /** Slots of temporaries hold an i32 across the first call of $g, f64s across the next ones; all calls share handlers. */
    private static final String CALLS = """
            (memory 1) (data (i32.const 0) "\\01\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\40")
            (func $g (param $n i32) (param $me i32) (result f64)
              (if (i32.eqz (local.get $me)) (then (drop (call $f (i32.sub (local.get $n) (i32.const 1))))))
              (f64.const 100))
            (func $f (export "f") (param $n i32) (result f64)
              (local $a i32) (local $b f64) (local $c f64) (local $d f64) (local $e i64)
              (if (i32.le_s (local.get $n) (i32.const 0)) (then (return (f64.const 0))))
              (local.set $a (i32.add (i32.load (i32.const 0)) (i32.trunc_f64_s (call $g (local.get $n) (i32.const 0)))))
              (local.set $b (f64.add (f64.load (i32.const 8)) (call $g (local.get $n) (i32.const 1))))
              (local.set $c (f64.add (f64.load (i32.const 8)) (call $g (local.get $n) (i32.const 1))))
              (local.set $d (f64.add (f64.load (i32.const 8)) (call $g (local.get $n) (i32.const 1))))
              (local.set $e (i64.add (i64.load (i32.const 0)) (i64.trunc_f64_s (call $g (local.get $n) (i32.const 1)))))
              (f64.add (f64.convert_i64_s (local.get $e)) (f64.add (local.get $d)
                (f64.add (local.get $c) (f64.add (local.get $b) (f64.convert_i32_s (local.get $a)))))))
            """;

    /** Memory 0 is no longer one array of its size behind one of two calls, across which a slot has an i32 and an f64. */
    private static final String GROWTH = """
            (memory 1 4000) (data (i32.const 0) "\\05\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\40")
            (global $on (mut i32) (i32.const 0))
            (func $grow (result i32) (if (global.get $on) (then (drop (memory.grow (i32.const 1))))) (i32.const 100))
            (func $one (result f64) (f64.const 1))
            (func $f (result i32) (local $r i32)
              (local.set $r (i32.add (i32.load (i32.const 0)) (call $grow)))
              (f64.store (i32.const 16) (f64.add (f64.load (i32.const 8)) (call $one)))
              (local.get $r))
            (func (export "wrong") (result i32) (local $count i32) (local $k i32)
              (global.set $on (i32.const 1))
              (loop $l
                (if (i32.ne (call $f) (i32.const 105)) (then (local.set $count (i32.add (local.get $count) (i32.const 1)))))
                (br_if $l (i32.lt_s (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const 3000))))
              (local.get $count))
            """;

    @Test
    void deepRecursionThroughCallsWithOtherKindsAcross() throws Exception {
        String record = Agreement.in(new Config(), List.of(Way.INTERPRETED, Way.COMPILED, Way.MIXED), program -> {
            Instance instance = program.instance(CALLS);
            for (int depth : new int[] {10, 1_000, 4_000}) {
                program.call(instance, "f", depth);
            }
        });
        assertThat(record).isEqualTo("f[10]: [508.0]\nf[1000]: [508.0]\nf[4000]: [508.0]\n");
    }

    /** Parts of a split function that do not use memory 0 let it grow, others access it right behind its end. */
    @ParameterizedTest
    @ValueSource(ints = {1_400, 1_800, 2_500, 3_500, 7_900})
    void memoryThatGrowsInOtherPartsOfTheFunction(int methodBytes) throws Exception {
        String calls = "(local.set $x (call $n (local.get $x)))".repeat(60);
        String text = """
                (memory (export "m") 64 60000 (pagesize 1)) (global $g (mut i32) (i32.const 0))
                (func $n (param i32) (result i32)
                  (global.set $g (i32.add (global.get $g) (i32.const 1))) (i32.add (local.get 0) (i32.const 1)))
                (func $grow (drop (memory.grow (i32.const 1))))
                (func (export "run") (param $x i32) (param $over i32) (result i32)
                """ + calls + "(call $grow)" + calls
                + "(local.set $x (i32.add (local.get $x) (i32.load8_u (i32.add (memory.size) (local.get $over)))))".repeat(40)
                + calls + "(call $grow)" + calls + "(i32.load8_u (i32.add (memory.size) (local.get $over))))";
        Config config = new Config().with(TierPolicy.USUAL.withMethodBytes(methodBytes));
        for (Config.FuelMetering metering : Config.FuelMetering.values()) {
            Agreement.in(config.withFuel(metering), program -> {
                Instance instance = program.instance(text);
                for (int over = -2; over < 3; over++) {
                    program.call(instance, "run", 1, over);
                }
            });
        }
    }

    /**
     * So many variables and blocks that nobody finds out what is live where: code goes from part to part with all of them. An i32
     * and an f64 are in one slot by turns while control goes through a hundred blocks.
     */
    @Test
    void moreVariablesTimesBlocksThanAreAnalysed() throws Exception {
        int variables = 4_500;
        StringBuilder text = new StringBuilder("(func $i (result i32) (i32.const 7)) (func $d (result f64) (f64.const 2.5))"
                + "(func (export \"run\") (param $x i32) (result f64) (local $sum f64) (local $k i32) (local "
                + "i32 ".repeat(variables) + ")");
        for (int k = 0; k < variables; k++) {
            text.append("(local.set ").append(3 + k).append(" (call $i))");
        }
        String blocks = "(if (local.get $x) (then (local.set $k (call $i))))".repeat(60);
        String often = "(local.set $k (i32.add (call $i) (call $i)))".repeat(3)
                + "(local.set $sum (f64.add (local.get $sum) (f64.add (call $d) (call $d))))".repeat(3);
        for (int k = 0; k < 40; k++) {
            text.append(often).append("(local.set $sum (f64.add (local.get $sum) (f64.convert_i32_u (i32.add (call $i)")
                    .append("(block (result i32) ").append(blocks).append("(i32.const 3))))))")
                    .append(often).append("(local.set $sum (f64.add (local.get $sum) (f64.add (call $d)")
                    .append("(block (result f64) ").append(blocks).append("(f64.const 3)))))");
        }
        String record = Agreement.in(new Config(), List.of(Way.INTERPRETED, Way.COMPILED), program -> {
            Instance instance = program.instance(text + "(local.get $sum))");
            program.call(instance, "run", 0);
            program.call(instance, "run", 1);
        });
        assertThat(record).isEqualTo("run[0]: [1820.0]\nrun[1]: [1820.0]\n");
    }

    @Test
    void memoryThatHasRoomBehindItsEndAfterACall() throws Exception {
        String record = Agreement.in(new Config(), List.of(Way.INTERPRETED, Way.COMPILED, Way.MIXED),
                program -> program.call(program.instance(GROWTH), "wrong"));
        assertThat(record).isEqualTo("wrong[]: [0]\n");
    }
}
