package dev.vespula;

import static dev.vespula.types.ValType.F64;
import static dev.vespula.types.ValType.I32;
import static dev.vespula.types.ValType.I64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.Cost;
import dev.vespula.types.FuncType;
import java.lang.invoke.MethodHandle;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

/** Typed calls in both directions allocate nothing, in whatever way the JVM executes them. */
class AllocationTest {
    private static final int CALLS = 10_000;

    private interface Exports {
        long run(int a, long b, double c);
    }

    static final class Host {
        @WasmImport("annotated")
        int annotated(Caller<?> caller, int value) {
            return value + 1;
        }
    }

    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Instance instance = instance();

    private Instance instance() {
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "lambda", FuncType.of(I32, F64).returning(I64),
                (caller, args) -> args.result(0, args.i32(0) + (long) args.f64(1)));
        linker.func("env", "typed", LongBinaryOperator.class, Long::sum);
        linker.define("env", new Host());
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "lambda", "id", "l");
        builder.importFunc("env", "typed", "ll", "l");
        builder.importFunc("env", "annotated", "i", "i");
        builder.func("run", "ild", "l", "",
                "local.get 0; call 2; local.get 2; call 0; local.get 1; call 1");
        return linker.instantiate(store, builder.module(engine));
    }

    @FunctionalInterface
    private interface Calls {
        long run(int count) throws Throwable;
    }

    private static void assertNothingAllocated(Calls calls) throws Throwable {
        // The JVM makes its own forms of a method handle after some calls.
        calls.run(1_000);
        Cost.allocatedBytes();
        long before = Cost.allocatedBytes();
        calls.run(CALLS);
        long bytes = Cost.allocatedBytes() - before;
        assertThat(bytes / CALLS).as("bytes per call").isZero();
    }

    @Test
    void anInterfaceOverTheExports() throws Throwable {
        Exports exports = instance.exports(Exports.class);
        assertThat(exports.run(1, 2, 3)).isEqualTo(7);
        assertNothingAllocated(count -> {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += exports.run(i, 5, 2.5);
            }
            return sum;
        });
    }

    @Test
    void aMethodHandle() throws Throwable {
        MethodHandle handle = instance.func("run").methodHandle();
        assertNothingAllocated(count -> {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += (long) handle.invokeExact(i, 5L, 2.5);
            }
            return sum;
        });
    }
}
