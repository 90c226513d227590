package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.conformance.ExampleProgram.Around;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the documentation of the public classes, and in the documents, are programs that compile. */
class JavadocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);

    private static final List<String> MODULES = List.of("engine", "compiler", "component", "wasi", "http", "text", "bindings",
            "cli");

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String module : MODULES) {
            add(tests, Documents.ROOT.resolve(module).resolve("src/main/java"),
                    around(module));
        }
        // Those about bindings use what is generated, and are run beside the generator.
        for (Path document : Documents.all().stream().filter(each -> !each.endsWith("bindings.md")).toList()) {
            Around around = around(document.getFileName().toString());
            for (String block : Documents.blocks(document, "java")) {
                tests.add(DynamicTest.dynamicTest(document.getFileName() + ": " + block.lines().findFirst().orElse(""),
                        () -> ExampleProgram.compile(folder, around, block)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(18);
        return tests;
    }

    /** What the examples of a module, or a document, take for granted. */
    private static Around around(String name) {
        return name.startsWith("component") ? Around.COMPONENTS : name.startsWith("http") ? Around.HTTP : Around.MODULES;
    }

    private void add(List<DynamicTest> tests, Path folder, Around around) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".java")).sorted()::iterator) {
                Matcher example = EXAMPLE.matcher(Files.readString(file));
                for (int number = 1; example.find(); number++) {
                    String code = example.group(1);
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + " " + number, () -> ExampleProgram.compile(
                            this.folder, around, code)));
                }
            }
        }
    }
}
