package dev.vespula.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    private static final Machine MACHINE = new Machine("a processor", 2, 4096, "an OS", "a JDK", "");

    @TempDir
    private Path folder;

    private static ResultFile of(List<Measurement> measurements) {
        return new ResultFile(ResultFile.FORMAT, MACHINE, Map.of("rounds", "3"), Map.of("one", "1.0"), measurements);
    }

    private static Measurement ms(String name, String engine, Double... samples) {
        return new Measurement("execution", name, engine, "ms", List.of(samples), null);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Recorder recorder = new Recorder();
        recorder.add("execution", "a", "one", "ms", 1.25);
        recorder.add("execution", "a", "one", "ms", 1.5);
        recorder.add("memory", "b", "one", "bytes", 4096);
        recorder.fail("execution", "c", "one", "ms", "check value 1, expected 2");
        ResultFile results = of(recorder.measurements());
        Path file = folder.resolve("new/folder/results.json");
        results.write(file);
        assertThat(ResultFile.read(file)).isEqualTo(results);
        assertThat(ResultFile.read(file).samples("execution", "a", "one").orElseThrow().median()).isEqualTo(1.375);
        assertThat(ResultFile.read(file).samples("execution", "c", "one")).isEmpty();
        assertThat(ResultFile.read(file).problems("execution")).hasSize(1);
    }

    @Test
    void aFailureSpoilsTheCase() {
        Recorder recorder = new Recorder();
        recorder.add("execution", "a", "one", "ms", 1);
        recorder.fail("execution", "a", "one", "ms", "an exception");
        recorder.add("execution", "a", "one", "ms", 1);
        assertThat(recorder.measurements()).singleElement().satisfies(one -> {
            assertThat(one.samples()).isEmpty();
            assertThat(one.problem()).isEqualTo("an exception");
        });
        assertThat(recorder.hasFailed("execution", "a", "one")).isTrue();
        assertThat(recorder.hasFailed("execution", "a", "two")).isFalse();
    }

    @Test
    void unitsCannotBeMixed() {
        Recorder recorder = new Recorder();
        recorder.add("execution", "a", "one", "ms", 1);
        assertThatIllegalArgumentException().isThrownBy(() -> recorder.add("execution", "a", "one", "ns", 1));
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = folder.resolve("x.json");
        Files.writeString(file, "{\"results\": []}");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ResultFile.read(file)).withMessageContaining(
                "not a file of results");
        Files.writeString(file, "nothing of the kind");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ResultFile.read(file)).withMessageContaining(
                "not a file of results");
        new ResultFile(2, MACHINE, Map.of(), Map.of(), List.of()).write(file);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ResultFile.read(file)).withMessageContaining("format 2");
        of(List.of(ms("a", "one", 1.0), ms("a", "one", 2.0))).write(file);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ResultFile.read(file)).withMessageContaining(
                "two measurements");
    }

    @Test
    void ratiosAreOfCasesThatBothHaveAndThatTakeTime() {
        ResultFile results = of(List.of(ms("a", "one", 1.0), ms("a", "two", 2.0), ms("b", "one", 1.0), ms("b", "two", 8.0),
                ms("only one", "one", 1.0), ms("vanished", "one", 0.0004), ms("vanished", "two", 40.0)));
        GeometricMean ratio = results.ratio("execution", "two", "one").orElseThrow();
        assertThat(ratio.value()).isCloseTo(4, within(1e-9));
        assertThat(ratio.count()).isEqualTo(2);
        assertThat(results.ratio("execution", "three", "one")).isEmpty();
        assertThat(results.ratio("memory", "two", "one")).isEmpty();
    }

    @Test
    void runsAreSetBesideEachOther() {
        ResultFile first = of(List.of(ms("a", "one", 1.0), ms("b", "one", 1.0)));
        ResultFile second = of(List.of(ms("a", "one", 3.0), ms("c", "one", 1.0)));
        GeometricMean ratio = first.ratioTo(second, "execution", "one").orElseThrow();
        assertThat(ratio.value()).isCloseTo(3, within(1e-9));
        assertThat(ratio.count()).isEqualTo(1);
    }

    @Test
    void theMachineIsReadFromWhatLinuxTells() {
        assertThat(Machine.cpuModel(List.of("processor : 0", "model name\t: Some CPU @ 2 GHz"))).isEqualTo("Some CPU @ 2 GHz");
        assertThat(Machine.cpuModel(List.of())).isEqualTo("unknown processor");
        assertThat(Machine.memoryMegabytes(List.of("MemTotal:       24576 kB"))).isEqualTo(24);
        assertThat(Machine.memoryMegabytes(List.of())).isZero();
        assertThat(Machine.here("-Xmx1g").cores()).isPositive();
    }
}
