package dev.vespula.internal.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.EnforcedLimits;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real programs of many compilers. */
class CorpusTest {
    @Test
    void everyProgramValidates() throws IOException {
        TypeRegistry types = new TypeRegistry();
        List<Path> programs;
        try (Stream<Path> files = Files.list(SharedFolder.path("corpus/wasm"))) {
            programs = files.filter(p -> p.toString().endsWith(".wasm")).sorted().collect(Collectors.toList());
        }
        for (Path program : programs) {
            ModuleModel module = ModuleDecoder.decode(
                    Files.readAllBytes(program), Features.ALL, EnforcedLimits.none(), types);
            ModuleValidator.validate(module);
            assertThat(module.names()).as(program.toString()).isNotNull();
        }
        assertThat(programs).isNotEmpty();
    }
}
