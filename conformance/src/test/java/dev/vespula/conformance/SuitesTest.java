package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which suites are found, and that nothing is left out without a word. */
class SuitesTest {
    @TempDir
    Path folder;

    private void script(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "(module)");
    }

    private String run() throws IOException {
        Report report = new Runner(RunOptions.DEFAULT).run(Suites.in(folder));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void foldersBesideScriptsAreLookedInto() throws IOException {
        script("one.wast");
        script("below/two.wast");
        script("below/and/further/three.wast");
        assertThat(run()).endsWith("3 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void whatIsNotExecutedYetIsSkippedWithALine() throws IOException {
        script("one.wast");
        script("component/wit/two.wast");
        script("component/wit/below/three.wast");
        assertThat(run()).contains("skipped 2: not executed yet: WIT, which the tests of vespula-component read\n")
                .endsWith("1 passed, 0 failed, 2 skipped\n");
    }
}
