package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.Engine;
import dev.vespula.InvalidException;
import dev.vespula.ModuleException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.validate.ComponentValidator;
import dev.vespula.component.wit.WitLoader;
import dev.vespula.component.wit.WitPackage;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.testing.SharedFolder;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Packages of WIT as components, with the parser of texts and the validator, of which neither knows the other. */
class WitPackagesTest {
    private static final String SUFFIX = ".wit.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final WitLoader loader = WitLoader.create().withFeatures(Set.of("active")).withTextEncoder(Wat::parse);

    @TestFactory
    Stream<DynamicTest> packagesOfTheSuiteAreValidComponents() throws IOException {
        Path folder = SharedFolder.path("conformance/component/wit");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX)).map(
                    name -> name.substring(0, name.length() - SUFFIX.length())).sorted().toList();
            assertThat(names).hasSizeGreaterThan(40);
            return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
                WitPackages packages = loader.load(Stream.of(name, name + ".wit", name + ".wat").map(folder::resolve).filter(
                        Files::exists).findFirst().orElseThrow());
                assertThat(MAPPER.readTree(packages.toJson())).isEqualTo(MAPPER.readTree(folder.resolve(name + SUFFIX)
                        .toFile()));
                packages.packages().forEach(WitPackagesTest::check);
            }));
        }
    }

    /** What cannot be a component says so; everything else is valid, and comes back. */
    private static void check(WitPackage witPackage) {
        byte[] binary;
        try {
            binary = WitPackages.toBinary(witPackage);
        } catch (InvalidException refused) {
            assertThat(refused).hasMessageContaining("a component cannot have");
            return;
        }
        validate(binary);
        if (witPackage.interfaces().isEmpty() && witPackage.worlds().isEmpty()) {
            // Its name is nowhere in the component.
            return;
        }
        WitPackages again = WitLoader.create().decode(binary);
        assertThat(again.root().name()).isEqualTo(witPackage.name());
        assertThat(WitLoader.create().decode(WitPackages.toBinary(again.root())).toWit()).isEqualTo(again.toWit());
    }

    private static void validate(byte[] binary) {
        try (Engine engine = Engine.create()) {
            ComponentValidator.validate(engine, ComponentDecoder.decode(binary, ComponentFeatures.ALL), ComponentFeatures.ALL);
        }
    }

    @Test
    void dependenciesAreTexts(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("deps"));
        Files.writeString(folder.resolve("a.wit"), "package a:b; interface i { use c:d/j.{t, r}; f: func(x: t) -> r; }");
        Files.writeString(folder.resolve("deps/c.wat"), """
                (component
                  (type (component
                    (type (instance
                      (type (record (field "x" (list u8))))
                      (export "t" (type (eq 0)))
                      (export "r" (type (sub resource)))))
                    (export "c:d/j" (instance (type 0)))))
                  (export "j" (type 0)))
                """);
        WitPackages packages = loader.load(folder);
        assertThat(packages.packages()).extracting(one -> one.name().toString()).containsExactly("c:d", "a:b");
        assertThat(packages.findInterface("c:d/j").orElseThrow().types()).containsOnlyKeys("t", "r");
        packages.packages().forEach(WitPackagesTest::check);

        Files.writeString(folder.resolve("deps/c.wat"), "(component (type (component");
        assertThatThrownBy(() -> loader.load(folder)).isInstanceOf(ModuleException.class).hasMessageContaining("c.wat");
        Files.writeString(folder.resolve("deps/c.wat"), "(component)");
        assertThatThrownBy(() -> loader.load(folder)).isInstanceOf(InvalidException.class).hasMessageContaining(
                "no package of WIT");
        Files.writeString(folder.resolve("deps/c.wat"), "(module)");
        assertThatThrownBy(() -> loader.load(folder)).isInstanceOf(ModuleException.class);
    }
}
