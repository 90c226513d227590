package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.FunctionCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache as engines of tier AUTO use it: it has what ran often. */
class HotCodeCacheTest {
    private static final byte[] WASM = Sample.wasm();
    private static final int DEEP = 5;
    private static final int HASH = 13;

    @TempDir
    Path folder;

    private Config config() {
        return Sample.config(Tier.AUTO).withCache(folder);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Calls a function until it is compiled; gives the class of its entry, whose number tells when it was compiled. */
    private static String heat(Module module, int function, String name, Object argument) {
        Store<Void> store = new Store<>(module.engine());
        if (module.engine().config().isMetered()) {
            store.setFuel(Long.MAX_VALUE);
        }
        Instance instance = Sample.instance(store, module);
        FunctionCode code = CodeOf.module(module).code(function);
        Object expected = null;
        while (code.compiled() == null) {
            Object result = instance.func(name).call(argument)[0];
            assertThat(expected == null || expected.equals(result)).isTrue();
            expected = result;
        }
        assertThat(instance.func(name).call(argument)[0]).isEqualTo(expected);
        return code.compiled().getClass().getName();
    }

    @Test
    void hotFunctionsAreFoundAgainAndOthersAdded() throws IOException {
        String deep;
        try (Engine engine = Engine.of(config())) {
            deep = heat(Module.of(engine, WASM), DEEP, "deep", 1_000L);
        }
        assertThat(files()).hasSize(1);
        String hash;
        try (Engine engine = Engine.of(config())) {
            hash = heat(Module.of(engine, WASM), HASH, "hash", 100_000);
        }
        for (int time = 0; time < 2; time++) {
            try (Engine engine = Engine.of(config())) {
                Module module = Module.of(engine, WASM);
                // In another order than before: compiled anew they would have other names.
                assertThat(heat(module, HASH, "hash", 100_000)).isEqualTo(hash).isNotEqualTo(deep);
                assertThat(heat(module, DEEP, "deep", 1_000L)).isEqualTo(deep);
            }
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void loopsAreFoundAgain() throws IOException {
        // One call: it is only by entering its loop that compiled code gets to run.
        for (int time = 0; time < 2; time++) {
            try (Engine engine = Engine.of(config())) {
                Instance instance = Sample.instance(new Store<>(engine), Module.of(engine, WASM));
                assertThat(instance.func("hash").call(20_000_000)).containsExactly(hash(20_000_000));
            }
        }
        assertThat(new String(Files.readAllBytes(files().get(0)), StandardCharsets.ISO_8859_1)).contains("$loop.class");
    }

    private static int hash(int n) {
        int hash = 0;
        for (int k = n; k > 0; k--) {
            hash = 31 * hash + k;
        }
        return hash;
    }

    @Test
    void codeForAMemoryThatGrowsOftenIsNotKept() throws IOException {
        byte[] wasm = Sample.growing();
        String first = null;
        for (int time = 0; time < 3; time++) {
            try (Engine engine = Engine.of(config())) {
                Module module = Module.of(engine, wasm);
                Instance instance = Sample.instance(new Store<>(engine), module);
                FunctionCode sum = CodeOf.module(module).code(1);
                assertThat(instance.func("run").call(1)).containsExactly(1);
                awaitOther(instance, 1, sum, null);
                CallEntry exact = sum.compiled();
                assertThat(first == null || exact.getClass().getName().equals(first)).isTrue();
                first = exact.getClass().getName();
                CodeOf.copyMuch(module);
                assertThat(instance.func("run").call(400)).containsExactly(80_200);
                awaitOther(instance, 80_201, sum, exact);
            }
        }
    }

    private static void awaitOther(Instance instance, int sum, FunctionCode code, CallEntry than) {
        while (code.compiled() == than) {
            assertThat(instance.func("sum").call()).containsExactly(sum);
        }
        assertThat(instance.func("sum").call()).containsExactly(sum);
    }

    @Test
    void aCompilerWithoutWorkWritesWhatItHas() throws Exception {
        Engine engine = Engine.of(config());
        heat(Module.of(engine, WASM), DEEP, "deep", 1_000L);
        while (files().isEmpty()) {
            Thread.sleep(50);
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void aDamagedFileIsReplaced() throws IOException {
        try (Engine engine = Engine.of(config())) {
            heat(Module.of(engine, WASM), DEEP, "deep", 1_000L);
        }
        Path file = files().get(0);
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length / 2] ^= 16;
        Files.write(file, damaged);
        try (Engine engine = Engine.of(config())) {
            heat(Module.of(engine, WASM), DEEP, "deep", 1_000L);
        }
        assertThat(Files.readAllBytes(file)).isNotEqualTo(damaged);
    }

    /** Translation is paid whether there is code or not, so code is kept where it costs fuel, too. */
    @Test
    void codeForMeteredEnginesIsKept() throws IOException {
        Config metered = config().withFuel(Config.FuelMetering.ON);
        for (CompilationMode mode : CompilationMode.values()) {
            try (Engine engine = Engine.of(metered.withCompilationMode(mode))) {
                heat(Module.of(engine, WASM), DEEP, "deep", 1_000L);
            }
            assertThat(files()).hasSize(1);
        }
    }
}
