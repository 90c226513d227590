package dev.vespula.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.testing.SharedFolder;
import dev.vespula.types.FuncType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bindings of programs that other people have compiled: they compile, and fit the instances. */
class CorpusBindingsTest {

    @Test
    void allPrograms() throws IOException, ClassNotFoundException {
        Map<String, Module> modules = new TreeMap<>();
        List<GeneratedFile> sources = new ArrayList<>();
        Engine engine = Engine.create();
        try (Stream<Path> files = Files.list(SharedFolder.path("corpus/wasm"))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String room = "corpus.p" + modules.size();
                modules.put(room, Module.of(engine, file));
                sources.addAll(new Bindings(room).withEngine(engine).withClassName("Program").generate(file).sources());
            }
        }
        assertThat(modules).hasSizeGreaterThan(50);
        GeneratedClasses classes = GeneratedClasses.of(sources);
        int bound = 0;
        for (Map.Entry<String, Module> each : modules.entrySet()) {
            if (!each.getValue().imports().stream().allMatch(wanted -> wanted.type() instanceof FuncType)) {
                // There is nothing to give for memories and globals.
                continue;
            }
            bound++;
            Linker<Void> linker = new Linker<Void>(engine).defineUnknownImportsAsTraps(each.getValue());
            Instance instance = linker.instantiate(new Store<>(engine), each.getValue());
            Class<?> program = classes.loadClass(each.getKey() + ".Program");
            assertThat(instance.exports(program)).isInstanceOf(program);
        }
        assertThat(bound).isGreaterThan(50);
    }
}
