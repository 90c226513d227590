package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.text.Wat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiled code is gone with its module, though the engine lives on. */
class UnloadingTest {
    /** Run in a JVM whose heap and metaspace hold the code of a few hundred modules at once. */
    public static final class ManyModules {
        public static void main(String[] args) {
            try (Engine engine = Engine.of(new Config().withTier(Tier.valueOf(args[0]))
                    .with(TierPolicy.USUAL.strict().withThreshold(Integer.parseInt(args[2]))))) {
                int count = Integer.parseInt(args[1]);
                long sum = 0;
                for (int k = 0; k < count; k++) {
                    // Each is different, so that nothing of one could serve another.
                    Module module = Module.of(engine, Wat.parse("many.wat", text(k).getBytes()));
                    Instance instance = new Linker<Void>(engine).instantiate(new Store<>(engine), module);
                    for (int round = 0; round < 20; round++) {
                        sum += (Integer) instance.func("run").call(10)[0];
                    }
                }
                System.out.println(count + " modules, sum " + sum);
            }
        }

        private static String text(int k) {
            StringBuilder text = new StringBuilder("(module (memory 1) (table funcref (elem $f0 $f1))\n");
            for (int f = 0; f < 12; f++) {
                text.append("(func $f").append(f).append(" (param i32) (result i32) (local $s i32) (loop $l")
                        .append(" (local.set $s (i32.add (local.get $s) (i32.load offset=").append(k % 1000)
                        .append(" (local.get 0)))) (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))")
                        .append(" (i32.add (local.get $s) (i32.const ").append(f).append(")))\n");
            }
            text.append("(func (export \"run\") (param i32) (result i32) (call_indirect (param i32) (result i32) (local.get 0)"
                    + " (i32.const 1)) (i32.add (call $f5 (local.get 0))) (i32.add (call $f11 (local.get 0)))))");
            return text.toString();
        }
    }

    @Test
    void modulesAreUnloaded() throws Exception {
        List<String> options = List.of("-Xmx64m", "-XX:MaxMetaspaceSize=32m");
        String count = Stress.choose("700", "1500");
        assertThat(ChildJvm.run(ManyModules.class, options, "COMPILED", count, "0")).contains(count + " modules, sum ");
        assertThat(ChildJvm.run(ManyModules.class, options, "AUTO", count, "2")).contains(count + " modules, sum ");
    }
}
