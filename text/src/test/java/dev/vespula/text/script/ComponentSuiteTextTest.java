package dev.vespula.text.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.ModuleException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.testing.SharedFolder;
import dev.vespula.text.PrintStyle;
import dev.vespula.text.Wat;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Components of the shared folder through text and back. */
class ComponentSuiteTextTest {
    private static final String NAMES = "names=ComponentNames\\[component=[^,]*, names=\\{([^{}]|\\{[^{}]*\\})*\\}\\]";
    private static final String FOLDER = "conformance/component";

    /** What our encoder makes of a text comes back byte for byte. */
    @TestFactory
    Stream<DynamicTest> componentsOfTheSuite() throws IOException {
        return SharedFolder.files(FOLDER, ".wast").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> checkScript(file)));
    }

    private static void checkScript(Path file) throws IOException {
        Source source = new Source(file.toString(), Files.readAllBytes(file));
        Tokens tokens = Lexer.tokens(source);
        assertThat(ComponentScriptParser.isFor(tokens)).isTrue();
        int printed = 0;
        for (ComponentDirective directive : new ComponentScriptParser(source, tokens).parse()) {
            if (directive instanceof ComponentDirective.Define define) {
                printed += check(define.source(), directive.line()) ? 1 : 0;
            } else if (directive instanceof ComponentDirective.AssertRefused refused && !refused.source().isModule()) {
                printed += check(refused.source(), directive.line()) ? 1 : 0;
            }
        }
        assertThat(printed).isPositive();
    }

    /** What is invalid has a text too, what is malformed has none; gives whether there is one. */
    private static boolean check(ComponentSource source, int line) {
        byte[] binary;
        byte[] canonical;
        try {
            binary = source.binary().get();
            canonical = ComponentEncoder.encode(ComponentDecoder.decode(binary, ComponentFeatures.ALL));
            Wat.print(binary);
        } catch (SyntaxError | ModuleException malformed) {
            return false;
        }
        for (PrintStyle style : PrintStyle.values()) {
            byte[] again = Wat.parse(Wat.print(binary, style));
            if (Arrays.equals(canonical, binary)) {
                assertThat(again).as("line " + line).isEqualTo(binary);
            }
            assertThat(Wat.parse(Wat.print(again, style))).as("line " + line).isEqualTo(again);
        }
        return true;
    }

    /** Those of tools are equal after one turn, and say the same from the beginning. */
    @TestFactory
    Stream<DynamicTest> componentsOfTools() throws IOException {
        return SharedFolder.files(FOLDER, ".wasm").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    byte[] binary = Files.readAllBytes(file);
                    byte[] once = Wat.parse(Wat.print(binary));
                    assertThat(definitions(once)).isEqualTo(definitions(binary));
                    assertThat(Wat.parse(Wat.print(once))).isEqualTo(once);
                }));
    }

    /**
     * What a component says, but for bytes, since tools write numbers longer than they need be, and for names: what is nested has
     * one name in a text, for itself and for what is around it.
     */
    private static String definitions(byte[] binary) {
        return ComponentDecoder.decode(binary, ComponentFeatures.ALL).toString().replaceAll("offset=\\d+", "")
                .replaceAll("\\d+ bytes from 0x[0-9a-f]+", "").replaceAll(NAMES, "");
    }
}
