package dev.vespula.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.InvalidException;
import dev.vespula.component.wit.WitLoader;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.component.wit.WitWorld;
import dev.vespula.testing.SharedFolder;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bindings of the shared suite of WIT: they compile, and the library binds them. */
class SharedWitBindingsTest {
    private static final String SUFFIX = ".wit.json";

    private final WitLoader loader = WitLoader.create().withFeatures(Set.of("active")).withTextEncoder(Wat::parse);

    @Test
    void allThatTheLibraryCanBind() throws IOException, ClassNotFoundException {
        Path folder = SharedFolder.path("conformance/component/wit");
        Map<String, WitPackages> inputs = new LinkedHashMap<>();
        List<GeneratedFile> sources = new ArrayList<>();
        int refused = 0;
        for (String name : names(folder)) {
            WitPackages packages = loader.load(input(folder, name));
            String room = "wit.p" + inputs.size();
            try {
                sources.addAll(new Bindings(room).generate(name, packages).sources());
                inputs.put(room, packages);
            } catch (BindingsException asynchronous) {
                assertThat(asynchronous.reasons()).as(name).allMatch(reason -> reason.endsWith("not supported") || reason
                        .endsWith(
                                "flags"));
                refused++;
            }
        }
        assertThat(inputs).hasSizeGreaterThan(40);
        assertThat(refused).isLessThan(15);
        GeneratedClasses classes = GeneratedClasses.of(sources);
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, WitPackages> each : inputs.entrySet()) {
            for (WitWorld world : each.getValue().root().worlds().values()) {
                wrong.addAll(compare(each.getValue(), world, classes, each.getKey()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> compare(WitPackages packages, WitWorld world, GeneratedClasses classes, String room)
            throws ClassNotFoundException {
        String name = Stream.of(world.name().orElseThrow().split("-")).map(word -> word.substring(0, 1).toUpperCase() + word
                .substring(1)).reduce("", String::concat);
        try {
            return WorldCheck.of(packages, world, classes.loadClass(room + "." + name)).stream().map(line -> world.fullName()
                    + ": "
                    + line).toList();
        } catch (InvalidException impossible) {
            // A record without fields: WIT can say it, and no component can have it.
            return List.of();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX)).map(name -> name
                    .substring(
                            0, name.length() - SUFFIX.length())).sorted().toList();
        }
    }

    private static Path input(Path folder, String name) {
        return Stream.of(name, name + ".wit", name + ".wat").map(folder::resolve).filter(Files::exists).findFirst().orElse(
                folder
                        .resolve(name));
    }
}
