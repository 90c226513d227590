package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The flight recorder costs nothing as long as it does not record, and need not be there. */
class WithoutFlightRecorderTest {
    private static String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SmallProgram.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("sum 42", "trap UNREACHABLE, traps 1");
        return output;
    }

    @Test
    void noClassOfTheRecorderIsLoaded() throws Exception {
        assertThat(run("-Xlog:class+load")).contains("dev.vespula.Engine ")
                .doesNotContain("jdk.jfr").doesNotContain("dev.vespula.internal.jfr");
    }

    @Test
    void theEngineRunsOnAPlatformWithoutIt() throws Exception {
        run("--limit-modules", "java.base");
    }

    @Test
    void aPropertyAloneDoesNoHarm() throws Exception {
        run("--limit-modules", "java.base", "-Djdk.jfr.repository=/nowhere");
    }
}
