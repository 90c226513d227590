package dev.vespula.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrVerifier;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The IR of every function of the shared programs and banks is well formed, with fuel and without. */
class CorpusTranslationTest {
    private static final Features FEATURES = Features.of(new Config()
            .with(Feature.WIDE_ARITHMETIC).with(Feature.CUSTOM_PAGE_SIZES).with(Feature.LEGACY_EXCEPTIONS));
    /** Larger programs add minutes, not shapes. */
    private static final long MAX_BYTES = Boolean.getBoolean("vespula.stress") ? 1_500_000 : 400_000;

    private int verified;

    @Test
    void programs() throws IOException {
        try (Stream<Path> files = Files.list(SharedFolder.path("corpus/wasm"))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (file.toString().endsWith(".wasm") && Files.size(file) < MAX_BYTES) {
                    verifyAll(Files.readAllBytes(file));
                }
            }
        }
        assertThat(verified).isGreaterThan(2_000);
    }

    @Test
    void banks() throws IOException {
        for (String bank : List.of("conformance/fuzz", "conformance/hot")) {
            try (ZipFile zip = new ZipFile(SharedFolder.path(bank + "/modules.zip").toFile())) {
                for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                    if (entry.getName().endsWith(".wasm")) {
                        verifyAll(zip.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
        assertThat(verified).isGreaterThan(1_000);
    }

    private void verifyAll(byte[] bytes) {
        ModuleModel module = ModuleDecoder.decode(bytes, FEATURES, EnforcedLimits.none(), new TypeRegistry());
        for (int function = module.importedFunctionCount(); function < module.functionCount(); function++) {
            IrFunction plain = new Translator(TranslatedModule.PLAIN).translate(module, function, null);
            int[] locals = TranslatedModule.locals(module, function);
            IrVerifier.verify(module, plain, locals);
            IrVerifier.verify(module, new Translator(TranslatedModule.METERED).translate(module, function, null), locals);
            verified++;
        }
    }
}
