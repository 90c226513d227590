package dev.vespula.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.WasmThrown;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs do the same translated and evaluated as trees: result or trap, global, memory. */
class TranslationSemanticsTest {
    private static final int PROGRAMS = 400;
    private static final int[][] ARGUMENTS = {{0, 0}, {1, -7}, {5, 3}, {Integer.MIN_VALUE, 70_000}};

    private final Engine engine = Engine.of(new Config().with(Feature.LEGACY_EXCEPTIONS));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void translatedProgramsDoWhatTheTreesDo(long seed) {
        for (long k = 0; k < PROGRAMS; k++) {
            check(seed * 1_000_000 + k);
        }
    }

    private void check(long seed) {
        TestModule module = new TestModule();
        module.memory();
        module.global('i');
        int pairType = module.type("", "ii");
        int loopType = module.type("i", "i");
        int callee = module.function("i", "i", "", RandomProgram.CALLEE);
        module.function("i", "i", "", RandomProgram.THROWER);
        module.tag("i");
        module.tag("i");
        RandomProgram program = new RandomProgram(seed, callee, pairType, loopType);
        int function = module.function("ii", "i", "ii", program.instructions());
        TranslatedModule.verified(module.decode(), function, TranslatedModule.PLAIN);
        TranslatedModule.verified(module.decode(), function, TranslatedModule.METERED);
        Module compiled = Module.of(engine, module.bytes());
        for (int[] arguments : ARGUMENTS) {
            RandomProgram.Machine machine = new RandomProgram.Machine();
            System.arraycopy(arguments, 0, machine.locals, 0, arguments.length);
            String expected = evaluated(program, machine);
            if (expected.equals("too long")) {
                continue;
            }
            Instance instance = new Linker<Void>(engine).instantiate(new Store<Void>(engine), compiled);
            assertThat(called(instance, function, arguments)).as("result of program %d", seed).isEqualTo(expected);
            assertThat(instance.global("g0").get()).as("global of program %d", seed).isEqualTo(machine.global);
            assertThat(Arrays.hashCode(instance.memory("memory0").read(0, machine.memory.length)))
                    .as("memory of program %d", seed)
                    .isEqualTo(Arrays.hashCode(machine.memory));
        }
    }

    private static String evaluated(RandomProgram program, RandomProgram.Machine machine) {
        try {
            return String.valueOf(program.run(machine));
        } catch (RandomProgram.Stop | RandomProgram.Thrown stop) {
            return stop.getMessage();
        }
    }

    private static String called(Instance instance, int function, int[] arguments) {
        try {
            return String.valueOf(instance.func("f" + function).call(arguments[0], arguments[1])[0]);
        } catch (Trap trap) {
            return trap.detail();
        } catch (WasmThrown thrown) {
            return "exception of tag " + (thrown.is(instance.tag("t0")) ? 0 : 1) + " with " + thrown.values().get(0).i32();
        }
    }
}
