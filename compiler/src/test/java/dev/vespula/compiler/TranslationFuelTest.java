package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CallOutcome;
import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.ReferenceCodec;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the lazy modes charge for translation is charged once in each instance, whatever executes its functions. */
class TranslationFuelTest {
    private static final long AMPLE = 1_000_000;
    /** Calls of all kinds: direct, through a table, by reference, tail calls, a function calling itself. */
    private static final byte[] WASM = Program.binary("""
            (type $t (func (param i32) (result i32)))
            (table 2 funcref)
            (elem (i32.const 0) func $twice $tail)
            (elem declare func $ref)
            (func $fib (export "fib") (param i32) (result i32)
              (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
                (then (local.get 0))
                (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1)))
                               (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
            (func $twice (type $t) (i32.add (local.get 0) (local.get 0)))
            (func $tail (type $t) (return_call $twice (i32.add (local.get 0) (i32.const 1))))
            (func $ref (type $t) (return_call_indirect (type $t) (local.get 0) (i32.const 1)))
            (func $self (param i32) (result i32)
              (if (i32.eqz (local.get 0)) (then (return (i32.const 5))))
              (return_call $self (i32.sub (local.get 0) (i32.const 1))))
            (func $deep (export "deep") (param i32) (result i32)
              (if (result i32) (i32.eqz (local.get 0)) (then (call $twice (i32.const 1)))
                (else (call $deep (i32.sub (local.get 0) (i32.const 1))))))
            (func (export "all") (param i32) (result i32)
              (i32.add (call $fib (i32.const 5))
                (i32.add (call_indirect (type $t) (local.get 0) (i32.const 0))
                  (i32.add (call_ref $t (local.get 0) (ref.func $ref)) (call $self (local.get 0))))))
            """);

    private static Config config(CompilationMode mode) {
        return new Config().withFuel(Config.FuelMetering.ON).withCompilationMode(mode);
    }

    private static Instance instance(Store<Void> store, Module module) {
        return new Linker<Void>(store.engine()).instantiate(store, module);
    }

    /** The cost of each of a few calls in a new instance. */
    private static List<Long> costs(Store<Void> store, Module module) {
        Instance instance = instance(store, module);
        List<Long> costs = new ArrayList<>();
        for (String call : new String[] {"fib", "all", "fib", "all", "deep", "all"}) {
            store.setFuel(AMPLE);
            instance.func(call).call(10);
            costs.add(AMPLE - store.fuel());
        }
        return costs;
    }

    private static List<Long> costs(Module module) {
        return costs(new Store<>(module.engine()), module);
    }

    @ParameterizedTest
    @EnumSource(CompilationMode.class)
    void everyTierAndEveryInstancePaysTheSame(CompilationMode mode) {
        List<Long> expected = null;
        for (Way way : Way.values()) {
            Engine engine = way.engine(config(mode));
            Module module = Module.of(engine, WASM);
            Store<Void> store = new Store<>(engine);
            for (int k = 0; k < 3; k++) {
                List<Long> costs = k == 1 ? costs(module) : costs(store, module);
                if (expected == null) {
                    expected = costs;
                }
                assertThat(costs).as("%s, instance %d", way, k).isEqualTo(expected);
            }
            engine.close();
        }
        assertThat(expected.get(0).equals(expected.get(2))).isEqualTo(mode == CompilationMode.EAGER);
        assertThat(expected.get(5)).isEqualTo(expected.get(3));
        if (mode == CompilationMode.LAZY_TRANSLATION) {
            // The body of fib has 28 bytes.
            assertThat(expected.get(0) - expected.get(2)).isEqualTo(7 * 28);
        }
    }

    @Test
    void codeFromFilesPaysTheSame(@TempDir Path folder) throws IOException {
        Config config = config(CompilationMode.LAZY_TRANSLATION);
        List<Long> expected = costs(Module.of(Way.INTERPRETED.engine(config), WASM));
        Path jar = folder.resolve("code.jar");
        // The mode is none of what code depends on.
        Module.of(Way.COMPILED.engine(config(CompilationMode.EAGER)), WASM).compileTo(jar);
        for (Way way : List.of(Way.COMPILED, Way.MIXED)) {
            assertThat(costs(Module.ofCompiled(way.engine(config), jar))).as("jar, %s", way).isEqualTo(expected);
            for (int k = 0; k < 2; k++) {
                try (Engine engine = way.engine(config.withCache(folder.resolve(way.name())))) {
                    Module module = Module.of(engine, WASM);
                    assertThat(costs(module)).as("cache, %s", way).isEqualTo(expected);
                    assertThat(costs(module)).as("cache, %s", way).isEqualTo(expected);
                }
            }
        }
    }

    /** Each unit of fuel, so that it also ends before, in and after each charge for translation. */
    @Test
    void whereverFuelEndsTheRestIsTheSame() {
        Config config = config(CompilationMode.LAZY_TRANSLATION);
        List<String> expected = null;
        for (Way way : Way.values()) {
            Engine engine = way.engine(config);
            Module module = Module.of(engine, WASM);
            List<String> seen = new ArrayList<>();
            for (int fuel = 0; fuel < 1_500; fuel += 13) {
                Store<Void> store = new Store<>(engine);
                Instance instance = instance(store, module);
                store.setFuel(fuel);
                StringBuilder line = new StringBuilder();
                CallOutcome outcome = instance.func("all").callResumable(3);
                while (outcome instanceof OutOfFuel paused) {
                    line.append(store.fuel()).append('<').append(paused.requiredFuel()).append(' ');
                    store.setFuel(paused.requiredFuel());
                    outcome = paused.resume();
                }
                store.setFuel(AMPLE);
                instance.func("all").call(3);
                seen.add(line.append(AMPLE - store.fuel()).toString());
            }
            if (expected == null) {
                expected = seen;
            }
            assertThat(seen).as("%s", way).isEqualTo(expected);
        }
    }

    /** What is paid is part of a snapshot, and of each instance its own. */
    @Test
    void whatWasPaidIsPaidInARestoredState() throws IOException {
        Config config = config(CompilationMode.LAZY_TRANSLATION);
        for (Way from : Way.values()) {
            Engine engine = from.engine(config);
            Module module = Module.of(engine, WASM);
            Store<Void> store = new Store<>(engine);
            Instance instance = instance(store, module);
            Instance other = instance(store, module);
            store.setFuel(AMPLE);
            instance.func("fib").call(3);
            store.setFuel(0);
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            Snapshot.of(List.of(instance, other), ReferenceCodec.NONE).write(saved);
            for (Way to : Way.values()) {
                Engine elsewhere = to.engine(config);
                Store<Void> restored = new Store<>(elsewhere);
                List<Instance> instances = Snapshot.read(new ByteArrayInputStream(saved.toByteArray()))
                        .restore(restored, new Linker<>(elsewhere), Module.of(elsewhere, WASM)).instances();
                assertThat(List.of(cost(restored, instances.get(0)), cost(restored, instances.get(1)), cost(restored, instances
                        .get(1))))
                        .as("%s to %s", from, to).containsExactly(7L, 7L + 7 * 28, 7L);
            }
        }
    }

    private static long cost(Store<Void> store, Instance instance) {
        store.setFuel(AMPLE);
        instance.func("fib").call(1);
        return AMPLE - store.fuel();
    }

    /** A call that is too deep pays for nothing of its callee, in whatever tier the limit is met. */
    @Test
    void aCallThatIsTooDeepPaysNothingForItsCallee() {
        List<Long> left = new ArrayList<>();
        for (Way way : Way.values()) {
            Engine engine = way.engine(config(CompilationMode.LAZY_TRANSLATION).withMaxRecursionDepth(50));
            Store<Void> store = new Store<>(engine);
            Instance instance = instance(store, Module.of(engine, WASM));
            store.setFuel(AMPLE);
            try {
                instance.func("deep").call(49);
            } catch (Trap trap) {
                assertThat(trap.code()).isEqualTo(TrapCode.STACK_OVERFLOW);
            }
            left.add(store.fuel());
        }
        assertThat(left).containsOnly(left.get(0));
    }
}
