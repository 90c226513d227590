package dev.vespula.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vespula.bench.result.Machine;
import dev.vespula.bench.result.Measurement;
import dev.vespula.bench.result.Recorder;
import dev.vespula.bench.result.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    private Path folder;

    private static ResultFile results(double vespula, double v8) {
        Recorder recorder = new Recorder();
        for (String name : List.of("sort", "nbody")) {
            recorder.add("execution", name, "vespula", "ms", vespula);
            recorder.add("execution", name, "vespula", "ms", vespula * 1.5);
            recorder.add("execution", name, "vespula", "ms", vespula * 1.1);
            recorder.add("execution", name, "v8", "ms", v8);
        }
        recorder.add("memory", "heap per module, bz2.wasm", "vespula", "bytes", 2048);
        recorder.fail("execution", "argon2", "endive", "ms", "not done after 240 s");
        return results(recorder.measurements());
    }

    private static ResultFile results(List<Measurement> measurements) {
        return new ResultFile(ResultFile.FORMAT, new Machine("CPU", 2, 2048, "Linux amd64", "JVM 17", ""),
                Map.of("run", "full", "version", "abc", "date", "2026-01-01", "rounds", "3", "warm-up seconds", "1 to 6",
                        "timed seconds", "0.8", "seconds in all", "100"),
                Map.of("vespula", "this build", "v8", "V8 11", "graalwasm", "not measured: needs Java 21, this is 17"),
                measurements);
    }

    private String page(ResultFile results, ResultFile second) throws IOException {
        ReportMain.write(results, second, folder);
        return Files.readString(folder.resolve("performance.md"));
    }

    @Test
    void thePageIsFilledFromTheResults() throws IOException {
        String page = page(results(2, 1), null);
        assertThat(page).doesNotContain("{{").doesNotContain("}}").doesNotContain("null");
        assertThat(page).contains("CPU, 2 cores, 2 GiB; Linux amd64; JVM 17, no JVM options");
        assertThat(page).contains("commit abc on 2026-01-01");
        assertThat(page).contains("not measured: needs Java 21, this is 17");
        assertThat(page).contains("| sort | 2.2 ms (2 ms to 3 ms) | 1 ms |");
        assertThat(page).contains("V8 (native code) 0.455x");
        assertThat(page).contains("- execution / argon2 / endive: `not done after 240 s`");
        assertThat(page).contains("| heap per module, bz2.wasm | 2 KiB |");
        assertThat(page).doesNotContain("## A second run");
    }

    @Test
    void whereAPeerIsFasterIsSaid() throws IOException {
        assertThat(page(results(2, 1), null)).contains("| sort | 2.2 ms | V8 (node) 1 ms (2.2x) |");
        assertThat(page(results(2, 5), null)).doesNotContain("| sort | 2.2 ms | V8").contains("None in this run.");
    }

    @Test
    void theLowestAndTheHighestRatiosAreNamed() {
        Recorder recorder = new Recorder();
        for (int i = 1; i <= 8; i++) {
            recorder.add("execution", "c" + i, "vespula", "ms", 1);
            recorder.add("execution", "c" + i, "v8", "ms", 9 - i);
        }
        Page page = new Page(results(recorder.measurements()), null, Map.of());
        assertThat(page.fill(List.of("extremes", "execution", "v8")))
                .isEqualTo("from 1x (c8), 2x (c7), 3x (c6) to 6x (c3), 7x (c2), 8x (c1)");
        assertThat(page.fill(List.of("extremes", "execution", "java"))).isEqualTo("not measured");
    }

    @Test
    void realProgramsComeBeforeKernels() throws IOException {
        Recorder recorder = new Recorder();
        for (String figure : List.of("replay, first run", "replay, steady", "programs-warm, steady")) {
            recorder.add(figure, "yoga", "vespula", "ms", 8);
            recorder.add(figure, "yoga", "v8", "ms", 4);
            recorder.add(figure, "jq", "vespula", "ms", 32);
            recorder.add(figure, "jq", "v8", "ms", 4);
        }
        recorder.add("programs-second, fresh", "json", "vespula", "ms", 800);
        recorder.add("programs-second, after another", "json", "vespula", "ms", 400);
        String page = page(results(recorder.measurements()), null);
        assertThat(page).containsSubsequence("## Real programs", "| yoga | 8 ms | 4 ms |", "## Kernels");
        assertThat(page.replace("\n  ", " ")).contains("steady 4x, at most 8x (jq)").contains(
                "after another one has run takes 0.5x of what");
    }

    @Test
    void whatIsUnsteadyIsSaid() throws IOException {
        assertThat(page(results(2, 1), null)).contains("Of 2 quantities with several values, 2 have a range of more than 25 %");
        assertThat(page(results(List.of(new Measurement("execution", "sort", "vespula", "ms", List.of(1.0), null))), null))
                .contains("nothing is known about its spread");
    }

    @Test
    void aSecondRunIsSetBesideTheFirst() throws IOException {
        String page = page(results(2, 1), results(4, 1));
        assertThat(page).contains("## A second run");
        assertThat(page).contains("| V8 (node) | 0.455x (of 2) | 0.227x (of 2) | 1x (of 2) |");
        assertThat(page).contains("| Vespula | 1x (of 2) | 1x (of 2) | 2x (of 2) |");
    }

    @Test
    void aPageOfNothingSaysThatNothingWasMeasured() throws IOException {
        String page = page(results(List.of()), null);
        assertThat(page).contains("*Not measured in this run.*").doesNotContain("{{");
        assertThat(folder.resolve("performance")).isEmptyDirectory();
    }

    @Test
    void chartsThatThePageShowsExistAndOldOnesGo() throws IOException {
        Files.createDirectories(folder.resolve("performance"));
        Files.writeString(folder.resolve("performance/old.svg"), "");
        String page = page(results(2, 1), null);
        assertThat(folder.resolve("performance/old.svg")).doesNotExist();
        List<String> shown = page.lines().filter(line -> line.startsWith("![")).map(line -> line.replaceAll(".*\\((.*)\\)",
                "$1")).toList();
        assertThat(shown).contains("performance/compiled.svg", "performance/geometric-means.svg")
                .allSatisfy(file -> assertThat(folder.resolve(file)).isRegularFile());
        try (var charts = Files.list(folder.resolve("performance"))) {
            assertThat(charts).as("every chart is shown").hasSize(shown.size());
        }
    }

    @Test
    void templatesWithMistakesAreRefused() {
        assertThat(new Template("a {{b|c d | e}} f").fill(Object::toString)).isEqualTo("a [b, c d, e] f");
        assertThat(new Template("plain").fill(Object::toString)).isEqualTo("plain");
        assertThatIllegalArgumentException().isThrownBy(() -> new Template("a {{b").fill(Object::toString));
        assertThatIllegalArgumentException().isThrownBy(() -> new Template("a b}} {{c}}").fill(Object::toString));
        Page page = new Page(results(1, 1), null, Map.of());
        assertThatIllegalArgumentException().isThrownBy(() -> page.fill(List.of("nonsense"))).withMessageContaining("nonsense");
        assertThatIllegalArgumentException().isThrownBy(() -> page.fill(List.of("ratio", "execution"))).withMessageContaining(
                "missing");
    }

    @Test
    void tablesEscapeTheirBars() {
        MarkdownTable table = new MarkdownTable(List.of("a", "b"));
        assertThat(table.isEmpty()).isTrue();
        table.row(List.of("x|y", "z"));
        assertThat(table.text()).isEqualTo("| a | b |\n| :-- | --: |\n| x\\|y | z |");
        assertThatIllegalArgumentException().isThrownBy(() -> table.row(List.of("one cell")));
    }
}
