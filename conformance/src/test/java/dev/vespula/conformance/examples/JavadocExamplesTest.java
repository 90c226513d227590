package dev.vespula.conformance.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.conformance.Documents;
import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The examples in the documentation of the public types, and in the documents, are programs that compile and run. */
@Isolated("it takes the standard output")
@OnOneJdk
class JavadocExamplesTest {
    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (PublicType type : PublicType.all()) {
            add(tests, type, type.examples());
        }
        // Those about bindings and plugins use what a build makes, and are run beside the generator and as builds; those about
        // user-defined functions are run in their module.
        for (Path document : Documents.all().stream().filter(each -> !Set.of("bindings.md", "plugins.md", "udf.md", "spark.md",
                "flink.md", "kafka.md").contains(each.getFileName().toString())).toList()) {
            String name = document.getFileName().toString();
            add(tests, new PublicType("", packageOf(name), name, ""), Documents.blocks(document, "java"));
        }
        assertThat(tests).hasSizeGreaterThan(50);
        return tests;
    }

    /** Whose types a document speaks of. */
    private static String packageOf(String document) {
        return switch (document) {
            case "components.md" -> "dev.vespula.component";
            case "http.md" -> "dev.vespula.http";
            case "wasi.md" -> "dev.vespula.wasi";
            default -> "dev.vespula";
        };
    }

    private void add(List<DynamicTest> tests, PublicType place, List<String> codes) {
        for (String code : codes) {
            String start = code.lines().findFirst().orElse("");
            tests.add(DynamicTest.dynamicTest(place.fullName() + ": " + start, () -> silently(new ExampleProgram(place, around(
                    place),
                    code))));
        }
    }

    private static Class<? extends Surroundings> around(PublicType place) {
        String name = place.packageName();
        return name.startsWith("dev.vespula.component") ? ComponentSurroundings.class
                : name.startsWith("dev.vespula.http") || name.startsWith("dev.vespula.micrometer") ? HttpSurroundings.class
                : ModuleSurroundings.class;
    }

    private void silently(ExampleProgram example) throws Exception {
        PrintStream usual = System.out;
        try (PrintStream nothing = new PrintStream(OutputStream.nullOutputStream())) {
            System.setOut(nothing);
            example.run(folder);
        } finally {
            System.setOut(usual);
        }
    }
}
