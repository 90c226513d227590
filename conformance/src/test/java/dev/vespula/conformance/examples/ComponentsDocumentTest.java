package dev.vespula.conformance.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.conformance.Documents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The examples of docs/components.md run, and print what is expected. */
@Isolated("it takes the standard output")
class ComponentsDocumentTest {
    private static final Path DOCUMENT = Documents.ROOT.resolve("docs/components.md");

    @TempDir
    Path folder;

    /**
     * What an example does.
     *
     * @param start   of its first line
     * @param printed its output
     */
    private record Example(String start, String printed) {}

    private static final List<Example> EXAMPLES = List.of(
            new Example("Engine engine", "hello\nworld\n"),
            new Example("ComponentFunc total", "5.5\n"),
            new Example("@WitName", "7\n"),
            new Example("HostResource file", "closed: milk!\n7\n"),
            new Example("record Visit", "Visit[sender=alice, said=hello]\nVisit[sender=bob, said=hello]\n"),
            new Example("linker.func(\"ask\"", "asked: why?\nthe answer\n"));

    @TestFactory
    List<DynamicTest> examplesRun() throws IOException {
        List<String> blocks = Documents.blocks(DOCUMENT, "java");
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(EXAMPLES.size());
        return EXAMPLES.stream().map(example -> DynamicTest.dynamicTest(example.start, () -> {
            String block = blocks.stream().filter(code -> code.startsWith(example.start)).findFirst().orElseThrow();
            ExampleProgram program = new ExampleProgram(new PublicType("", "dev.vespula.component", "components.md", ""),
                    ComponentSurroundings.class, block);
            assertThat(printedBy(() -> program.run(folder))).isEqualTo(example.printed);
        })).toList();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static String printedBy(Action action) throws Exception {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream taken = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(taken);
            action.run();
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
