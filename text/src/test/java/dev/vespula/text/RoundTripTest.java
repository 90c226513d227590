package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Module;
import dev.vespula.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs of the corpus through text and back: canonical, still valid, with the names they had. */
class RoundTripTest {

    /** The text of a larger module takes seconds, and no longer shows anything new. */
    private static final long LARGEST = Boolean.getBoolean("vespula.stress") ? 2_000_000 : 500_000;

    @TestFactory
    Stream<DynamicTest> programs() throws IOException {
        return SharedFolder.files("corpus/wasm", ".wasm").stream()
                .filter(file -> file.toFile().length() < LARGEST)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> roundTrip(file)));
    }

    private static void roundTrip(Path file) throws IOException {
        byte[] original = Files.readAllBytes(file);
        byte[] flat = Wat.parse(Wat.print(original, PrintStyle.FLAT));
        byte[] folded = Wat.parse(Wat.print(original, PrintStyle.FOLDED));
        assertThat(folded).as("folded and flat text say the same").isEqualTo(flat);
        assertThat(Wat.parse(Wat.print(flat))).as("a canonical binary comes back as it was").isEqualTo(flat);
        Engine engine = Engine.of(new Config().with(Feature.WIDE_ARITHMETIC).with(Feature.CUSTOM_PAGE_SIZES)
                .with(Feature.LEGACY_EXCEPTIONS));
        Module before = Module.of(engine, original);
        Module after = Module.of(engine, flat);
        assertThat(after.imports()).hasSameSizeAs(before.imports());
        assertThat(after.exports()).hasSameSizeAs(before.exports());
        assertThat(after.name()).isEqualTo(before.name());
        int functions = functionCount(before);
        assertThat(functionCount(after)).isEqualTo(functions);
        for (int i = 0; i < functions; i++) {
            assertThat(after.functionName(i)).isEqualTo(before.functionName(i));
        }
    }

    private static int functionCount(Module module) {
        int count = 0;
        while (true) {
            try {
                module.functionName(count);
                count++;
            } catch (IndexOutOfBoundsException end) {
                return count;
            }
        }
    }
}
