package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are compiled ahead of time, and the cache of {@code vespula run}. */
class CompileCommandTest extends CommandCase {
    private static final Path PROGRAMS = Path.of("../examples/programs");
    private static final String HELLO = PROGRAMS.resolve("hello.wasm").toString();
    private static final String NUMBERS = PROGRAMS.resolve("numbers.wasm").toString();

    @TempDir
    Path folder;

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aCompiledProgramRunsAsTheModuleDoes() {
        assertThat(vespula("compile", HELLO, "-o", in("hello.jar"))).isZero();
        assertThat(out() + err()).isEmpty();
        assertThat(vespula("run", in("hello.jar"), "you")).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly, you!\n");
        assertThat(vespula(in("hello.jar"))).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly!\n");

        assertThat(vespula("compile", "--output", in("numbers.jar"), NUMBERS)).isZero();
        assertThat(vespula("run", "--invoke", "gcd", in("numbers.jar"), "48", "36")).isZero();
        assertThat(out()).isEqualTo("12\n");
        assertThat(vespula("run", "--invoke", "divide", in("numbers.jar"), "1", "0")).isEqualTo(134);
        assertThat(err()).startsWith("vespula: " + in("numbers.jar")
                + ": trap: integer divide by zero\n  at divide (func 3) +0x");
    }

    @Test
    void onlyTheCommandLineMakesAFileCompiledCode() throws IOException {
        assertThat(vespula("compile", HELLO, "-o", in("hello.jar"))).isZero();
        for (String name : new String[] {"hello.wasm", "hello.wat", "hello", "hello.jar.wasm", "hello.JAR"}) {
            String copy = Files.copy(Path.of(in("hello.jar")), folder.resolve(name)).toString();
            for (String[] line : new String[][] {{"run", copy}, {copy}, {"run", "--tier", "compiled", copy}, {"validate", copy},
                {"run", "--tier", "interpreter", copy}, {"inspect", copy}, {"ir", copy, "0"}, {"wasm2wat", copy}, {"compile",
                    copy, "-o", in("again.jar")}}) {
                assertOneLine(copy + ": not a module but a jar or zip file", line);
            }
            assertThat(vespula("run", "--compiled", copy, "you")).isZero();
            assertThat(out()).isEqualTo("Hello from WebAssembly, you!\n");
        }
        assertThat(folder.resolve("again.jar")).doesNotExist();
        assertOneLine("not a jar file with compiled code", "run", "--compiled", HELLO);
        assertThat(vespula("run", "--help")).isZero();
        assertThat(out().replaceAll("\\s+", " ")).contains("--compiled", "may do whatever you may", "only if you trust");
    }

    @Test
    void theModuleInAFileIsThereForAllCommands() throws IOException {
        String jar = in("numbers.jar");
        assertThat(vespula("compile", NUMBERS, "-o", jar)).isZero();
        assertThat(vespula("validate", jar)).isZero();
        assertThat(vespula("inspect", NUMBERS)).isZero();
        String sections = out().substring(out().indexOf('\n'));
        assertThat(vespula("inspect", jar)).isZero();
        assertThat(out()).endsWith(sections).startsWith(jar + ": " + Files.size(Path.of(NUMBERS)) + " bytes compiled");
        for (String[] line : new String[][] {{"ir", NUMBERS, "gcd"}, {"wasm2wat", NUMBERS}, {"compile", NUMBERS, "-o", "-"}}) {
            assertThat(vespula(line)).isZero();
            byte[] expected = outBytes();
            line[1] = jar;
            assertThat(vespula(line)).isZero();
            assertThat(outBytes()).isEqualTo(expected);
        }
        assertThat(vespula("run", "--tier", "interpreter", "--invoke", "gcd", jar, "48", "36")).isZero();
        assertThat(out()).isEqualTo("12\n");
    }

    @Test
    void theLibraryTakesFilesOfTheCommandLine() throws IOException {
        assertThat(vespula("compile", HELLO, "-o", in("hello.jar"))).isZero();
        try (Engine engine = Engine.create()) {
            assertThat(Module.ofCompiled(engine, folder.resolve("hello.jar")).exports()).isNotEmpty();
        }
    }

    @Test
    void whatAModuleNeedsIsAskedForWhenItsCodeIsRun() throws IOException {
        String wide = Files.writeString(folder.resolve("wide.wat"), """
                (module (func (export "f") (result i64)
                  (drop (i64.mul_wide_u (i64.const 6) (i64.const 7)))))""").toString();
        assertOneLine("WIDE_ARITHMETIC support is not enabled in function 0 (at offset 0x23); --features wide-arithmetic "
                + "switches it on", "compile", wide);
        assertThat(vespula("compile", "--features", "wide-arithmetic,custom-page-sizes", wide)).isZero();
        assertOneLine("the module needs wide_arithmetic, which the engine has switched off", "run", "--invoke", "f", in(
                "wide.jar"));
        assertThat(vespula("run", "--features=wide-arithmetic", "--invoke", "f", in("wide.jar"))).isZero();
        assertThat(out()).isEqualTo("42\n");
    }

    @Test
    void theFileIsNamedAfterTheModuleUnlessSaidOtherwise() throws IOException {
        Path copy = Files.copy(Path.of(HELLO), folder.resolve("a.b.wasm"));
        assertThat(vespula("compile", copy.toString())).isZero();
        assertThat(folder.resolve("a.b.jar")).exists();
        assertThat(vespula("compile", Files.copy(copy, folder.resolve("plain")).toString())).isZero();
        assertThat(folder.resolve("plain.jar")).exists();
        assertThat(vespula("compile", "-o", "-", HELLO)).isZero();
        assertThat(outBytes()).isEqualTo(Files.readAllBytes(folder.resolve("plain.jar")));
        Path text = Files.writeString(folder.resolve("seven.wat"), "(module (func (export \"f\") (result i32) (i32.const 7)))");
        assertThat(vespula("compile", text.toString())).isZero();
        assertThat(vespula("run", "--invoke", "f", in("seven.jar"))).isZero();
        assertThat(out()).isEqualTo("7\n");
    }

    @Test
    void meteringAndDeterminismMustBeCompiledFor() {
        assertThat(vespula("compile", HELLO, "-o", in("plain.jar"))).isZero();
        assertThat(vespula("run", "--fuel", "1000000", in("plain.jar"))).isEqualTo(1);
        assertThat(err()).isEqualTo("vespula: " + in("plain.jar") + ": compiled for another configuration: fuel 'off', and the "
                + "engine has 'on'; compile it anew, 'vespula compile --help' tells how\n");
        assertThat(vespula("run", "--deterministic", in("plain.jar"))).isEqualTo(1);
        assertThat(vespula("compile", "--metered", "--deterministic", HELLO, "-o", in("both.jar"))).isZero();
        assertThat(vespula("run", in("both.jar"))).isEqualTo(1);
        assertThat(vespula("run", "--fuel", "1000000", "--deterministic", in("both.jar"))).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly!\n");
        assertThat(err()).startsWith("fuel consumed: ");
    }

    @Test
    void whatCannotBeCompiledOrReadGivesOneLine() throws IOException {
        Path invalid = Files.writeString(folder.resolve("invalid.wat"), "(module (func (result i32)))");
        assertOneLine("invalid module: ", "compile", invalid.toString());
        assertOneLine("no such file", "compile", in("missing.wasm"));
        assertOneLine("cannot write ", "compile", HELLO, "-o", in("no/such/folder.jar"));
        assertThat(vespula("compile", HELLO, "-o", in("hello.jar"))).isZero();
        byte[] jar = Files.readAllBytes(folder.resolve("hello.jar"));
        Files.write(folder.resolve("cut.jar"), Arrays.copyOf(jar, jar.length / 2));
        assertOneLine("the compiled code is damaged", "run", in("cut.jar"));
        Files.write(folder.resolve("other.jar"), new byte[] {'P', 'K', 5, 6, 0, 0});
        assertOneLine("not a jar file with compiled code", "run", in("other.jar"));
        assertThat(vespula("compile")).isEqualTo(2);
    }

    @Test
    void aTrainingRunTellsHowCodeIsLaidOut() throws IOException {
        assertThat(vespula("run", "--profile-out", in("hello.prof"), HELLO, "you")).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly, you!\n");
        assertThat(vespula("compile", "--profile", in("hello.prof"), HELLO, "-o", in("hello.jar"))).isZero();
        assertThat(vespula("run", in("hello.jar"))).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly!\n");
        // One of a program that does not end well is one, too.
        String trapping = HELLO.replace("hello", "numbers");
        assertThat(vespula("run", "--profile-out", in("trap.prof"), "--invoke", "divide", trapping, "1", "0")).isEqualTo(134);
        assertThat(vespula("compile", "--profile", in("trap.prof"), trapping, "-o", in("trap.jar"))).isZero();
        assertOneLine("trap.prof: the profile was recorded of another module", "compile", "--profile", in("trap.prof"), HELLO,
                "-o", in("no.jar"));
        assertOneLine("hello.jar: not a profile", "compile", "--profile", in("hello.jar"), HELLO, "-o", in("no.jar"));
        assertOneLine("cannot read " + in("none"), "compile", "--profile", in("none"), HELLO, "-o", in("no.jar"));
        byte[] profile = Files.readAllBytes(folder.resolve("hello.prof"));
        Files.write(folder.resolve("cut.prof"), Arrays.copyOf(profile, profile.length - 1));
        assertOneLine("cut.prof: the profile is damaged", "compile", "--profile", in("cut.prof"), HELLO, "-o", in("no.jar"));
        assertThat(folder.resolve("no.jar")).doesNotExist();
        assertThat(vespula("run", "--profile-out", in("x"), "--tier=auto", HELLO)).isEqualTo(2);
    }

    private void assertOneLine(String part, String... line) {
        assertThat(vespula(line)).as(String.join(" ", line)).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("vespula: ").contains(part);
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void aProgramThatRunsForAWhileIsKeptInTheCache() throws IOException {
        Path program = Files.writeString(folder.resolve("loop.wat"), """
                (module
                  (func $step (param $x i32) (result i32) (i32.rotl (i32.xor (local.get $x) (i32.const 0x5bd1e995)) (i32.const 5)))
                  (func (export "run") (param $n i32) (result i32) (local $x i32)
                    (loop $more
                      (local.set $x (call $step (i32.add (local.get $x) (local.get $n))))
                      (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (local.get $x)))""");
        String cache = in("cache/of/code");
        assertThat(vespula("run", "--invoke", "run", program.toString(), "30000000")).isZero();
        String expected = out();
        for (int time = 0; time < 3; time++) {
            assertThat(vespula("run", "--cache", cache, "--invoke", "run", program.toString(), "30000000")).isZero();
            assertThat(out()).isEqualTo(expected);
            assertThat(filesIn(cache)).hasSize(1);
        }
        Files.write(filesIn(cache).get(0), new byte[] {1, 2, 3});
        assertThat(vespula("run", "--cache", cache, "--invoke", "run", program.toString(), "30000000")).isZero();
        assertThat(out()).isEqualTo(expected);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCacheThatOthersMayWriteToIsRefused() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertOneLine("others may write to " + cache, "run", "--cache", cache.toString(), HELLO);
        assertOneLine("others may write to " + cache, "run", "--cache", cache.resolve("below").toString(), HELLO);
    }

    @Test
    void aCacheThatCannotBeMadeIsNoError() {
        assertThat(vespula("run", "--cache", HELLO, HELLO)).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly!\n");
    }

    private static List<Path> filesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.toList();
        }
    }
}
