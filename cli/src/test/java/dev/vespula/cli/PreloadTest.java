package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --preload}: modules that are linked before the program. */
class PreloadTest extends CommandCase {
    private static final String PROGRAM = """
            (module
              (import "math" "double" (func $double (param i32) (result i32)))
              (import "host" "seed" (global $seed i32))
              (func (export "f") (param i32) (result i32)
                (i32.add (call $double (local.get 0)) (global.get $seed))))
            """;

    @TempDir
    Path folder;

    private String host;
    private String math;
    private String program;

    @BeforeEach
    void write() throws IOException {
        host = write("host.wat", "(module (global (export \"seed\") i32 (i32.const 1000))"
                + " (func (export \"two\") (result i32) (i32.const 2)))");
        math = write("math.wat", "(module (import \"host\" \"two\" (func $two (result i32)))"
                + " (func (export \"double\") (param i32) (result i32) (i32.mul (local.get 0) (call $two))))");
        program = write("program.wat", PROGRAM);
    }

    @Test
    void laterModulesImportFromEarlierOnes() {
        assertThat(run("--preload", "host=" + host, "--preload", "math=" + math)).as(err()).isZero();
        assertThat(out()).isEqualTo("1042\n");
        assertThat(run("--preload", "math=" + math, "--preload", "host=" + host)).isEqualTo(1);
        assertThat(err()).startsWith("vespula: --preload math=" + math + ": cannot be linked: unknown import: `host::two` ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tier=both", "--tier=compiled", "--fuel=100000", "--trace=calls", "--stats"})
    void otherOptionsGoWithIt(String option) {
        assertThat(run(option, "--preload", "host=" + host, "--preload", "math=" + math)).as(err()).isZero();
        assertThat(out()).isEqualTo("1042\n");
    }

    @Test
    void compiledModulesAndStandardInputArePreloaded() throws IOException {
        assertThat(vespula("compile", host, "-o", folder.resolve("host.jar").toString())).isZero();
        byte[] binary = Wat.parse(Files.readString(Path.of(math)));
        assertThat(vespulaWithInput(binary, "run", "--preload", "host=" + folder.resolve("host.jar"), "--preload", "math=-",
                "--invoke", "f", program, "21")).as(err()).isZero();
        assertThat(out()).isEqualTo("1042\n");
        byte[] first = Wat.parse(Files.readString(Path.of(host)));
        assertThat(vespulaWithInput(first, "run", "--preload", "host=-", "--preload", "math=-", program)).isEqualTo(1);
        assertThat(err()).isEqualTo("vespula: cannot read -: standard input stands for one file only\n");
    }

    @Test
    void aLibraryForWasiSetsItselfUp() throws IOException {
        String library = write("library.wat", "(module (global $g (mut i32) (i32.const 0))"
                + " (func (export \"_initialize\") (global.set $g (i32.const 5)))"
                + " (func (export \"get\") (result i32) (global.get $g)))");
        String user = write("user.wat",
                "(module (import \"lib\" \"get\" (func $get (result i32))) (export \"f\" (func $get)))");
        assertThat(vespula("run", "--preload", "lib=" + library, "--invoke", "f", user)).isZero();
        assertThat(out()).isEqualTo("5\n");
    }

    @Test
    void aSavedProgramGoesOnWithWhatWasPreloaded() throws IOException {
        String slow = write("slow.wat", """
                (module (import "host" "two" (func $two (result i32)))
                  (func (export "f") (result i32) (local $n i32)
                    (local.set $n (i32.const 1000))
                    (loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (call $two)))
                """);
        String snap = folder.resolve("p.snap").toString();
        assertThat(vespula("run", "--preload", "host=" + host, "--fuel", "100", "--snapshot-on-out-of-fuel", snap, "--invoke",
                "f",
                slow)).as(err()).isEqualTo(Main.PAUSED);
        assertThat(vespula("resume", snap, "--fuel", "100000")).as(err()).isZero();
        assertThat(out()).isEqualTo("2\n");
    }

    @Test
    void whatCannotBePreloadedIsNamed() throws IOException {
        String bad = write("bad.wasm", "nonsense");
        assertOneLine("bad.wasm", "--preload", "x=" + bad);
        assertOneLine("no such file", "--preload", "x=" + folder.resolve("none.wasm"));
        assertOneLine("duplicate definition", "--preload", "x=" + host, "--preload", "x=" + host);
        assertOneLine("is a component", "--preload", "x=" + write("component.wat", "(component)"));
        for (String value : new String[] {"x", "=y", "x="}) {
            assertThat(run("--preload", value)).isEqualTo(2);
            assertThat(err()).startsWith("vespula run: --preload takes NAME=FILE, not '" + value + "'\n");
        }
        assertThat(vespula("run", "--preload", "x=" + host, write("other.wat", "(component)"))).isEqualTo(2);
        assertThat(err()).contains("--preload is for programs that are modules");
    }

    @Test
    void programsWithThreadsTakeNone() throws IOException {
        String threads = write("threads.wat", "(module (import \"wasi\" \"thread-spawn\" (func (param i32) (result i32)))"
                + " (func (export \"_start\")))");
        assertThat(vespula("run", "--preload", "host=" + host, threads)).isEqualTo(1);
        assertThat(err()).isEqualTo("vespula: " + threads + ": a program with threads takes no --preload\n");
    }

    private int run(String... options) {
        String[] line = new String[options.length + 5];
        line[0] = "run";
        System.arraycopy(options, 0, line, 1, options.length);
        System.arraycopy(new String[] {"--invoke", "f", program, "21"}, 0, line, options.length + 1, 4);
        return vespula(line);
    }

    private void assertOneLine(String part, String... options) {
        assertThat(run(options)).isEqualTo(1);
        assertThat(err()).startsWith("vespula: ").contains(part);
        assertThat(err().lines()).hasSize(1);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
