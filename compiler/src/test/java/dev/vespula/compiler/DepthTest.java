package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How deep calls may go is said by the configuration alone, in every tier and on every Java stack. */
class DepthTest {
    private static void compare(Config config, int bound) throws Exception {
        Map<String, Integer> limits = Recursions.limits(config, bound);
        System.out.println("  " + config.maxRecursionDepth() + " frames, " + config.maxStackHeight() + " bytes: " + limits);
        Agreement.in(config, program -> Recursions.write(program, limits));
    }

    @Test
    void theLimitOfFramesIsTheSame() throws Exception {
        for (int frames : new int[] {1, 2, 3, 17, 100, 1_000, 10_000}) {
            compare(new Config().withMaxRecursionDepth(frames).withStackHeight(1_024, 1 << 28), frames);
        }
    }

    @Test
    void theLimitOfBytesIsTheSame() throws Exception {
        for (int bytes : new int[] {73_000, 100_000, 300_000, 2_000_000}) {
            compare(new Config().withMaxRecursionDepth(1_000_000).withStackHeight(1_024, bytes), bytes / 8);
        }
    }

    @Test
    void fuelIsTheSameAtTheLimit() throws Exception {
        for (int frames : new int[] {100, 3_000}) {
            compare(new Config().withFuel(Config.FuelMetering.ON).withMaxRecursionDepth(frames), frames);
        }
    }

    /** Goes to the limits in a JVM of its own. */
    private static void compareInChild(int frames, int bytes, List<String> options) throws Exception {
        Config config = new Config().withMaxRecursionDepth(frames).withStackHeight(1_024, bytes);
        Map<String, Integer> limits = Recursions.limits(config, frames);
        Program program = new Program(Way.INTERPRETED, config);
        Recursions.write(program, limits);
        for (Way way : List.of(Way.COMPILED, Way.MIXED)) {
            List<String> arguments = new ArrayList<>(List.of(way.name(), "" + frames, "" + bytes));
            limits.values().forEach(limit -> arguments.add(limit.toString()));
            assertThat(ChildJvm.run(Recursions.class, options, arguments.toArray(new String[0])))
                    .as(way + " " + options).isEqualTo(program.record());
        }
    }

    @Test
    void theLimitDoesNotDependOnTheJavaStack() throws Exception {
        compareInChild(100_000, 1 << 25, List.of("-Xss512k"));
        compareInChild(100_000, 1 << 25, List.of("-Xss64m"));
    }

    /** The JVM's own interpreter has the largest frames, its second compiler the smallest. */
    @Test
    void theLimitDoesNotDependOnHowTheJvmExecutes() throws Exception {
        for (String option : List.of("-Xint", "-XX:TieredStopAtLevel=1", "-Xcomp")) {
            compareInChild(20_000, 1 << 23, List.of("-Xss400k", option));
        }
    }

    /** Calls that go back and forth between host and Wasm take Java stack in every tier: it ends in a trap, and that is all. */
    @Test
    void recursionThroughHostFunctionsEndsInATrap() throws Exception {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config().withMaxRecursionDepth(1_000_000));
            Func[] run = new Func[1];
            program.linker.func("h", "again", FuncType.of(ValType.I32).returning(ValType.I32),
                    (caller, args) -> args.result(0, (int) run[0].call(args.i32(0))[0]));
            Instance instance = program.instance("""
                    (import "h" "again" (func $again (param i32) (result i32)))
                    (func $inner (param i32) (result i32) (if (result i32) (i32.eqz (local.get 0)) (then (i32.const 0))
                      (else (i32.add (i32.const 1) (call $again (i32.sub (local.get 0) (i32.const 1)))))))
                    (func (export "run") (param i32) (result i32) (call $inner (local.get 0)))""");
            run[0] = instance.func("run");
            program.call(instance, "run", 50);
            program.note("deep", () -> run[0].call(1_000_000));
            program.call(instance, "run", 51);
            assertThat(program.record()).as(way.name()).contains("run[50]: [50]").contains("deep: STACK_OVERFLOW")
                    .contains("run[51]: [51]");
        }
    }
}
