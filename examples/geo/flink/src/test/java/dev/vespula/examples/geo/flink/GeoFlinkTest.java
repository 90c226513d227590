package dev.vespula.examples.geo.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeoFlinkTest {
    private static final Path FOLDER = Path.of("..");

    @Test
    void itPrintsWhatEveryEngineGives() throws Exception {
        assertThat(Output.of(() -> GeoFlink.main(new String[] {FOLDER.toString()}))).isEqualTo(Files.readString(FOLDER.resolve(
                "expected.csv")));
    }
}
