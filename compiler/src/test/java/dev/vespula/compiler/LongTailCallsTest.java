package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.text.Wat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Millions of tail calls while one function after the other is compiled: from interpreted to compiled code and back, until
 * the Java stack has no more room for the dispatch loops in between.
 */
class LongTailCallsTest {
    private static final String MACHINE = """
            (type $op (func (param i32 i32 i64) (result i64)))
            (table 6 funcref) (elem (i32.const 0) $add $mul $xor $rot $local $end)
            (memory 1) (data (i32.const 0) "\\00\\01\\02\\03\\04")
            (func $add (type $op)
              (return_call_indirect (type $op) (i32.add (local.get 0) (i32.const 1)) (local.get 1)
                (i64.add (local.get 2) (i64.extend_i32_u (local.get 0)))
                (select (i32.const 5) (i32.load8_u (i32.rem_u (local.get 0) (i32.const 5))) (i32.gt_u (local.get 0) (local.get 1)))))
            (func $mul (type $op)
              (return_call_indirect (type $op) (i32.add (local.get 0) (i32.const 1)) (local.get 1)
                (i64.mul (local.get 2) (i64.const 6364136223846793005)) (i32.load8_u (i32.rem_u (local.get 0) (i32.const 5)))))
            (func $xor (type $op)
              (return_call_indirect (type $op) (i32.add (local.get 0) (i32.const 1)) (local.get 1)
                (i64.xor (local.get 2) (i64.shr_u (local.get 2) (i64.const 17))) (i32.load8_u (i32.rem_u (local.get 0) (i32.const 5)))))
            (func $rot (type $op)
              (return_call $local (i32.add (local.get 0) (i32.const 1)) (local.get 1)
                (i64.rotl (local.get 2) (i64.const 9))))
            (func $local (type $op) (local $x i64) (local $y i32)
              (local.set $x (i64.add (local.get $x) (i64.const 3)))
              (local.set $y (i32.add (local.get $y) (i32.const 1)))
              (return_call_indirect (type $op) (i32.add (local.get 0) (local.get $y)) (local.get 1)
                (i64.add (local.get 2) (local.get $x))
                (select (i32.const 0) (i32.load8_u (i32.rem_u (local.get 0) (i32.const 5))) (i32.gt_u (local.get 0) (local.get 1)))))
            (func $end (type $op) (local.get 2))
            (func (export "run") (param i32) (result i64)
              (i64.add (i64.const 1) (call $add (i32.const 0) (local.get 0) (i64.const 88172645463325252))))
            """;

    private static Engine engine(Tier tier, Config.FuelMetering metering) {
        return Engine.of(new Config().with(TierPolicy.USUAL.atOnce().strict()).withTier(tier).withFuel(metering)
                .withCompilationMode(CompilationMode.EAGER));
    }

    private static String run(Engine engine) {
        Store<Void> store = new Store<>(engine);
        if (engine.config().isMetered()) {
            store.setFuel(1L << 40);
        }
        Module module = Module.of(engine, Wat.parse("machine.wat", ("(module " + MACHINE + ")").getBytes()));
        Instance instance = new Linker<Void>(engine).instantiate(store, module);
        StringBuilder results = new StringBuilder();
        for (int steps : new int[] {3_000_000, 100, 2_000_000}) {
            results.append(instance.func("run").call(steps)[0]).append(' ');
            results.append(engine.config().isMetered() ? store.fuel() : 0).append(' ');
        }
        return results.toString();
    }

    @ParameterizedTest
    @EnumSource
    void resultsAndFuelAreTheSame(Config.FuelMetering metering) {
        String expected = run(engine(Tier.INTERPRETER, metering));
        assertThat(run(engine(Tier.COMPILED, metering))).isEqualTo(expected);
        assertThat(run(engine(Tier.AUTO, metering))).isEqualTo(expected);
    }
}
