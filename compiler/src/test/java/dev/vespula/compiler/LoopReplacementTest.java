package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.text.Wat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Loops become compiled code while another thread interprets them: no iteration may be lost or done twice. The moment in
 * which that could happen is a few nanoseconds long, so there are many loops, in many engines.
 */
class LoopReplacementTest {
    private static final int LOOPS = 2;
    private static final int TRIPS = 100_000;
    private static final int ENGINES = 300;

    private static byte[] program() {
        StringBuilder text = new StringBuilder("(module (func (export \"sum\") (result i32) (local $i i32) (local $sum i32)\n");
        for (int i = 0; i < LOOPS; i++) {
            text.append("(local.set $i (i32.const 0)) (loop $again\n")
                    .append("(local.set $sum (i32.add (local.get $sum) (local.get $i)))\n")
                    .append("(br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const ")
                    .append(TRIPS).append("))))\n");
        }
        return Wat.parse(text.append("local.get $sum))").toString());
    }

    @Test
    void noIterationIsLost() {
        byte[] wasm = program();
        int sum = (int) ((long) LOOPS * TRIPS * (TRIPS - 1) / 2);
        for (int i = 0; i < ENGINES; i++) {
            try (Engine engine = Engine.of(new Config().withTier(Tier.AUTO))) {
                Func function = Instance.of(new Store<Void>(engine), Module.of(engine, wasm), List.of()).func("sum");
                for (int call = 0; call < 4; call++) {
                    assertThat(function.call()).as("engine %d, call %d", i, call).containsExactly(sum);
                }
            }
        }
    }
}
