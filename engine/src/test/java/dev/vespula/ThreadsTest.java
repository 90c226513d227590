package dev.vespula;

import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.TableType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final int THREADS = 8;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Linker<Void> linker = new Linker<>(engine);

    @AfterEach
    void shutdown() {
        pool.shutdownNow();
    }

    @Test
    void useByASecondThreadIsAClearError() throws Exception {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "wait", "", "");
        builder.func("run", "", "", "", "call 0");
        builder.func("other", "", "i", "", "i32.const 1");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        linker.func("env", "wait", FuncType.of(), (caller, args) -> {
            inside.countDown();
            await(release);
        });
        Instance instance = linker.instantiate(store, builder.module(engine));
        Global global = Global.of(store, new GlobalType(I32, true), 1);
        Table table = Table.of(store, TableType.of(ValType.EXTERNREF, Limits.atLeast(1)), null);
        Future<Object[]> running = pool.submit(() -> instance.func("run").call());
        inside.await();
        assertThatThrownBy(() -> instance.func("other").call()).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("store is in use by thread 'pool-").hasMessageContaining("entered by thread '"
                        + Thread.currentThread().getName() + "'");
        assertThatThrownBy(() -> global.set(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.set(0, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.grow(1, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> linker.instantiate(store, builder.module(engine)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.limiter(null)).isInstanceOf(IllegalStateException.class);
        release.countDown();
        running.get();
        assertThat(instance.func("other").call()).as("a store may wander between threads").containsExactly(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aModuleIsTranslatedOnceHoweverManyThreadsCallIt() throws Exception {
        for (CompilationMode mode : CompilationMode.values()) {
            Engine shared = Engine.of(new Config().withCompilationMode(mode));
            WasmBuilder builder = new WasmBuilder();
            int functions = 50;
            for (int i = 0; i < functions; i++) {
                String next = i + 1 < functions ? "local.get 0; call " + (i + 1) : "local.get 0";
                builder.func("f" + i, "i", "i", "", next + "; i32.const 1; i32.add");
            }
            Module module = builder.module(shared);
            CyclicBarrier barrier = new CyclicBarrier(THREADS);
            List<Callable<Object>> tasks = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int argument = t;
                tasks.add(() -> {
                    Store<Void> own = new Store<>(shared);
                    barrier.await();
                    Instance instance = new Linker<Void>(shared).instantiate(own, module);
                    return instance.func("f0").call(argument)[0];
                });
            }
            int t = 0;
            for (Future<Object> result : pool.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(functions + t++);
            }
        }
    }

    @Test
    void enginesGiveEqualTypesOneIdWhateverThreadMeetsThemFirst() throws Exception {
        WasmBuilder library = new WasmBuilder();
        library.func("f", "ilfd", "di", "", "local.get 3; local.get 0");
        WasmBuilder user = new WasmBuilder();
        user.type("i", "i");
        user.importFunc("lib", "f", "ilfd", "di");
        List<Callable<Instance>> tasks = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            tasks.add(() -> {
                Store<Void> own = new Store<>(engine);
                Linker<Void> mine = new Linker<>(engine);
                mine.instance("lib", mine.instantiate(own, library.module(engine)));
                return mine.instantiate(own, user.module(engine));
            });
        }
        for (Future<Instance> result : pool.invokeAll(tasks)) {
            assertThat(result.get()).isNotNull();
        }
    }

    @Test
    void oneLinkerInstantiatesInManyThreads() throws Exception {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "twice", "i", "i");
        builder.func("run", "i", "i", "", "local.get 0; call 0");
        Module module = builder.module(engine);
        linker.func("env", "twice", FuncType.of(I32).returning(I32),
                (caller, args) -> args.result(0, 2 * args.i32(0)));
        List<Callable<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int argument = i;
            tasks.add(() -> linker.instantiate(new Store<>(engine), module).func("run").call(argument)[0]);
        }
        int i = 0;
        for (Future<Object> result : pool.invokeAll(tasks)) {
            assertThat(result.get()).isEqualTo(2 * i++);
        }
    }
}
