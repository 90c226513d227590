package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Types that no module uses any more leave the engine, those that something uses stay. */
class TypeReuseTest {
    private static final ValType[] NUMBERS = {ValType.I32, ValType.I64, ValType.F32, ValType.F64};

    /** Function types that no other serial number has: its digits to the base 4 are the parameters. */
    private static FuncType type(int serial) {
        List<ValType> params = new ArrayList<>();
        for (int digit = 0; digit < 13; digit++) {
            params.add(NUMBERS[serial >> 2 * digit & 3]);
        }
        return new FuncType(params, List.of());
    }

    private static byte[] module(int from, int count) {
        Bytes types = new Bytes().unsigned(count);
        for (int serial = from; serial < from + count; serial++) {
            types.add(0x60, 13);
            for (int digit = 0; digit < 13; digit++) {
                types.add(0x7F - (serial >> 2 * digit & 3));
            }
            types.add(0);
        }
        // The function of the last type is exported.
        return new Bytes().add(0, 'a', 's', 'm', 1, 0, 0, 0)
                .add(1).sized(types.toArray())
                .add(3).sized(new Bytes().add(1).unsigned(count - 1).toArray())
                .add(7, 5, 1, 1, 'f', 0, 0)
                .add(10, 4, 1, 2, 0, 0x0B).toArray();
    }

    private static Func function(Engine engine, int from, int count) {
        return new Linker<Void>(engine).instantiate(new Store<>(engine), Module.of(engine, module(from, count))).func("f");
    }

    @Test
    void typesOfModulesThatAreGoneAreForgotten() throws InterruptedException {
        Engine engine = Engine.create();
        Func first = function(engine, 0, 1_000);
        FuncType known = first.type();
        Func last = null;
        for (int k = 1; k <= 300; k++) {
            last = function(engine, 1_000 * k, 1_000);
            assertThat(last.type()).isEqualTo(type(1_000 * (k + 1) - 1));
        }
        while (engine.state().types.size() > 10_000) {
            System.gc();
            Thread.sleep(1);
        }
        assertThat(first.type()).isEqualTo(known).isEqualTo(type(999));
        first.call(args(known));
        last.call(args(last.type()));
        Func host = Func.of(new Store<>(engine), type(999), (caller, args) -> {});
        assertThat(host.type()).isEqualTo(known);
    }

    private static Object[] args(FuncType type) {
        return type.params().stream().map(param -> param == ValType.I32 ? (Object) 0 : param == ValType.I64 ? (Object) 0L
                : param == ValType.F32 ? (Object) 0f : (Object) 0d).toArray();
    }

    @Test
    void threadsLoadModulesAtTheSameTime() throws Exception {
        Engine engine = Engine.create();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            done.add(threads.submit(() -> {
                for (int k = 0; k < 10; k++) {
                    // Half of the types are those of another thread, too.
                    int from = (number / 2 * 10 + k) * 2_000 + number % 2 * 1_000;
                    Func func = function(engine, from, 2_000);
                    assertThat(func.type()).isEqualTo(type(from + 1_999));
                    func.call(args(func.type()));
                }
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();
    }

    @Test
    void aGroupMayBeEmpty() {
        byte[] module = new Bytes().add(0, 'a', 's', 'm', 1, 0, 0, 0).add(1).sized(new byte[] {1, 0x4E, 0}).toArray();
        assertThat(Module.of(Engine.of(new Config().with(Feature.GC)), module).exports()).isEmpty();
    }

    @Test
    void aModuleHasNoMoreTypesThanAllowed() {
        Engine strict = Engine.of(new Config().withEnforcedLimits(EnforcedLimits.none().withMaxTypes(500)));
        assertThat(Module.of(strict, module(0, 500))).isNotNull();
        assertThatThrownBy(() -> Module.of(strict, module(0, 501))).isInstanceOf(LimitException.class)
                .hasMessageContaining("500 types");
    }
}
