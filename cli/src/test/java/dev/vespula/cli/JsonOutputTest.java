package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --json} prints is one document that keeps to the schema in docs/cli.md, whatever the files are. */
class JsonOutputTest extends CommandCase {
    private static final Path PROGRAMS = Path.of("../examples/programs");
    private static final String NUMBERS = PROGRAMS.resolve("numbers.wasm").toString();
    private static final String COMPONENT = """
            (component $c
              (import "f" (func $f))
              (core module $m (func $g (nop)) (memory 1))
              (component (core module))
              (export "e" (func $f)))
            """;

    private final SchemaCheck schemas;

    @TempDir
    Path folder;

    JsonOutputTest() throws IOException {
        schemas = new SchemaCheck();
    }

    private JsonNode json(int code, String schema, String... line) throws IOException {
        assertThat(vespula(line)).as(err()).isEqualTo(code);
        assertThat(err()).isEmpty();
        return schemas.check(schema, out());
    }

    @Test
    void aModuleIsDescribed() throws IOException {
        JsonNode document = json(0, "inspect", "inspect", "--json", NUMBERS);
        assertThat(document.get("kind").asText()).isEqualTo("module");
        assertThat(document.get("bytes").asLong()).isEqualTo(Files.size(Path.of(NUMBERS)));
        assertThat(document.get("exports")).anyMatch(one -> one.get("name").asText().equals("gcd")
                && one.get("kind").asText().equals("func") && one.get("params").toString().equals("[\"i64\",\"i64\"]"));
        assertThat(document.get("sections")).anyMatch(one -> one.get("kind").asText().equals("code") && one.get("entries")
                .asInt() > 3);
        JsonNode functions = json(0, "inspect", "inspect", "--json", "--code", "--func", "gcd", NUMBERS).get("functions");
        assertThat(functions).hasSize(1);
        assertThat(functions.get(0).get("code")).anyMatch(line -> line.get("text").asText().equals("i64.rem_s")
                && line.get("bytes").asText().equals("81"));
    }

    @Test
    void everyKindOfExternIsDescribed() throws IOException {
        String file = write("externs.wat", """
                (module
                  (import "a" "f" (func (param i32) (result i64 v128)))
                  (import "a" "t" (table 1 0xffffffff externref))
                  (import "a" "m" (memory i64 1 0x1000000000000 shared))
                  (import "a" "g" (global (mut (ref null func))))
                  (import "a" "\\u{1f}\\u{202e}\\"\\\\" (tag (param f32)))
                  (table (export "t") i64 5 funcref))
                """);
        JsonNode imports = json(0, "inspect", "inspect", "--json", file).get("imports");
        assertThat(imports.get(2).get("max").asText()).isEqualTo("281474976710656");
        assertThat(imports.get(2).get("shared").asBoolean()).isTrue();
        assertThat(imports.get(4).get("name").asText()).isEqualTo("\u001f\u202e\"\\");
        assertThat(out()).doesNotContain("\u202e", "\u001f");
    }

    @Test
    void aComponentIsDescribed() throws IOException {
        String file = write("component.wat", COMPONENT);
        JsonNode document = json(0, "inspect", "inspect", "--json", file);
        assertThat(document.get("parts")).hasSize(2);
        assertThat(document.get("parts").get(0).get("name").asText()).isEqualTo("m");
        assertThat(document.get("parts").get(1).get("parts")).hasSize(1);
        assertThat(document.get("wit").asText()).contains("import f: func()");
        document = json(0, "inspect", "inspect", "--json", "--code", file);
        assertThat(document.get("parts").get(0).get("functions").get(0).get("name").asText()).isEqualTo("g");
    }

    @Test
    void whatIsWrongStandsInTheDocument() throws IOException {
        String invalid = write("invalid.wat", "(module (func $f (result i32) (i64.const 1)))");
        JsonNode error = json(1, "inspect", "inspect", "--json", invalid).get("error");
        assertThat(error.get("kind").asText()).isEqualTo("invalid");
        assertThat(json(1, "inspect", "inspect", "--json", "none.wasm").get("error").get("kind").asText()).isEqualTo(
                "unreadable");
        assertThat(json(1, "inspect", "inspect", "--json", "--code", "--func", "x", NUMBERS).has("error")).isTrue();
        String text = write("text.wat", "(module (nonsense))");
        JsonNode files = json(1, "validate", "validate", "--json", NUMBERS, invalid, text, "none.wasm", folder.toString()).get(
                "files");
        assertThat(files).hasSize(5);
        assertThat(files.get(1).get("error").get("offset").asInt()).isPositive();
        assertThat(files.get(2).get("error").get("kind").asText()).isEqualTo("malformed");
        assertThat(json(0, "validate", "validate", "--json", NUMBERS, write("c.wat", COMPONENT)).get("valid").asInt())
                .isEqualTo(2);
    }

    @Test
    void scriptsAreCountedAndTheirFailuresListed() throws IOException {
        String module = "(module (func (export \"one\") (result i32) (i32.const 1)))\n";
        String good = write("a.wast", module + "(assert_return (invoke \"one\") (i32.const 1))");
        write("b.wast", module + "(assert_return (invoke \"one\") (i32.const 2))");
        write("c.wast", "(module (func");
        String none = folder.resolve("none.wast").toString();
        assertThat(json(0, "wast", "wast", "--json", good).get("passed").asInt()).isEqualTo(2);
        JsonNode document = json(1, "wast", "wast", "--json", folder.toString(), none);
        assertThat(document.get("scripts")).hasSize(4);
        assertThat(document.get("scripts").get(1).get("failures").get(0).get("line").asInt()).isEqualTo(2);
        assertThat(document.get("scripts").get(3).get("error").get("kind").asText()).isEqualTo("unreadable");
        assertThat(document.get("failed").asInt()).isEqualTo(2);
        // Without it the others are run all the same.
        assertThat(vespula("wast", none, folder.toString())).isEqualTo(1);
        assertThat(out()).endsWith("3 passed, 2 failed, 0 skipped\n");
        assertThat(err()).isEqualTo("vespula: cannot read " + none + ": no such file\n");
    }

    @Test
    void theDocumentIsWholeForTheCorpus() throws IOException {
        Path corpus = Path.of(System.getProperty("vespula.shared", "../../shared"), "corpus", "wasm");
        List<Path> files = new ArrayList<>();
        for (Path from : List.of(PROGRAMS, corpus)) {
            if (Files.isDirectory(from)) {
                try (Stream<Path> found = Files.list(from)) {
                    found.filter(file -> file.toString().endsWith(".wasm")).sorted().forEach(files::add);
                }
            }
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(vespula("inspect", "--json", file.toString())).as(file.toString()).isBetween(0, 1);
            schemas.check("inspect", out());
            if (Files.size(file) < 200_000) {
                assertThat(vespula("inspect", "--json", "--code", file.toString())).as(file.toString()).isBetween(0, 1);
                schemas.check("inspect", out());
            }
        }
        List<String> line = new ArrayList<>(List.of("validate", "--json"));
        files.forEach(file -> line.add(file.toString()));
        assertThat(vespula(line.toArray(String[]::new))).isBetween(0, 1);
        assertThat(schemas.check("validate", out()).get("files")).hasSize(files.size());
    }

    @Test
    void theDocumentIsWholeForFilesThatAreDamaged() throws IOException {
        Random random = new Random(11);
        byte[] module = Files.readAllBytes(Path.of(NUMBERS));
        byte[] component = Wat.parse(COMPONENT);
        for (int round = 0; round < 300; round++) {
            byte[] good = round % 2 == 0 ? module : component;
            byte[] bad = random.nextInt(3) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int k = random.nextInt(4); k >= 0 && bad.length > 0; k--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            String file = Files.write(folder.resolve("bad.wasm"), bad).toString();
            for (String[] line : new String[][] {{"inspect", "--json", file}, {"inspect", "--json", "--code", file}}) {
                assertThat(vespula(line)).as("round " + round + err()).isBetween(0, 1);
                assertThat(err()).isEmpty();
                schemas.check("inspect", out());
            }
            assertThat(vespula("validate", "--json", file)).isBetween(0, 1);
            schemas.check("validate", out());
        }
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
