package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole command lines over the example programs and small binaries: exit code, output, and one clear line for errors. */
class CommandsTest extends CommandCase {
    private static final String PROGRAMS = "../examples/programs/";
    private static final String NUMBERS = PROGRAMS + "numbers.wasm";
    private static final String HELLO = PROGRAMS + "hello.wasm";
    private static final String SUDOKU = PROGRAMS + "sudoku.wasm";

    @TempDir
    Path folder;

    @Test
    void aProgramGetsItsArgumentsAndItsExitCodePassesThrough() {
        assertThat(vespula("run", HELLO, "a", "--verbose")).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly, a and --verbose!\n");
        assertThat(vespula("run", SUDOKU, "no puzzle")).isEqualTo(2);
        assertThat(err()).isEqualTo("sudoku: not a puzzle: no puzzle\n");
    }

    @Test
    void runIsTheCommandOfAFileWithoutOne() {
        assertThat(vespula(HELLO)).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly!\n");
    }

    @Test
    void standardInputReachesTheProgram() {
        String puzzle = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79\n";
        assertThat(vespulaWithInput(puzzle, "run", SUDOKU, "-")).isZero();
        assertThat(out()).startsWith("5 3 4  6 7 8  9 1 2\n");
    }

    @ParameterizedTest
    @CsvSource({"add,2,3,5", "add,0xffffffff,2,1", "gcd,48,0x24,12", "mean,1,2,1.5", "mean,inf,1,inf", "mean,-0x1p-1,0.5,0",
        "divide,-7,2,-3"})
    void invokePrintsTheResult(String function, String a, String b, String result) {
        assertThat(vespula("run", "--invoke", function, NUMBERS, a, b)).isZero();
        assertThat(out()).isEqualTo(result + "\n");
    }

    @Test
    void statsAreToldAfterTheProgram() {
        assertThat(vespula("run", "--stats", "--invoke", "gcd", NUMBERS, "48", "36")).isZero();
        assertThat(out()).isEqualTo("12\n");
        assertThat(err()).matches("""
                time: \\d+\\.\\d{3} s(, \\d+\\.\\d{3} s of processor time with the start of the JVM)?
                functions: 1 translated in \\d+\\.\\d ms, 1 interpreted, 0 compiled, 0 loops compiled
                compiled code: 0 bytes in 0.0 ms
                memory: \\d+\\.\\d\\d MB at most
                """);
        assertThat(vespula("run", "--stats", "--fuel", "1000", "--invoke", "divide", NUMBERS, "1", "0")).isEqualTo(134);
        assertThat(err()).startsWith("fuel consumed: ").contains("trap: integer divide by zero").contains("\nfunctions: 1 ");
    }

    @Test
    void aTrapPrintsMessageAndBacktraceAndExits134() {
        assertThat(vespula("run", "--invoke", "divide", NUMBERS, "1", "0")).isEqualTo(134);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("vespula: " + NUMBERS
                + ": trap: integer divide by zero\n  at numbers!divide (func 3) +0x");
    }

    @Test
    void anUncaughtExceptionIsReportedAsATrapIs() throws IOException {
        Path file = Files.writeString(folder.resolve("throws.wat"), """
                (module (tag $t (param i32 i64))
                  (func $inner (throw $t (i32.const 3) (i64.const 4)))
                  (func $main (export "_start") (call $inner)))""");
        assertThat(vespula("run", file.toString())).isEqualTo(134);
        assertThat(err()).startsWith("vespula: " + file + ": uncaught exception [i32:3, i64:4]\n  at throws!inner (func 0) +0x")
                .contains("\n  at throws!main (func 1) +0x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "add 1        | add takes 2 arguments (i32, i32), but 1 was given",
        "add          | add takes 2 arguments (i32, i32), but none was given",
        "add 1 2 3    | add takes 2 arguments (i32, i32), but 3 were given",
        "add 1 x      | argument 2 of add: 'x' is not an i32",
        "add 1 1.5    | argument 2 of add: '1.5' is not an i32",
        "add 1 4294967296 | argument 2 of add: '4294967296' is out of range for an i32",
        "mean one 2   | argument 1 of mean: 'one' is not an f64",
    })
    void argumentsThatDoNotFitAreNamed(String call, String message) {
        String[] words = call.trim().split(" ");
        String[] line = new String[words.length + 3];
        line[0] = "run";
        line[1] = "--invoke";
        line[2] = words[0];
        line[3] = NUMBERS;
        System.arraycopy(words, 1, line, 4, words.length - 1);
        assertThat(vespula(line)).isEqualTo(1);
        assertThat(err()).isEqualTo("vespula: " + message + "\n");
    }

    @Test
    void withoutAFunctionToStartWithTheExportedOnesAreListed() {
        assertThat(vespula("run", NUMBERS)).isEqualTo(1);
        assertThat(err()).contains("no function to start with", "\n  add(i32, i32) -> i32\n", "\n  mean(f64, f64) -> f64\n");
        assertThat(vespula("run", "--invoke", "sub", NUMBERS)).isEqualTo(1);
        assertThat(err()).contains("exports no function 'sub'", "\n  add(i32, i32) -> i32\n");
    }

    @Test
    void filesThatAreNoModulesGiveOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wasm"), "hello, world");
        Path cut = Files.write(folder.resolve("cut.wasm"), Arrays.copyOf(Files.readAllBytes(Path.of(HELLO)), 700));
        Path empty = Files.write(folder.resolve("empty.wasm"), new byte[0]);
        for (String command : new String[] {"run", "validate", "inspect"}) {
            assertOneLine(1, "malformed module: ", command, text.toString());
            assertOneLine(1, "malformed module: ", command, cut.toString());
            assertOneLine(1, "malformed module: ", command, empty.toString());
            assertOneLine(1, "no such file", command, folder.resolve("missing.wasm").toString());
            assertOneLine(1, "it is a folder", command, folder.toString());
        }
    }

    @Test
    void aMissingImportIsNamed() throws IOException {
        byte[] wasm = {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, 9, 1, 3, 'e', 'n', 'v', 1, 'f', 0, 0};
        Path file = Files.write(folder.resolve("import.wasm"), wasm);
        assertOneLine(1, "env::f", "run", file.toString());
    }

    @Test
    void foldersMustExist() {
        assertOneLine(1, "cannot open folder /nowhere/at/all: it does not exist", "run", "--dir", "/nowhere/at/all", HELLO);
        assertOneLine(1, "it is not a folder", "run", "--dir", HELLO + "::/x", HELLO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--mode fast", "--tier fast", "--max-memory 12Q", "--max-memory -1", "--max-frames many",
        "--timeout 0",
        "--timeout soon", "--env NAME", "--env =x", "--dir ::x"})
    void unusableValuesOfOptionsAreUsageErrors(String option) {
        String[] words = option.split(" ");
        assertThat(vespula("run", words[0], words[1], HELLO)).isEqualTo(2);
        assertThat(err()).startsWith("vespula run: " + words[0]).endsWith("Try 'vespula run --help'.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run --no-such-option x", "validate", "ir", "nonsense", "--nonsense"})
    void wrongLinesAreUsageErrors(String line) {
        assertThat(vespula(line.split(" "))).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("vespula");
    }

    @Test
    void helpGoesToStandardOutput() {
        assertThat(vespula("--help")).isZero();
        assertThat(out()).contains("run", "validate", "inspect", "ir");
        for (String command : Command.names()) {
            assertThat(vespula(command, "--help")).isZero();
            assertThat(out()).startsWith("Usage: vespula " + command);
        }
    }

    @Test
    void limitsStopAProgram() {
        assertThat(vespula("run", "--max-frames", "3", SUDOKU)).isEqualTo(134);
        assertThat(err()).contains("call stack exhausted");
        assertThat(vespula("run", "--timeout", "0.001", SUDOKU)).isEqualTo(134);
        assertThat(err()).contains("deadline exceeded");
    }

    @Test
    void everyModeGivesTheSameResult() {
        for (String mode : new String[] {"eager", "lazy-translation", "lazy"}) {
            assertThat(vespula("run", "--mode", mode, "--invoke", "gcd", NUMBERS, "17", "51")).isZero();
            assertThat(out()).isEqualTo("17\n");
        }
    }

    @Test
    void everyTierGivesTheSameResult() {
        for (String tier : new String[] {"interpreter", "auto", "compiled"}) {
            assertThat(vespula("run", "--stats", "--tier", tier, "--invoke", "gcd", NUMBERS, "17", "51")).isZero();
            assertThat(out()).isEqualTo("17\n");
            // Nothing is executed often enough to be compiled.
            assertThat(err()).as(tier).contains("0 compiled");
        }
    }

    @Test
    void inspectListsSectionsImportsAndExports() {
        assertThat(vespula("inspect", HELLO)).isZero();
        assertThat(out()).contains("custom \"name\"", "  wasi_snapshot_preview1 proc_exit: func (i32)\n",
                "  _start: func ()\n");
    }

    @Test
    void inspectTellsOfComponents() throws IOException {
        Path file = folder.resolve("component.wasm");
        String preamble = "0061736d0d000100";
        // A type of functions, an import and an export of one, and the component's name.
        Files.write(file, HexFormat.of().parseHex(preamble + "07050140000100" + "0a06010001660100"
                + "0b0701000165010000" + "00130e636f6d706f6e656e742d6e616d6500020163"));
        assertThat(vespula("inspect", file.toString())).isZero();
        assertThat(out()).contains("component.wasm: 53 bytes, component c", "4 sections", "custom \"component-name\"",
                "1 imports\n  f: func\n", "1 exports\n  e: func\n");
        Files.write(file, HexFormat.of().parseHex(preamble + "07050140000102"));
        assertOneLine(1, "invalid leading byte (0x2) for number of results", "inspect", file.toString());
    }

    @Test
    void irFindsFunctionsByIndexAndByName() {
        assertThat(vespula("ir", NUMBERS, "add")).isZero();
        String byName = out();
        assertThat(byName).contains("i32.add(p");
        assertThat(vespula("ir", NUMBERS, "0")).isZero();
        assertThat(out()).isEqualTo(byName);
        assertOneLine(1, "has no function 'x'", "ir", NUMBERS, "x");
        assertOneLine(1, "function 0 is imported", "ir", HELLO, "0");
    }

    @Test
    void validateReportsEveryFile() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.wasm"), "bad");
        assertThat(vespula("validate", HELLO, SUDOKU)).isZero();
        assertThat(out() + err()).isEmpty();
        assertThat(vespula("validate", bad.toString(), HELLO, "missing")).isEqualTo(1);
        assertThat(err().lines()).hasSize(2);
    }

    private void assertOneLine(int code, String part, String... line) {
        assertThat(vespula(line)).as(String.join(" ", line)).isEqualTo(code);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("vespula: ").contains(part);
        assertThat(err().lines()).hasSize(1);
    }
}
