package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Long bodies through two handlers, in a JVM with a small heap. */
class StreamingTest {
    private static final long MEGABYTES = Boolean.getBoolean("vespula.stress") ? 1024 : 100;

    @Test
    void longBodiesNeedNoMemory() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), StreamingProxy.class.getName(),
                String.valueOf(MEGABYTES)))
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(output).endsWith("up " + MEGABYTES + " MB, down " + MEGABYTES + " MB\n");
        assertThat(process.exitValue()).isZero();
    }
}
