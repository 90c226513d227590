package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.vespula.Engine;
import dev.vespula.LimitException;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Component;
import dev.vespula.conformance.TestedTiers;
import dev.vespula.text.Wat;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Components are decoded and validated with work in proportion to their size, or end with a {@link LimitException}. Work is
 * measured as bytes allocated; processor time has a bound that only something far out of proportion reaches.
 */
class ComponentCostTest {
    private static final int SMALL = 64 << 10;
    private static final int LARGE = 4 * SMALL;
    /** Four times the size takes four times the work, and some for what grows by doubling. */
    private static final double GROWTH = 6;
    private static final long CONSTANT = 16 << 20;
    /** Allocated for each byte of the component, of which most is garbage at once. */
    private static final long MOST_PER_BYTE = 6_000;
    private static final long SOON_NANOS = 10_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TestFactory
    Stream<DynamicTest> workIsInProportionToSize() {
        return CostlyComponents.all().entrySet().stream().map(shape -> DynamicTest.dynamicTest(shape.getKey(), () -> check(shape
                .getValue())));
    }

    private static void check(IntFunction<String> shape) {
        byte[] small = binary(shape, SMALL);
        byte[] large = binary(shape, LARGE);
        long less = work(small);
        long more = work(large);
        assertThat(more).as("%d bytes for %d, then", less, small.length).isLessThan((long) (GROWTH * less) + CONSTANT)
                .isLessThan(
                        MOST_PER_BYTE * large.length + CONSTANT);
    }

    private static byte[] binary(IntFunction<String> shape, int bytes) {
        return Wat.parse("costly.wat", shape.apply(bytes).getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are allocated on the way, or 0 if the component is refused for its size. */
    private static long work(byte[] binary) {
        try (Engine engine = Engine.create()) {
            long time = THREADS.getCurrentThreadCpuTime();
            long start = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            boolean isRefused = false;
            try {
                Component.of(engine, binary);
            } catch (LimitException tooMuch) {
                isRefused = true;
            }
            long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - start;
            long nanos = THREADS.getCurrentThreadCpuTime() - time;
            assertThat(nanos).isLessThan(SOON_NANOS);
            return isRefused ? 0 : bytes;
        }
    }

    /** A component of which the instances have the ones before twice would make more than there can be. */
    @Test
    void instancesThatDoubleAreCounted() {
        for (String core : List.of("", "(core module $m (memory 1)) (core instance (instantiate $m))",
                "(type u8) ".repeat(100_000))) {
            StringBuilder text = new StringBuilder("(component (component $c0 " + core + ")");
            for (int level = 1; level < 60; level++) {
                text.append("""
                        (component $c%d (alias outer 1 $c%d (component $c)) (instance (instantiate $c)) (instance (instantiate $c)))
                        """.formatted(level, level - 1));
            }
            ComponentText components = new ComponentText(TestedTiers.config());
            Component component = components.component(text + "(instance (instantiate $c59)))");
            assertThatThrownBy(() -> components.linker.instantiate(components.store, component)).satisfiesAnyOf(
                    thrown -> assertThat(thrown).isInstanceOf(LimitException.class).hasMessageContaining("10000 instances"),
                    thrown -> assertThat(thrown).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                            TrapCode.OUT_OF_SYSTEM_MEMORY)));
        }
    }
}
