package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.OutOfFuel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fuel is the same to the unit in all ways, wherever it ends. */
class FuelTest {
    private static final Config METERED = new Config().withFuel(Config.FuelMetering.ON);

    @Test
    void everyBudgetEndsAtTheSamePlace() throws Exception {
        Program whole = new Program(Way.INTERPRETED, METERED);
        Everything.instance(whole).func("run").call(5, "x");
        long cost = Program.AMPLE_FUEL - whole.store.fuel();
        assertThat(cost).isBetween(500L, 5_000L);
        Agreement.in(METERED, program -> {
            Instance instance = Everything.instance(program);
            for (long budget = 0; budget <= cost + 1; budget++) {
                program.store.setFuel(budget);
                program.call(instance, "run", 5, "x");
            }
        });
    }

    @Test
    void whatIsAskedForIsTheSame() throws Exception {
        String record = Agreement.in(METERED, program -> {
            Instance instance = Everything.instance(program);
            for (int n = 1; n < 12; n++) {
                int argument = n;
                program.note("run " + n, () -> {
                    StringBuilder asked = new StringBuilder();
                    program.store.setFuel(0);
                    CallOutcome outcome = instance.func("run").callResumable(argument, null);
                    while (outcome instanceof OutOfFuel paused) {
                        asked.append(paused.requiredFuel()).append(' ');
                        // Once more without fuel changes nothing.
                        OutOfFuel again = (OutOfFuel) paused.resume();
                        assertThat(again.requiredFuel()).isEqualTo(paused.requiredFuel());
                        program.store.setFuel(again.requiredFuel());
                        outcome = again.resume();
                    }
                    return asked.append(((CallOutcome.Finished) outcome).values());
                });
            }
        });
        assertThat(record.length()).isGreaterThan(5_000);
    }

    /** Both ways of being stopped by fuel in a function that is split into parts. */
    @Test
    void splitFunctionsAskForTheSame() throws Exception {
        String loop =
                "(loop $l (local.set $x (i64.add (local.get $x) (i64.mul (i64.extend_i32_u (local.get $k)) (i64.const K))))"
                        + "(memory.fill (local.get $k) (i32.const 1) (i32.const 200))"
                        + "(br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))(local.set $k (i32.const 2))\n"
                        + "(if (i64.lt_s (local.get $x) (i64.const 0)) (then (local.set $x (i64.sub (i64.const 0) (local.get $x)))))\n";
        StringBuilder text = new StringBuilder(
                "(memory 1) (func (export \"run\") (param $k i32) (result i64) (local $x i64)\n");
        for (int k = 0; k < 150; k++) {
            text.append(loop.replace("K", Integer.toString(k * 77777)).replace("$l", "$l" + k));
        }
        text.append("(local.get $x))");
        Agreement.in(METERED, program -> {
            Instance instance = program.instance(text.toString());
            long cost = 12_000;
            for (long budget = 0; budget < cost; budget += Stress.choose(29, 7)) {
                program.store.setFuel(budget);
                program.call(instance, "run", 3);
            }
            program.note("refuelled", () -> {
                StringBuilder asked = new StringBuilder();
                program.store.setFuel(0);
                CallOutcome outcome = instance.func("run").callResumable(3);
                while (outcome instanceof OutOfFuel paused) {
                    asked.append(paused.requiredFuel()).append(' ');
                    program.store.setFuel(paused.requiredFuel());
                    outcome = paused.resume();
                }
                return asked.append(((CallOutcome.Finished) outcome).values());
            });
        });
    }

    /** Four bytes an element: 2^62 of them would be none. */
    @Test
    void enormousGrowthOfATableIsNotFree() throws Exception {
        Agreement.in(METERED, program -> {
            Instance instance = program.instance("""
                    (table i64 1 funcref)
                    (func (export "grow") (param i64) (result i64) (table.grow (ref.null func) (local.get 0)))""");
            for (long delta : new long[] {1L << 40, 1L << 61, 1L << 62, Long.MAX_VALUE - 1}) {
                program.store.setFuel(1L << 30);
                OutOfFuel paused = (OutOfFuel) instance.func("grow").callResumable(delta);
                assertThat(paused.requiredFuel()).isEqualTo(Math.min(delta, Long.MAX_VALUE / 4) / 16);
                program.store.setFuel(-1);
                assertThat(((CallOutcome.Finished) paused.resume()).results()).containsExactly(-1L);
                program.note("left", program.store::fuel);
            }
        });
    }

    @Test
    void everythingReturnsTheSame() throws Exception {
        String record = Agreement.of(List.of(Way.values()), program -> {
            Instance instance = Everything.instance(program);
            for (int n = 1; n < 20; n++) {
                program.call(instance, "run", n, n % 2 == 0 ? null : "object");
            }
        });
        assertThat(record).doesNotContain("Exception").doesNotContain("STACK").contains("run[19, object]: [");
    }
}
