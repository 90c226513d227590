package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.testing.OnOneJdk;
import dev.vespula.testing.SharedFolder;
import dev.vespula.text.script.Directive;
import dev.vespula.text.script.ModuleSource;
import dev.vespula.text.script.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares what our encoder makes of the scripts' modules with what an independent tool made of them, so that an error
 * of the parser cannot hide behind our own decoder.
 */
@OnOneJdk
class EncoderTest {
    private static final String SUFFIX = ".json";

    /**
     * Modules that may be encoded in another way as well: a type use without index stands for the first type that is
     * final, has no supertype and is alone in its group. The tool looks neither at supertypes nor into explicit groups;
     * in array.10 it leaves out the data count that a constant expression, which is not valid anyway, asks for.
     */
    private static final Set<String> OTHER_CHOICES = Set.of("type-rec.4.wasm", "type-rec.19.wasm", "type-rec.20.wasm",
            "type-subtyping.30.wasm", "type-subtyping.31.wasm", "array.10.wasm");

    @TestFactory
    Stream<DynamicTest> everyModuleOfTheScripts() throws IOException {
        ZipFile zip = new ZipFile(SharedFolder.path("conformance/json.zip").toFile());
        Path folder = SharedFolder.path("conformance");
        return zip.stream().map(entry -> entry.getName())
                .filter(name -> name.endsWith(SUFFIX) && !name.contains("custom-descriptors"))
                .sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> compare(folder, zip, name)))
                .onClose(() -> close(zip));
    }

    private static void compare(Path folder, ZipFile zip, String name) throws IOException {
        // json/<set>/<stem>/<stem>.json belongs to <set>/<stem>.wast
        String path = name.substring("json/".length(), name.lastIndexOf('/')) + ".wast";
        Script script = Script.read(folder.resolve(path));
        List<ModuleSource> modules = modules(script);
        List<String> files = files(new ObjectMapper().readTree(read(zip, name)));
        assertThat(modules).as("modules of the script").hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            String file = files.get(i);
            if (file.endsWith(".wasm") && modules.get(i) != null && !OTHER_CHOICES.contains(file)) {
                byte[] theirs = read(zip, name.substring(0, name.lastIndexOf('/') + 1) + file);
                assertThat(modules.get(i).binary()).as(file).isEqualTo(theirs);
            }
        }
    }

    /** In the order of the script; null for annotations in a wrong place, which the tool does not mind. */
    private static List<ModuleSource> modules(Script script) {
        List<ModuleSource> modules = new ArrayList<>();
        for (Directive directive : script.directives()) {
            if (directive instanceof Directive.DefineModule definition) {
                modules.add(definition.module());
            } else if (directive instanceof Directive.AssertModule assertion) {
                modules.add(assertion.stage() == Directive.Stage.INVALID_CUSTOM ? null : assertion.module());
            }
        }
        return modules;
    }

    private static List<String> files(JsonNode root) {
        List<String> files = new ArrayList<>();
        for (JsonNode command : root.get("commands")) {
            JsonNode file = command.has("binary_filename") ? command.get("binary_filename") : command.get("filename");
            if (file != null) {
                files.add(file.asText());
            }
        }
        return files;
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
