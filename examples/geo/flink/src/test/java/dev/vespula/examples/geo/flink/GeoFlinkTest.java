package dev.vespula.examples.geo.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeoFlinkTest {
    private static final Path FOLDER = Path.of("..");

    @Test
    void itPrintsWhatEveryEngineGives() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            GeoFlink.main(new String[] {FOLDER.toString()});
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(Files.readAllLines(FOLDER.resolve(
                "expected.csv")));
    }
}
