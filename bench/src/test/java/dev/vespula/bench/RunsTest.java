package dev.vespula.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.vespula.bench.replay.Divergence;
import dev.vespula.bench.result.Measurement;
import dev.vespula.bench.result.Recorder;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in one process: what is made of their times, and that they are checked, in Vespula and in V8. */
class RunsTest {
    private static final EngineSpec V8_SPEC = EngineSpec.of(V8.NAME);
    private static final Path NODE_SCRIPTS = Path.of("src/main/node");

    @TempDir
    private Path folder;

    private static double[] values(double... values) {
        return values;
    }

    // ---- times

    @Test
    void theSteadyStateIsTheMedianOfTheLastThirdOfTheTime() {
        Runs runs = new Runs(values(0, 20, 25, 29, 33, 37), values(20, 5, 9, 4, 3, 3.5), 40, values(90, 100, 110, 120, 124,
                130),
                null);
        assertThat(runs.first()).isEqualTo(20);
        assertThat(runs.firstProcess()).isEqualTo(50);
        assertThat(runs.tenth()).isEmpty();
        assertThat(runs.steady()).as("of those that began after 24.7").isEqualTo(3.75);
        assertThat(runs.steadyProcess()).isEqualTo(7.5);
        Runs single = new Runs(values(0), values(20), 40, values(90), null);
        assertThat(single.steady()).isEqualTo(20);
        assertThat(single.steadyProcess()).isEqualTo(50);
        assertThat(Runs.fromJson(runs.toJson()).steady()).isEqualTo(3.75);
        assertThatIllegalArgumentException().isThrownBy(() -> Runs.fromJson("{\"steady\": 1}"));
    }

    @Test
    void workIsRepeatedAsOftenAsItMustBe() throws IOException {
        assertThat(new Repetition(1, 0).of(() -> 0).thread()).hasSize(1);
        assertThat(new Repetition(6, 0).of(() -> 0).thread()).as("no time is left for six").hasSize(2);
        Runs some = new Repetition(6, 1e-6).of(() -> 0);
        assertThat(some.thread().length).as("six, but for a time that is up").isBetween(2, 6);
    }

    @Test
    void everyFigureIsASuiteOfItsOwn() {
        Recorder recorder = new Recorder();
        Turns turns = new Turns(session(recorder, List.of(), EngineSpec.of("vespula")), "replay", List.of(Turns.FIRST,
                Turns.STEADY));
        double[] ten = values(9, 2, 2, 2, 2, 2, 2, 2, 2, 3);
        turns.add(new Runs(values(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), ten, 5, values(20, 21, 22, 23, 24, 25, 26, 27, 28, 32), null),
                "yoga", EngineSpec.of("vespula"));
        assertThat(recorder.measurements()).extracting(Measurement::suite, one -> one.samples().get(0)).containsExactly(
                tuple("replay, first run", 9.0),
                tuple("replay, first run, process", 20.0),
                tuple("replay, tenth run", 3.0),
                tuple("replay, ten runs, process", 32.0),
                tuple("replay, steady", 2.0),
                tuple("replay, steady, process", 1.75));
        turns.fail("yoga", EngineSpec.of("vespula"), "diverged");
        assertThat(recorder.hasFailed("replay, first run", "yoga", "vespula")).isTrue();
        assertThat(recorder.hasFailed("replay, steady", "yoga", "vespula")).isTrue();
    }

    @Test
    void theDefaultHasMoreTurnsThanSingleTiers() throws IOException {
        List<String> taken = new ArrayList<>();
        Session session = session(new Recorder(), List.of("b"), EngineSpec.of("vespula"), EngineSpec.of("vespula-interpreter"),
                EngineSpec.of("vespula-compiled-fuel"), EngineSpec.of("java"));
        new Turns(session, "replay", List.of(Turns.FIRST)).take(List.of("a", "b"), List.of("a"), (engine, name) -> taken.add(
                name + " " + engine.name()));
        assertThat(taken).containsExactly("b vespula", "b vespula-interpreter", "b vespula");
    }

    private Session session(Recorder recorder, List<String> selected, EngineSpec... engines) {
        return new Session(Extent.FULL, List.of(engines), selected, folder.resolve("bench"),
                new CaseFile(List.of(), new CaseFile.CoreMark("", Map.of()), List.of()), recorder);
    }

    @Test
    void processesThatFailSayWhy() {
        Runs good = new Runs(values(0), values(1), 1, values(2), null);
        assertThat(Turns.runs(outcome(0, good.toJson() + "\nmore\n"), 1)).hasSize(1).allMatch(one -> one.problem() == null);
        assertThat(Turns.runs(outcome(0, good.toJson() + "\n"), 2)).extracting(Runs::problem).containsExactly(
                "ended with 0: an error");
        assertThat(Turns.runs(outcome(0, good.toJson() + "\n" + Runs.failed("other").toJson()), 2)).extracting(Runs::problem)
                .containsExactly("other");
        assertThat(Turns.runs(outcome(1, good.toJson()), 1)).extracting(Runs::problem).containsExactly(
                "ended with 1: an error");
    }

    private static Children.Outcome outcome(int code, String output) {
        return new Children.Outcome(code, output.getBytes(StandardCharsets.UTF_8), "an error".getBytes(StandardCharsets.UTF_8),
                1);
    }

    // ---- recorded use

    private Path trace(int result) throws IOException {
        Files.write(folder.resolve("t.m0.wasm"), Wat.parse("(module (func (export \"f\") (result i32) (i32.const 7)))"));
        byte[] head = {4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0x10, 0, 0, 0, 0, 0, 1, 0, 0, 0, 'f', 0x11, (byte) result,
            0, 0, 0, (byte) 0xff};
        Files.write(folder.resolve("t.trace"), head);
        return folder.resolve("t");
    }

    @Test
    void recordedUseIsPlayedInEveryTier() throws IOException {
        Path trace = trace(7);
        for (String engine : List.of("vespula", "vespula-interpreter", "vespula-compiled")) {
            Runs runs = ReplayProcess.measure(engine, trace, 0);
            assertThat(runs.thread()).as(engine).hasSize(2).doesNotContain(0);
        }
        Path other = trace(8);
        assertThatExceptionOfType(Divergence.class).isThrownBy(() -> ReplayProcess.measure("vespula", other, 0))
                .withMessageContaining("expected 8, got 7");
    }

    @Test
    void thePlayerOfNodeIsWatched() throws IOException {
        ProgramsInNode.assume();
        // What replay.js does, as far as its clocks are concerned.
        String player = """
                const zlib = require('node:zlib');
                const cpu = () => process.threadCpuUsage().user;
                let runs = 0;
                for (; runs < 3; runs++) {
                  const start = cpu();
                  zlib.crc32(Buffer.alloc(16));
                  cpu();
                  cpu();
                }
                console.log('t', 'V8', 'ok', `cpu runs=${runs} decode=1 crcbad=%d rss=1MB`);
                """;
        assertThat(inNode(String.format(player, 0)).thread()).hasSize(3);
        assertThat(inNode(String.format(player, 1)).problem()).contains("crcbad=1");
        assertThat(inNode("console.log('t V8 FAILED host call')").problem()).isEqualTo("t V8 FAILED host call");
    }

    private Runs inNode(String player) throws IOException {
        Path script = Files.writeString(folder.resolve("player.cjs"), player);
        return Turns.runs(Children.run(List.of(V8.command(), "--require",
                NODE_SCRIPTS.resolve("replay-clock.cjs").toAbsolutePath().toString(), script.toString()), 60), 1).get(0);
    }

    // ---- programs

    /** A corpus of one program, which copies its input, as far as it is one block, and ends with status 3. */
    private CorpusProgram echo(String expected) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Files.write(corpus.resolve("echo.wasm"), Wat.parse("""
                (module
                  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
                  (memory (export "memory") 1)
                  (data (i32.const 0) "\\40\\00\\00\\00\\20\\00\\00\\00")
                  (func (export "_start")
                    (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)))
                    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
                    (call $exit (i32.const 3))))
                """));
        Files.writeString(corpus.resolve("in.txt"), "a line\n");
        Files.writeString(corpus.resolve("out.txt"), expected);
        return new CorpusProgram("echo", "echo.wasm", "wasi-command", true, null, null, null, "in.txt", "out.txt", "3", null);
    }

    @Test
    void programsRunAgainAndAgainAndAreChecked() throws IOException {
        Path corpus = folder.resolve("corpus");
        BenchEngine engine = new VespulaEngine();
        Runs good = ProgramProcess.measure(engine, echo("a line\n"), corpus, new Repetition(6, 0));
        assertThat(good.problem()).isNull();
        assertThat(good.thread()).hasSize(2);
        Runs bad = ProgramProcess.measure(engine, echo("another\n"), corpus, new Repetition(1, 0));
        assertThat(bad.problem()).contains("its output is not what was recorded");
    }

    @Test
    void programsRunInNodeInTheSameWay() throws IOException {
        ProgramsInNode.assume();
        Path corpus = folder.resolve("corpus");
        CorpusProgram echo = echo("a line\n");
        ProgramCommand twice = new ProgramCommand(corpus).then(echo, new Repetition(6, 0)).then(echo, new Repetition(1, 0));
        List<Runs> good = Turns.runs(Children.run(here(twice), 60), 2);
        assertThat(good).extracting(one -> one.thread().length).containsExactly(2, 1);
        Runs bad = Turns.runs(Children.run(here(new ProgramCommand(corpus).then(echo("another\n"), new Repetition(1, 0))), 60),
                1).get(0);
        assertThat(bad.problem()).isEqualTo("its output is not what was recorded");
    }

    /** With the script where it is seen from here. */
    private static List<String> here(ProgramCommand command) {
        List<String> words = command.of(V8_SPEC);
        words.set(words.indexOf(V8.script("programs.mjs")), NODE_SCRIPTS.resolve("programs.mjs").toString());
        return words;
    }
}
