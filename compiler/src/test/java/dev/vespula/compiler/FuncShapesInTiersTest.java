package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import java.lang.management.ManagementFactory;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions as functional interfaces, before and after they are compiled, and when there are many. */
class FuncShapesInTiersTest {
    /** More than get classes of their own. */
    private static final int FUNCTIONS = 50;

    private static String fields() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FUNCTIONS; i++) {
            text.append("(func (export \"f").append(i).append("\") (param i32) (result i32) (i32.div_s (i32.const ").append(i)
                    .append("00) (local.get 0)))");
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void manyFunctionsOfManyInstances(Way way) throws Exception {
        Program program = new Program(way, new Config());
        Module module = program.module(fields());
        for (int round = 0; round < 3; round++) {
            Instance instance = program.linker.instantiate(new Store<>(program.engine), module);
            for (int i = 0; i < FUNCTIONS; i++) {
                IntUnaryOperator f = instance.func("f" + i).as(IntUnaryOperator.class);
                for (int call = 0; call < 50; call++) {
                    assertThat(f.applyAsInt(10)).isEqualTo(10 * i);
                    assertThat(instance.func("f" + i).callI32(10)).isEqualTo(10 * i);
                }
                assertThatThrownBy(() -> f.applyAsInt(0)).isInstanceOf(Trap.class);
            }
        }
        program.engine.close();
    }

    @ParameterizedTest
    @EnumSource
    void furtherInstancesNeedNoClasses(Way way) throws Exception {
        Program program = new Program(way, new Config());
        Module module = program.module(fields());
        for (int i = 0; i < 200; i++) {
            use(program, module);
        }
        long before = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        for (int i = 0; i < 200; i++) {
            use(program, module);
        }
        assertThat(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - before).isLessThan(50);
        program.engine.close();
    }

    private static void use(Program program, Module module) {
        Instance instance = program.linker.instantiate(new Store<>(program.engine), module);
        for (int i = 0; i < 3; i++) {
            assertThat(instance.func("f" + i).as(IntUnaryOperator.class).applyAsInt(100)).isEqualTo(i);
        }
    }
}
