package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Long bodies through two handlers, in a JVM with a small heap. */
class StreamingTest {
    private static final long MEGABYTES = Boolean.getBoolean("vespula.stress") ? 1024 : 100;

    @Test
    void longBodiesNeedNoMemory() throws IOException, InterruptedException {
        stream(MEGABYTES, List.of());
    }

    @Test
    void whereHostMayNotBeSetTheAddressIsAProxy() throws IOException, InterruptedException {
        stream(1, List.of("-Djdk.httpclient.allowRestrictedHeaders="));
    }

    private static void stream(long megabytes, List<String> properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m"));
        command.addAll(properties);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StreamingProxy.class.getName(), String.valueOf(
                megabytes)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(output).endsWith("up " + megabytes + " MB, down " + megabytes + " MB\n").doesNotContain("wrong");
        assertThat(process.exitValue()).isZero();
    }
}
