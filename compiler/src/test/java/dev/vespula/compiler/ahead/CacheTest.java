package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.InvalidException;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of whole modules, as engines of tier COMPILED use it. */
class CacheTest {
    private static final byte[] WASM = Sample.wasm();
    private static final Object RESULT = Sample.interpreted(WASM);

    @TempDir
    Path folder;

    private Config config() {
        return Sample.config(Tier.COMPILED).withCache(folder);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static boolean isRecalled(Module module) {
        return CodeOf.translated(module) == 0;
    }

    @Test
    void aModuleIsCompiledOnce() throws IOException {
        Module compiled = Module.of(Engine.of(config()), WASM);
        assertThat(isRecalled(compiled)).isFalse();
        assertThat(Sample.run(compiled)).isEqualTo(RESULT);
        Module recalled = Module.of(Engine.of(config()), WASM);
        assertThat(isRecalled(recalled)).isTrue();
        assertThat(Sample.run(recalled)).isEqualTo(RESULT);
        assertThat(isRecalled(Module.of(Engine.of(config()), Sample.wasm(1)))).isFalse();
        assertThat(files()).hasSize(2);
    }

    @Test
    void nothingIsWrittenUnlessAskedFor() throws IOException {
        assertThat(new Config().cache()).isEmpty();
        assertThat(config().withoutCache().cache()).isEmpty();
        assertThat(config().cache()).contains(folder);
        Module.of(Engine.of(config().withoutCache()), WASM);
        Module.of(Engine.of(config().withTier(Tier.INTERPRETER)), WASM);
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> config().withMaxCacheBytes(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherConfigurationsHaveCodeOfTheirOwn() {
        Module.of(Engine.of(config()), WASM);
        for (Config other : List.of(config().withFuel(Config.FuelMetering.ON), config().withDeterminism(Config.Determinism.ON),
                config().withCustomSections(Config.CustomSections.IGNORE))) {
            Module first = Module.of(Engine.of(other), WASM);
            assertThat(isRecalled(first)).isFalse();
            assertThat(Sample.run(first)).isEqualTo(RESULT);
            assertThat(Sample.run(Module.of(Engine.of(other), WASM))).isEqualTo(RESULT);
        }
        Engine same = Engine.of(config().withMaxRecursionDepth(700).withCompilationMode(CompilationMode.EAGER));
        assertThat(isRecalled(Module.of(same, WASM))).isTrue();
    }

    @Test
    void invalidModulesAreRefusedAsWithoutACache() throws IOException {
        byte[] invalid = Wat.parse("(module (func (result i32)))");
        for (int k = 0; k < 2; k++) {
            assertThatThrownBy(() -> Module.of(Engine.of(config()), invalid)).isInstanceOf(InvalidException.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void anInvalidFunctionIsFoundWhenItIsCalledIfTheModeWantsThat() {
        byte[] wasm = Wat.parse("(module (func (export \"a\") (result i32)) (func (export \"b\") (result i32) (i32.const 3)))");
        for (int k = 0; k < 2; k++) {
            Engine engine = Engine.of(config().withCompilationMode(CompilationMode.LAZY));
            Instance instance = Sample.instance(new Store<>(engine), Module.of(engine, wasm));
            assertThat(instance.func("b").call()).containsExactly(3);
            assertThatThrownBy(() -> instance.func("a").call()).isInstanceOf(InvalidException.class);
        }
    }

    @Test
    void damagedFilesAreReplaced() throws IOException {
        Module.of(Engine.of(config()), WASM);
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        byte[] other = Sample.jar(Sample.config(Tier.AUTO).withFuel(Config.FuelMetering.ON), Sample.wasm(2));
        for (byte[] content : new byte[][] {{}, {1, 2, 3}, Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, whole.length / 2), changed, other}) {
            Files.write(file, content);
            Module module = Module.of(Engine.of(config()), WASM);
            assertThat(isRecalled(module)).as("%d bytes", content.length).isFalse();
            assertThat(Sample.run(module)).isEqualTo(RESULT);
            assertThat(file).hasBinaryContent(whole);
        }
        assertThat(isRecalled(Module.of(Engine.of(config()), WASM))).isTrue();
    }

    @Test
    void fuelIsTheSameWithTheCacheAndWithout() {
        Config metered = Sample.config(Tier.COMPILED).withFuel(Config.FuelMetering.ON);
        long without = fuelUsed(metered);
        assertThat(fuelUsed(metered.withCache(folder))).isEqualTo(without);
        assertThat(fuelUsed(metered.withCache(folder))).isEqualTo(without);
    }

    private static long fuelUsed(Config config) {
        Module module = Module.of(Engine.of(config), WASM);
        Store<Void> store = new Store<>(module.engine());
        store.setFuel(10_000_000);
        Sample.instance(store, module).func("run").call(500);
        return 10_000_000 - store.fuel();
    }

    @Test
    void theFolderIsBounded() throws IOException {
        Module.of(Engine.of(config()), WASM);
        long size = Files.size(files().get(0));
        Config bounded = config().withMaxCacheBytes(3 * size + size / 2);
        for (int k = 1; k < 8; k++) {
            Module.of(Engine.of(bounded), Sample.wasm(k));
            assertThat(files().stream().mapToLong(file -> file.toFile().length()).sum()).isLessThanOrEqualTo(4 * size);
        }
        assertThat(files()).hasSize(3);
        assertThat(isRecalled(Module.of(Engine.of(bounded), Sample.wasm(7)))).isTrue();
        assertThat(isRecalled(Module.of(Engine.of(bounded), WASM))).isFalse();
        assertThat(isRecalled(Module.of(Engine.of(config().withMaxCacheBytes(0)), Sample.wasm(9)))).isFalse();
    }

    @Test
    void aFolderThatDoesNotWorkIsNoError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        for (int k = 0; k < 2; k++) {
            assertThat(Sample.run(Module.of(Engine.of(config().withCache(file)), WASM))).isEqualTo(RESULT);
        }
    }

    @Test
    void threadsShareTheFolder() throws Exception {
        byte[][] modules = new byte[6][];
        Object[] results = new Object[modules.length];
        for (int k = 0; k < modules.length; k++) {
            modules[k] = Sample.wasm(k);
            results[k] = Sample.interpreted(modules[k]);
        }
        Module.of(Engine.of(config()), WASM);
        Config bounded = config().withMaxCacheBytes(4 * Files.size(files().get(0)));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                int first = thread;
                all.add(threads.submit(() -> {
                    for (int k = 0; k < 12; k++) {
                        int which = (first + k * (first + 1)) % modules.length;
                        assertThat(Sample.run(Module.of(Engine.of(bounded), modules[which]))).isEqualTo(results[which]);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files()).allMatch(file -> file.toString().endsWith(".jar"));
    }
}
