package dev.vespula.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.wit.WitLoader;
import dev.vespula.text.Wat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/bindings.md: what is said to be generated is, and the programs run with it. */
class BindingsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/bindings.md");
    private static final String PROGRAM = """
            package com.acme;

            import dev.vespula.Engine;
            import dev.vespula.Module;
            import dev.vespula.bindings.Bindings;
            import dev.vespula.bindings.GeneratedFiles;
            import dev.vespula.component.Component;
            import java.nio.file.Path;
            %s
            public class Program {
                public static void run() throws Exception {
            %s
                }
            }
            """;

    @TempDir
    Path folder;

    private static String block(String language, int number) throws IOException {
        List<String> all = Pattern.compile("^```([^\n]*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE).matcher(Files
                .readString(
                        DOCUMENT)).results().filter(found -> found.group(1).equals(language)).map(found -> found.group(2))
                .toList();
        return all.get(number);
    }

    private static String run(GeneratedFiles files, String imports, String program) throws Exception {
        GeneratedClasses classes = GeneratedClasses.of(files.sources(), PROGRAM.formatted(imports, program));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            classes.run("com.acme.Program");
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Sources without what the document leaves out: comments and what stands above the type. */
    private static String shown(GeneratedFiles files, String name) {
        String text = files.sources().stream().filter(file -> file.path().endsWith("/" + name + ".java")).findFirst()
                .orElseThrow()
                .text();
        return text.replaceAll("(?s)^.*?\n\n(?=/\\*\\*|@|public)", "");
    }

    @Test
    void aModule() throws Exception {
        Path file = folder.resolve("numbers.wat");
        Files.writeString(file, block("wat", 0));
        GeneratedFiles files = new Bindings("com.acme").generate(file);
        assertThat(shown(files, "Numbers").replaceAll(" */\\*\\*[^/]*\\*/\n", "")).isEqualTo(block("", 0));
        String program = block("java", 0).replace("numbers.wat", file.toString());
        assertThat(run(files, "import dev.vespula.Store;", program)).isEqualTo("gcd of 48\n12, 2\n");
    }

    @Test
    void aComponent() throws Exception {
        GeneratedFiles files = new Bindings("com.acme").generate("store.wit", WitLoader.create().parse(block("wit", 0)));
        assertThat(shown(files, "Shop")).isEqualTo(block("", 1));
        Path file = folder.resolve("shop.wat");
        Files.write(file, getClass().getResourceAsStream("/shop.wat").readAllBytes());
        String made = "Engine engine = Engine.create(); Component component = Component.of(engine, Path.of(\"" + file
                + "\"));\n";
        assertThat(run(files, "", made + block("java", 1))).isEqualTo("tea\ntea for 350\n");
    }

    @Test
    void fromAProgram() throws Exception {
        Path file = folder.resolve("numbers.wasm");
        Files.write(file, Wat.parse(block("wat", 0)));
        String program = block("java", 2).replace("Path.of(\"numbers.wasm\")", "Path.of(\"" + file + "\")").replace("target/",
                folder
                        + "/");
        run(new GeneratedFiles(List.of(), List.of()), "", program);
        assertThat(folder.resolve("generated-sources/wasm/com/acme/Numbers.java")).exists();
        assertThat(folder.resolve("classes/META-INF/native-image/dev.vespula/com.acme.Numbers/resource-config.json")).content()
                .contains("\\\\Qcom/acme/numbers.wasm\\\\E");
    }

    /** The same world as a binary: as the document has it for WIT, but for names of parts and comments that a binary does not have. */
    @Test
    void theComponentItself() throws Exception {
        GeneratedFiles files = new Bindings("com.acme").generate("my-store.wat", getClass().getResourceAsStream("/shop.wat")
                .readAllBytes());
        assertThat(files.sources()).extracting(GeneratedFile::path).containsExactly("com/acme/MyStore.java",
                "com/acme/MyStoreComponent.java", "com/acme/Shop.java");
        String program = """
                Engine engine = Engine.create();
                Component component = Component.of(engine, Program.class.getResourceAsStream("/shop.wat").readAllBytes());
                MyStore store = MyStoreComponent.instantiate(new Store<>(engine), component, () -> text -> { });
                System.out.println(store.shop().buy("tea", 5));
                try {
                    store.shop().buy("tea", 6);
                } catch (WitException e) {
                    System.out.println(e.payload(Shop.Problem.class));
                }
                """;
        String imports = "import dev.vespula.Store;import dev.vespula.component.WitException;";
        assertThat(run(files, imports, program)).isEqualTo("1750\nSOLD_OUT\n");
        // As in a native image, which can define no classes.
        System.setProperty("org.graalvm.nativeimage.imagecode", "runtime");
        try {
            assertThat(run(files, imports, program)).isEqualTo("1750\nSOLD_OUT\n");
        } finally {
            System.clearProperty("org.graalvm.nativeimage.imagecode");
        }
    }
}
