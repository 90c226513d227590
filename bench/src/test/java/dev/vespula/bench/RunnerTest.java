package dev.vespula.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.bench.result.Comparison;
import dev.vespula.bench.result.Machine;
import dev.vespula.bench.result.Measurement;
import dev.vespula.bench.result.Recorder;
import dev.vespula.bench.result.ResultFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    @TempDir
    private Path folder;

    private static ResultFile of(Measurement... measurements) {
        return new ResultFile(ResultFile.FORMAT, new Machine("", 2, 0, "", "", ""), Map.of(), Map.of(), List.of(measurements));
    }

    private static Measurement ms(String name, String engine, Double... samples) {
        return new Measurement("execution", name, engine, "ms", List.of(samples), null);
    }

    private interface Printing {
        void to(PrintStream out);
    }

    private static String printed(Printing printing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        printing.to(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void enginesWithoutPeersAreFoundByTheirNames() {
        for (EngineSpec spec : EngineSpec.ALL) {
            if (spec.isOnJvm() && spec.peer() == null) {
                assertThat(ExecutionProcess.engine(spec.name()).name()).isEqualTo(spec.name());
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> EngineSpec.of("spidermonkey")).withMessageContaining(
                "there are vespula");
    }

    @Test
    void resultsTravelBetweenProcesses() {
        Result timed = Result.timed("sort", new Timing(3, 4, 1, 2), 7.5);
        assertThat(Result.fromJson(timed.toJson())).isEqualTo(timed);
        Result failed = Result.failed("sort", "check value 1, expected 2");
        assertThat(Result.fromJson(failed.toJson())).isEqualTo(failed);
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.fromJson("a line of something else"));
        assertThat(Sample.fromJson("{\"name\":\"a\",\"unit\":\"ns\",\"value\":2.5}")).isEqualTo(new Sample("a", "ns", 2.5,
                null));
    }

    @Test
    void valuesOfJmhAreMeansOfItsProcesses() throws IOException {
        Recorder recorder = new Recorder();
        CallSuite.record(new ObjectMapper().readTree("""
                [{"benchmark": "dev.vespula.bench.micro.JavaToWasm.constantHandle",
                  "primaryMetric": {"rawData": [[1.0, 3.0], [4.0, 6.0]]}},
                 {"benchmark": "dev.vespula.bench.micro.WasmToJava.typed", "primaryMetric": {"rawData": [[7.0]]}}]
                """), "vespula-compiled", recorder);
        assertThat(recorder.measurements()).containsExactly(
                new Measurement("calls", "Java to WebAssembly, constant handle", "vespula-compiled", "ns", List.of(2.0, 5.0),
                        null),
                new Measurement("calls", "WebAssembly to Java, typed", "vespula-compiled", "ns", List.of(7.0), null));
    }

    @Test
    void theComparisonIsPrinted() {
        ResultFile before = of(ms("a", "vespula", 1.0, 1.0, 1.01), ms("b", "vespula", 1.0, 1.0, 1.01), ms("c", "vespula", 1.0));
        ResultFile after = of(ms("a", "vespula", 2.0, 2.0, 2.01), ms("b", "vespula", 0.5, 0.5, 0.51));
        String text = printed(out -> CompareMain.print(Comparison.of(before, after), out));
        assertThat(text).containsPattern("worse +2.00x +execution / a / vespula").containsPattern(
                "better +0.50x +execution / b / vespula")
                .contains("no longer measured: execution / c / vespula").contains(
                        "2 cases compared, 2 changed beyond the noise");
        assertThat(printed(out -> CompareMain.print(Comparison.of(before, before), out)))
                .contains("3 cases compared, 0 changed beyond the noise").doesNotContain("worse");
    }

    @Test
    void figuresOfRealProgramsAreComparedAndHaveMeans() {
        ResultFile before = of(figure("replay, steady", 10.0, 10.1), figure("replay, first run", 90.0, 91.0));
        ResultFile after = of(figure("replay, steady", 5.0, 5.1), figure("replay, first run", 90.0, 91.0));
        assertThat(printed(out -> CompareMain.print(Comparison.of(before, after), out)))
                .containsPattern("better +0.50x +replay, steady / yoga / vespula").contains("1 changed beyond the noise");
        assertThat(printed(out -> new Table(out).print(before, "replay, steady"))).contains("geometric mean, ratio");
    }

    private static Measurement figure(String suite, Double... samples) {
        return new Measurement(suite, "yoga", "vespula", "ms", List.of(samples), null);
    }

    @Test
    void scriptsOfLuaHaveWhatTheyPrintBesideThem() {
        for (String name : LongPrograms.SCRIPT_NAMES) {
            assertThat(Path.of("src/main/lua", name + ".lua")).isNotEmptyFile();
            assertThat(Path.of("src/main/lua", name + ".out")).isNotEmptyFile();
        }
    }

    @Test
    void suitesArePrintedAsTables() {
        String text = printed(out -> new Table(out).print(of(ms("a", "vespula", 2.0, 2.2, 2.1), ms("a", "v8", 1.05), ms("b",
                "vespula", 500.0),
                new Measurement("execution", "b", "v8", "ms", List.of(), "an exception")), "execution"));
        assertThat(text).containsPattern("a \\(ms\\) +2\\.100 \\(10 %\\) +1\\.050\n").containsPattern("b \\(ms\\) +500 +-\n")
                .containsPattern("geometric mean, ratio +1\\.00 \\(of 2\\) +0\\.50 \\(of 1\\)").contains(
                        "FAILED execution / b / v8: an exception");
    }

    @Test
    void programsOfTheCorpusAreCheckedByteForByte() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), """
                {"corpus": "open", "entries": [
                  {"name": "p", "file": "wasm/p.wasm", "kind": "wasi-command", "benchmark": true, "args": ["1", "two words"],
                   "dirs": [{"host": "data", "guest": "/d"}], "env": {"X": "1"}, "stdout": "p.out", "exit": 3,
                   "ignore_lines": "^took", "v8_ms": 1.5},
                  {"name": "q", "file": "wasm/q.wasm", "kind": "exports", "benchmark": true, "calls": []},
                  {"name": "r", "file": "wasm/r.wasm", "kind": "wasi-command", "benchmark": false, "stdout": "r.out", "exit": 0}]}
                """);
        Files.writeString(folder.resolve("p.out"), "hello\ntook 3 s\nend\n");
        List<CorpusProgram> programs = CorpusProgram.read(folder);
        assertThat(programs).filteredOn(CorpusProgram::isMeasured).extracting(CorpusProgram::name).containsExactly("p");
        CorpusProgram program = programs.get(0);
        assertThat(program.arguments(folder)).containsExactly("--dir", folder.resolve("data") + "::/d", "--env", "X=1",
                folder.resolve("wasm/p.wasm").toString(), "1", "two words");
        assertThat(program.problem(folder, outcome(3, "hello\ntook 9 s\nend\n"))).isNull();
        assertThat(program.problem(folder, outcome(3, "hello\ntook 9 s\nEnd\n"))).contains("output");
        assertThat(program.problem(folder, outcome(0, "hello\ntook 9 s\nend\n"))).isEqualTo("ended with 0: the first line");
        assertThat(program.problem(folder, outcome(-1, ""))).isEqualTo("not done after 2 s");
    }

    private static Children.Outcome outcome(int code, String output) {
        return new Children.Outcome(code, output.getBytes(StandardCharsets.UTF_8),
                "WARNING: of the JVM\nthe first line\nthe second".getBytes(StandardCharsets.UTF_8), 2_000);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "uses cat and sleep")
    void processesGetTheirInputAndAreEndedInTime() throws IOException {
        Path input = Files.writeString(folder.resolve("in.txt"), "line 1\nline 2\n");
        Children.Outcome echo = Children.run(List.of("cat"), input, 60);
        assertThat(echo.code()).isZero();
        assertThat(echo.lines()).containsExactly("line 1", "line 2");
        Children.Outcome sleep = Children.run(List.of("sleep", "600"), 0.05);
        assertThat(sleep.isTimeout()).isTrue();
    }

    @Test
    void ourOwnProgramsAreValid() throws IOException {
        BenchEngine vespula = ExecutionProcess.engine("vespula-interpreter");
        for (String name : List.of("calls", "pausing", "objects", "vectors")) {
            assertThat(vespula.instantiateWithStubs(vespula.decode(Programs.text(name)))).as(name).isNotNull();
        }
        for (String name : List.of("grow", "recurse")) {
            assertThat(vespula.instantiateWithStubs(vespula.decode(Programs.binary(name)))).as(name).isNotNull();
        }
    }
}
