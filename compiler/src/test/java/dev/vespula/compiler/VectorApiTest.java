package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors in a JVM with {@code jdk.incubator.vector}. */
class VectorApiTest {
    @Test
    void allPathsComputeTheSame() throws Exception {
        // Everything is compiled soon, C2's code included, and before the program goes on.
        String output = ChildJvm.run(VectorPaths.class, List.of("--add-modules", "jdk.incubator.vector", "-Xbatch",
                "-XX:CompileThresholdScaling=0.1"));
        assertThat(output).containsPattern("operators 2\\d\\d with the module 1\\d\\d\\R");
        assertThat(output).containsPattern(Stress.choose("expressions 20 with the module 1\\d\\R",
                "expressions 40 with the module [2-4]\\d\\R"));
    }

    @Test
    void withoutTheModuleNothingRefersToIt() throws Exception {
        String function = VectorFunctions.module("(f32x4.mul (v128.load (local.get $i)) (v128.load (local.get $j)))");
        assertThat(EmittedCode.mentions(EmittedCode.compiled(Program.binary(function)), "jdk/incubator/vector/")).isFalse();
    }
}
