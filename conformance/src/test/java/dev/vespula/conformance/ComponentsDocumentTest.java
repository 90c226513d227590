package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.conformance.ExampleProgram.Around;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
     * What an example needs, and does.
     *
     * @param start    of its first line
     * @param text     the component that it finds, or makes an instance of
     * @param printed  its output
     */
    private record Example(String start, String text, String printed) {}

    private static final List<Example> EXAMPLES = List.of(
            new Example("Engine engine", DocumentedComponents.GREETER, "hello\nworld\n"),
            new Example("ComponentFunc total", DocumentedComponents.SHOP, "5.5\n"),
            new Example("HostResource file", DocumentedComponents.NOTES, "closed: milk!\n7\n"),
            new Example("record Visit", DocumentedComponents.GREETER,
                    "Visit[sender=alice, said=hello]\nVisit[sender=bob, said=hello]\n"),
            new Example("linker.func(\"ask\"", DocumentedComponents.QUESTION, "asked: why?\nthe answer\n"));

    @TestFactory
    List<DynamicTest> examplesRun() throws IOException {
        List<String> blocks = Documents.blocks(DOCUMENT, "java");
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(EXAMPLES.size());
        return EXAMPLES.stream().map(example -> DynamicTest.dynamicTest(example.start, () -> run(example, blocks.stream()
                .filter(
                        block -> block.startsWith(example.start)).findFirst().orElseThrow()))).toList();
    }

    private void run(Example example, String block) throws Exception {
        byte[] text = example.text.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("greeter.wasm");
        Files.write(file, text);
        ExampleProgram.compile(folder, Around.COMPONENTS, block.replace("\"greeter.wasm\"", "\"" + file + "\""));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> program = loader.loadClass("Example");
            Object made = program.getConstructor().newInstance();
            Engine engine = Engine.create();
            Component component = Component.of(engine, text);
            program.getField("engine").set(made, engine);
            program.getField("store").set(made, new Store<>(engine));
            program.getField("linker").set(made, new ComponentLinker<>(engine));
            program.getField("component").set(made, component);
            if (component.imports().isEmpty()) {
                program.getField("instance").set(made, new ComponentLinker<Void>(engine).instantiate(new Store<>(engine),
                        component));
            }
            assertThat(printedBy(() -> program.getMethod("example").invoke(made))).isEqualTo(example.printed);
        }
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
