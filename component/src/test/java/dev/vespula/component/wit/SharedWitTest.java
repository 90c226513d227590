package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.ModuleException;
import dev.vespula.testing.OnOneJdk;
import dev.vespula.testing.SharedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shared suite of WIT: resolved packages as JSON, and inputs that are refused. */
@OnOneJdk
class SharedWitTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Pattern INTERFACE = Pattern.compile("\"(\\w+:\\w+)/(\\w+)\"");

    private final WitLoader loader = WitLoader.create().withFeatures(Set.of("active"))
            .withTextEncoder(SharedWitTest::encodeEmptyInterface);

    @TestFactory
    Stream<DynamicTest> resolvesAsOthersDo() throws IOException {
        Path folder = SharedFolder.path("conformance/component/wit");
        return inputs(folder, ".wit.json").stream().map(input -> DynamicTest.dynamicTest(input, () -> {
            WitPackages packages = loader.load(input(folder, input));
            assertThat(MAPPER.readTree(packages.toJson()))
                    .isEqualTo(MAPPER.readTree(folder.resolve(input + ".wit.json").toFile()));
            String text = packages.toWit();
            assertThat(loader.parse(text).toWit()).isEqualTo(text);
        }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatMustFail() throws IOException {
        Path folder = SharedFolder.path("conformance/component/wit/parse-fail");
        return inputs(folder, ".wit.result").stream().filter(input -> Files.exists(input(folder, input)))
                .map(input -> DynamicTest.dynamicTest(input, () -> assertThatThrownBy(
                        () -> loader.load(input(folder, input))).isInstanceOf(ModuleException.class)));
    }

    private static List<String> inputs(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length())).sorted().toList();
            assertThat(names).hasSizeGreaterThan(40);
            return names;
        }
    }

    private static Path input(Path folder, String name) {
        return Stream.of(name, name + ".wit", name + ".wat").map(folder::resolve).filter(Files::exists).findFirst()
                .orElse(folder.resolve(name));
    }

    /** The texts of components in the suite are packages of one interface that is empty; this module cannot read them. */
    private static byte[] encodeEmptyInterface(String name, byte[] text) {
        Matcher matcher = INTERFACE.matcher(new String(text, StandardCharsets.UTF_8));
        assertThat(matcher.find()).as(name).isTrue();
        String wit = "package " + matcher.group(1) + "; interface " + matcher.group(2) + " {}";
        return WitPackages.toBinary(WitLoader.create().parse(wit).root());
    }
}
