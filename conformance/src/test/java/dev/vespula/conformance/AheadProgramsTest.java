package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.testing.SharedFolder;
import dev.vespula.wasi.Wasi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real programs that one engine compiles and others run: from a jar file, and from the cache. */
class AheadProgramsTest {
    /** Those of the corpus that are tried: of several compilers, with exceptions, objects, vectors, tail calls, big functions. */
    private static final Set<String> NAMES = Set.of("hello", "json", "simd_k", "tailcall", "kotlin-gc-exnref",
            "kotlin-gc-legacy-eh", "sg-regex", "javy-demo");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> programsOfTheCorpus() throws IOException {
        Path corpus = SharedFolder.path("corpus");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode entry : new ObjectMapper().readTree(corpus.resolve("manifest.json").toFile()).get("entries")) {
            if (NAMES.contains(entry.get("name").asText())) {
                tests.add(DynamicTest.dynamicTest(entry.get("name").asText(), () -> runEverywhere(corpus, entry)));
            }
        }
        assertThat(tests).hasSize(NAMES.size());
        return tests.stream();
    }

    private void runEverywhere(Path corpus, JsonNode entry) throws IOException {
        Path wasm = corpus.resolve(entry.get("file").asText());
        JsonNode size = entry.has("small") ? entry.get("small") : entry;
        String expected = Files.readString(corpus.resolve(size.get("stdout").asText()));
        Config config = TestedTiers.config().with(Feature.LEGACY_EXCEPTIONS);
        Path jar = folder.resolve("program.jar");
        Module.of(Engine.of(config), wasm).compileTo(jar);
        for (Tier tier : new Tier[] {Tier.COMPILED, Tier.AUTO}) {
            Module module = Module.ofCompiled(Engine.of(config.withTier(tier)), jar);
            assertThat(run(module, corpus, entry, size)).as("from the jar, tier " + tier).isEqualTo(expected);
            for (int time = 1; time <= 2; time++) {
                try (Engine engine = Engine.of(config.withTier(tier).withCache(folder.resolve("cache")))) {
                    assertThat(run(Module.of(engine, wasm), corpus, entry, size))
                            .as("with the cache, tier " + tier + ", time " + time).isEqualTo(expected);
                }
            }
        }
    }

    private static String run(Module module, Path corpus, JsonNode entry, JsonNode size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wasi.Builder builder = Wasi.builder().args("program").stdout(out);
        if (size.has("args")) {
            size.get("args").forEach(argument -> builder.args(argument.asText()));
        }
        if (entry.has("env")) {
            entry.get("env").fields().forEachRemaining(variable -> builder.env(variable.getKey(), variable.getValue()
                    .asText()));
        }
        if (entry.has("dirs")) {
            entry.get("dirs").forEach(
                    dir -> builder.preopen(corpus.resolve(dir.get("host").asText()), dir.get("guest").asText()));
        }
        try (InputStream in = entry.has("stdin") ? Files.newInputStream(corpus.resolve(entry.get("stdin").asText()))
                : InputStream.nullInputStream(); Wasi wasi = builder.stdin(in).build()) {
            Linker<Void> linker = new Linker<>(module.engine());
            wasi.addTo(linker);
            assertThat(Wasi.run(linker.instantiate(new Store<>(module.engine()), module))).isEqualTo(entry.path("exit")
                    .asInt());
        }
        return out.toString();
    }
}
