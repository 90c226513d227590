package dev.vespula.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The benchmark programs themselves, where they are: how we call them, and that the Java ports do the same. */
class SharedCasesTest {
    private final Path folder = CaseFile.folder();
    private final BenchEngine vespula = ExecutionProcess.engine("vespula");

    @BeforeEach
    void programsArePresent() {
        assumeThat(Files.exists(folder.resolve("cases.json"))).as("benchmark programs in %s", folder).isTrue();
    }

    /** What {@code output} gives after one run with a size of our own. */
    private Object output(BenchEngine engine, String name, String export, long size) throws IOException {
        BenchEngine.Guest guest = engine.guest(CaseFile.read(folder).named(name), folder, () -> 0);
        long data = ((Number) guest.function("setup").call(size)).longValue();
        guest.function("run").call(data);
        return guest.function(export).call(data);
    }

    @Test
    void portsGiveTheResultsOfTheModules() throws IOException {
        BenchEngine java = ExecutionProcess.engine("java");
        assertThat(output(java, "nbody", "result", 20)).isEqualTo(output(vespula, "nbody", "result", 20));
        assertThat(output(java, "matrix-mul", "output", 20)).isEqualTo(output(vespula, "matrix-mul", "output", 20));
        assertThat(output(java, "prime-sieve", "len_primes", 1_000)).isEqualTo(output(vespula, "prime-sieve", "len_primes",
                1_000));
        assertThat(output(java, "mandelbrot", "output", 10)).isEqualTo(output(vespula, "mandelbrot", "output", 10));
        assertThat(output(java, "spectralnorm", "output", 20)).isEqualTo(output(vespula, "spectralnorm", "output", 20));
    }

    @Test
    void coreMarkDoesTheSameNumberOfIterationsInEveryCall() throws IOException {
        ExecutionCase coremark = CaseFile.read(folder).named(CaseFile.COREMARK);
        int[] reads = {0};
        CoreMarkClock clock = new CoreMarkClock();
        BenchEngine.Function run = vespula.guest(coremark, folder, () -> {
            reads[0]++;
            return clock.milliseconds();
        }).function("run");
        for (int call = 1; call <= 2; call++) {
            Object score = run.call(0);
            assertThat(coremark.accepts(score)).as("score %s", score).isTrue();
            assertThat(reads[0]).as("two intervals a call").isEqualTo(4 * call);
        }
        assertThat(coremark.accepts(0f)).as("what the program says when it found an error").isFalse();
    }

    @Test
    void recordedUseIsPlayed() throws IOException {
        Path trace = folder.resolveSibling("replay").resolve("glpk");
        assumeThat(trace.resolveSibling("glpk.trace")).as("recorded use beside %s", folder).exists();
        assertThat(new ReplaySuite().cases(folder, CaseFile.read(folder))).hasSizeGreaterThan(20).contains("glpk", "yoga");
        assertThat(ReplayProcess.measure("vespula", trace, 0).thread()).hasSize(2);
    }

    @Test
    void longProgramsAreInTheCorpusAndScriptsPrintWhatIsRecorded() throws IOException {
        Path corpus = folder.resolveSibling("corpus");
        assumeThat(corpus.resolve("manifest.json")).as("the corpus beside %s", folder).exists();
        List<String> scripts = LongPrograms.SCRIPT_NAMES.stream().map(name -> "lua-" + name).toList();
        List<CorpusProgram> programs = LongPrograms.all(corpus);
        assertThat(programs).extracting(CorpusProgram::name).containsAll(LongPrograms.NAMES).containsAll(scripts).containsAll(
                LongPrograms.QUICK);
        assertThat(new SecondSuite().cases(folder, CaseFile.read(folder))).allSatisfy(
                name -> assertThat(SecondSuite.other(name)).isNotEqualTo(name).isIn(LongPrograms.NAMES));
        CorpusProgram nested = LongPrograms.script(LongPrograms.named(programs, "lua54-exnref"),
                Path.of("src/main/lua").toAbsolutePath(), "nested");
        assertThat(ProgramProcess.measure(new VespulaEngine(), nested, corpus, new Repetition(1, 0)).problem()).isNull();
    }

    @Test
    void everyCaseHasAModuleAndATimeOfWasmi() throws IOException {
        assertThat(CaseFile.read(folder).all()).hasSizeGreaterThan(20).allSatisfy(one -> {
            assertThat(folder.resolve(one.file())).isRegularFile();
            assertThat(one.nativeMs()).as(one.name()).isPositive();
        });
    }
}
