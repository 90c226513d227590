package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.LimitException;
import dev.vespula.Module;
import dev.vespula.Tier;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is done with a module takes work in proportion to its size, or ends with a {@link LimitException}. Work is measured as
 * bytes allocated, which do not depend on what else the machine does.
 */
class CostTest {
    private static final int SMALL = 64 << 10;
    private static final int LARGE = 4 * SMALL;
    /** Four times the size takes four times the work, and some for what grows by doubling. */
    private static final double GROWTH = 6;
    private static final long CONSTANT = 16 << 20;
    /** Allocated for each byte of the module, of which most is garbage at once. */
    private static final long MOST_PER_BYTE = 6_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What is done with a module. */
    private enum Step implements BiConsumer<Config, byte[]> {
        VALIDATE {
            @Override
            public void accept(Config config, byte[] wasm) {
                Module.validate(Engine.of(config.withTier(Tier.INTERPRETER)), wasm);
            }
        },
        TRANSLATE {
            @Override
            public void accept(Config config, byte[] wasm) {
                Module.of(Engine.of(config.withTier(Tier.INTERPRETER).withCompilationMode(CompilationMode.EAGER)), wasm);
            }
        },
        COMPILE {
            @Override
            public void accept(Config config, byte[] wasm) {
                try {
                    Module.of(Engine.of(config), wasm).compileTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        /** Bytes that are allocated on the way, or 0 if the module is refused. */
        long work(byte[] wasm) {
            long start = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            try {
                // Not that of other tests: a function that stays interpreted because compiling it would take too much is wanted here.
                accept(new Config(), wasm);
            } catch (LimitException e) {
                return 0;
            }
            return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - start;
        }
    }

    @TestFactory
    Stream<DynamicTest> workIsInProportionToSize() {
        for (Step step : Step.values()) {
            step.work(CostlyModules.binary(CostlyModules.all().get("calls"), 1 << 10));
        }
        return CostlyModules.all().entrySet().stream()
                .map(shape -> DynamicTest.dynamicTest(shape.getKey(), () -> check(shape.getValue())));
    }

    @Test
    void aJarHasNoClassesForAnyNumberOfTypes() {
        byte[] wasm = CostlyModules.binary(CostlyModules.all().get("types of functions"), 350 << 10);
        Engine engine = Engine.create();
        assertThatThrownBy(() -> Module.of(engine, wasm).compileTo(OutputStream.nullOutputStream()))
                .isInstanceOf(LimitException.class).hasMessageContaining("10000 different function types");
    }

    private static void check(IntFunction<String> shape) {
        byte[] small = CostlyModules.binary(shape, SMALL);
        byte[] large = CostlyModules.binary(shape, LARGE);
        assertThat(small.length).isBetween(SMALL / 3, SMALL * 4);
        for (Step step : Step.values()) {
            long less = step.work(small);
            long more = step.work(large);
            assertThat(more).as("%s: %d bytes for %d, then", step, less, small.length)
                    .isLessThan((long) (GROWTH * less) + CONSTANT).isLessThan(MOST_PER_BYTE * large.length + CONSTANT);
        }
    }
}
