package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard input and output in place of files, and output that cannot be written. */
class StreamsTest {
    private static final String NUMBERS = "../examples/programs/numbers.wasm";
    private static final String HELLO = "../examples/programs/hello.wasm";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int vespula(byte[] input, String... line) {
        out.reset();
        return vespula(input, new PrintStream(out, true, StandardCharsets.UTF_8), line);
    }

    private int vespula(byte[] input, PrintStream output, String... line) {
        err.reset();
        return Main.execute(line, new Console(new ByteArrayInputStream(input), output,
                new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private static PrintStream full() {
        return failing("No space left on device");
    }

    private static PrintStream failing(String reason) {
        return StandardOutput.of(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        });
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm2wat N", "inspect N", "ir N gcd", "run --invoke gcd N 48 36", "validate --verbose N",
        "compile N -o -", "--help", "run --help", "--version", "wast S", "run P", "inspect --code N", "inspect --json --code N",
        "validate --json N", "wast --json S", "strip N", "names N"})
    void outputThatCannotBeWrittenIsAnError(String line) throws IOException {
        String script = Files.writeString(folder.resolve("s.wast"), "(module)").toString();
        String[] words = line.replace("N", NUMBERS).replace("S", script).replace("P", HELLO).split(" ");
        assertThat(vespula(new byte[0], full(), words)).isEqualTo(Main.ERROR);
        assertThat(errors()).endsWith("vespula: cannot write to standard output: No space left on device\n");
    }

    @Test
    void whoeverHasSeenEnoughNeedsNoWord() {
        assertThat(vespula(new byte[0], failing("Broken pipe"), "inspect", "--code", NUMBERS)).isEqualTo(Main.ERROR);
        assertThat(errors()).isEmpty();
    }

    @Test
    void aGuestThatCannotWriteIsTold() throws IOException {
        String text = """
                (module
                  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
                  (memory (export "memory") 1)
                  (data (i32.const 0) "\\10\\00\\00\\00\\01\\00\\00\\00")
                  (func (export "_start")
                    (call $exit (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
                """;
        String file = Files.writeString(folder.resolve("writes.wat"), text).toString();
        assertThat(vespula(new byte[0], full(), "run", file)).isNotIn(Main.OK, Main.TRAP);
        assertThat(vespula(new byte[0], "run", file)).isZero();
    }

    @Test
    void aModuleMayComeFromStandardInput() throws IOException {
        byte[] numbers = Files.readAllBytes(Path.of(NUMBERS));
        for (List<String> line : List.of(List.of("run", "--invoke", "gcd", "NUMBERS", "48", "36"), List.of("validate",
                "NUMBERS"),
                List.of("ir", "NUMBERS", "gcd"), List.of("wasm2wat", "NUMBERS"), List.of("wasm2wat", "NUMBERS", "-o", "-"),
                List.of("compile", "NUMBERS", "-o", "-"))) {
            assertThat(vespula(new byte[0], line.stream().map(word -> word.equals("NUMBERS") ? NUMBERS : word).toArray(
                    String[]::new)))
                    .as(line.toString()).isZero();
            byte[] expected = out.toByteArray();
            assertThat(vespula(numbers, line.stream().map(word -> word.equals("NUMBERS") ? "-" : word).toArray(String[]::new)))
                    .as(line + errors()).isZero();
            assertThat(out.toByteArray()).isEqualTo(expected);
        }
        assertThat(vespula(numbers, "inspect", "-")).isZero();
        assertThat(vespula(numbers, "-")).isEqualTo(Main.ERROR);
        assertThat(errors()).contains("- has no function to start with");
        assertThat(vespula("(assert_return (invoke \"x\"))".getBytes(StandardCharsets.UTF_8), "wast", "-")).isEqualTo(
                Main.ERROR);
        assertThat(vespula("(module)".getBytes(StandardCharsets.UTF_8), "wast", "-")).isZero();
    }

    @Test
    void commandsCanBeConnected() {
        assertThat(vespula("(module (func (export \"f\") (result i32) (i32.const 7)))".getBytes(StandardCharsets.UTF_8),
                "wat2wasm", "-")).isZero();
        assertThat(vespula(out.toByteArray(), "compile", "-")).isZero();
        assertThat(vespula(out.toByteArray(), "run", "--invoke", "f", "-")).isEqualTo(Main.ERROR);
        assertThat(errors()).contains("give --compiled");
        assertThat(vespula("(module (func (export \"f\") (result i32) (i32.const 7)))".getBytes(StandardCharsets.UTF_8),
                "compile", "-")).isZero();
        assertThat(vespula(out.toByteArray(), "run", "--compiled", "--invoke", "f", "-")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).trim()).isEqualTo("7");
    }

    @Test
    void aSavedProgramGoesThroughTheStreamsToo() throws IOException {
        String text = "(module (func (export \"f\") (param $n i32) (result i32)"
                + "(loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))) (i32.const 9)))";
        String file = Files.writeString(folder.resolve("loop.wat"), text).toString();
        assertThat(vespula(new byte[0], "run", "--fuel", "500", "--snapshot-on-out-of-fuel", "-", "--invoke", "f", file, "200"))
                .isEqualTo(Main.PAUSED);
        assertThat(vespula(out.toByteArray(), "resume", "-", "--snapshot-on-out-of-fuel", "-", "--fuel", "200"))
                .isEqualTo(Main.PAUSED);
        byte[] saved = out.toByteArray();
        assertThat(vespula(saved, "resume", "-", "--fuel", "100")).isEqualTo(Main.TRAP);
        assertThat(vespula(saved, "resume", "-", "--fuel", "5000")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).trim()).isEqualTo("9");
    }

    @Test
    void namesCannotDriveTheTerminal() throws IOException {
        String text = "(module $\"m\\1b[31m\" (import \"a\\0a\" \"b\\1b[2J\" (func)) (func (export \"c\\e2\\80\\ae\\07\")) "
                + "(@custom \"d\\1b]0;x\\07\" \"\"))";
        String file = Files.writeString(folder.resolve("names.wat"), text).toString();
        for (String[] line : new String[][] {{"inspect", file}, {"run", file}, {"run", "--invoke", "c\u001b", file},
            {"ir", file, "\u001b"}, {"run", "no\u001bfile.wasm"}, {"validate", "no\u001bfile.wasm"}}) {
            vespula(new byte[0], line);
            assertThat(out.toString(StandardCharsets.UTF_8) + errors()).as(String.join(" ", line))
                    .doesNotContainPattern("[\\p{Cntrl}\u202e&&[^\r\n]]");
        }
    }
}
