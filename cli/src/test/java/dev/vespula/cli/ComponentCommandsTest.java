package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components on the command line: calls with arguments in WAVE, and every command that takes a file. */
class ComponentCommandsTest extends CommandCase {
    private static final String CALCULATOR = """
            (component $calculator
              (core module $code
                (memory (export "memory") 1)
                (global $top (mut i32) (i32.const 1024))
                (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
                (func (export "divide") (param i32 i32) (result i32) (i32.div_u (local.get 0) (local.get 1)))
                (func (export "spin") (loop $l (br $l)))
                (func (export "grow") (result i32) (memory.grow (i32.const 100)))
                (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                  (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
                  (global.get $top)
                  (global.set $top (i32.add (global.get $top) (local.get 3))))
                (func (export "same") (param i32 i32 i32) (result i32)
                  (i32.store (i32.const 0) (local.get 0))
                  (i32.store (i32.const 4) (local.get 1))
                  (i32.store (i32.const 8) (local.get 2))
                  (i32.const 0)))
              (core instance $i (instantiate $code))
              (type $item' (record (field "name" string) (field "count" u32)))
              (import "item" (type $item (eq $item')))
              (func $add (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
              (func $divide (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "divide")))
              (func $spin (canon lift (core func $i "spin")))
              (func $grow (result s32) (canon lift (core func $i "grow")))
              (func $same (param "x" $item) (result $item) (canon lift (core func $i "same")
                (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
              (instance $math (export "divide" (func $divide)) (export "add" (func $add)))
              (instance $other (export "divide" (func $divide)))
              (component $inner (core module))
              (export "add" (func $add))
              (export "spin" (func $spin))
              (export "grow" (func $grow))
              (export "same" (func $same))
              (export "my:calc/math@1.2.0" (instance $math))
              (export "my:calc/other@1.2.0" (instance $other)))
            """;

    @TempDir
    Path folder;

    private String calculator;

    @BeforeEach
    void write() throws IOException {
        calculator = write("calculator.wat", CALCULATOR);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "add(2, 3)                          | 5",
        "add(4294967295, 1)                 | 0",
        "my:calc/math@1.2.0#divide(8, 2)    | 4",
        "my:calc/math@1.0.0#divide(8, 2)    | 4",
        "my:calc/math#divide(8, 2)          | 4",
        "my:calc/math/divide(8, 2)          | 4",
        "my:calc/math.divide@1.2.0(8, 2)    | 4",
        "my:calc/math.divide(8, 2)          | 4",
        "math/divide(8, 2)                  | 4",
        "math#divide(8, 2)                  | 4",
        "other/divide(8, 2)                 | 4",
        "same({count: 7, name: \"a\\tb\"})  | {name: \"a\\tb\", count: 7}",
    })
    void aCallIsMadeAndItsResultPrinted(String call, String result) {
        assertThat(vespula("run", "--invoke", call, calculator)).as(err()).isZero();
        assertThat(out()).isEqualTo(result + "\n");
    }

    @Test
    void binariesAndStandardInputDoAsWell() {
        assertThat(vespula("wat2wasm", calculator)).isZero();
        String binary = folder.resolve("calculator.wasm").toString();
        assertThat(vespula("run", "--invoke", "add(2, 3)", binary)).isZero();
        assertThat(out()).isEqualTo("5\n");
        assertThat(vespulaWithInput(CALCULATOR, "run", "--invoke", "add(2, 3)", "-")).isZero();
        assertThat(out()).isEqualTo("5\n");
    }

    @Test
    void optionsMayStandBehindAComponent() {
        assertThat(vespula("run", calculator, "--invoke", "add(2, 3)", "--fuel=1000")).isZero();
        assertThat(out()).isEqualTo("5\n");
        assertThat(err()).startsWith("fuel consumed: ");
        assertThat(vespula("run", calculator, "2", "3")).isEqualTo(Main.USAGE_ERROR);
        assertThat(err()).contains("calculator.wat is a component", "arguments stand in the call");
        assertThat(vespula("run", "--invoke", "add(1, 2)", calculator, "--nonsense")).isEqualTo(Main.USAGE_ERROR);
    }

    @Test
    void theFunctionsAreListedWhereNoneIsFound() {
        for (String[] line : new String[][] {{"run", calculator}, {"run", "--invoke", "sub(1, 2)", calculator},
            {"run", "--invoke", "my:calc/math@2.0.0#divide(1, 2)", calculator}}) {
            assertThat(vespula(line)).isEqualTo(Main.ERROR);
            assertThat(err()).contains("\n  add: func(a: u32, b: u32) -> u32\n",
                    "\n  my:calc/math@1.2.0#divide: func(a: u32, b: u32) -> u32\n");
        }
        assertThat(vespula("run", "--invoke", "divide(1, 2)", calculator)).isEqualTo(Main.ERROR);
        assertThat(err()).isEqualTo("""
                vespula: 'divide' may be any of these:
                  my:calc/math@1.2.0#divide: func(a: u32, b: u32) -> u32
                  my:calc/other@1.2.0#divide: func(a: u32, b: u32) -> u32
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "add(1)                        | 1:6: there are 1 arguments for the 2 of func(a: u32, b: u32) -> u32",
        "add(1, 2, 3)                  | 1:11: there are more arguments than the 2 of func(a: u32, b: u32) -> u32",
        "add(1, \"x\")                 | 1:8: a number of type u32 expected",
        "add(1, 4294967296)            | 1:8: the number is out of the range of u32, from 0 to 4294967295",
        "same({name: \"a\", size: 1})  | 1:18: there is no field `size` among name, count",
        "same({name: \"a\"})           | 1:16: the field `count` is missing",
    })
    void argumentsThatDoNotFitAreShownInTheirPlace(String call, String message) {
        assertThat(vespula("run", "--invoke", call, calculator)).isEqualTo(Main.ERROR);
        assertThat(err()).startsWith("vespula: --invoke:" + message).contains("\n  " + call + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "", "(1, 2)"})
    void whatIsNoCallIsAUsageError(String call) {
        assertThat(vespula("run", "--invoke", call, calculator)).isEqualTo(Main.USAGE_ERROR);
        assertThat(err()).startsWith("vespula run: --invoke takes a call of a component's function");
    }

    @Test
    void trapsAndLimitsEndACall() {
        assertThat(vespula("run", "--invoke", "math/divide(1, 0)", calculator)).isEqualTo(Main.TRAP);
        assertThat(err()).startsWith("vespula: " + calculator
                + ": trap: integer divide by zero\n  at code!divide (func 1) +0x");
        assertThat(vespula("run", "--fuel", "1000", "--invoke", "spin()", calculator)).isEqualTo(Main.TRAP);
        assertThat(err()).contains("trap: all fuel consumed by WebAssembly");
        assertThat(vespula("run", "--timeout", "0.05", "--invoke", "spin()", calculator)).isEqualTo(Main.TRAP);
        assertThat(err()).contains("trap: deadline exceeded");
        assertThat(vespula("run", "--invoke", "grow()", calculator)).isZero();
        assertThat(out()).isEqualTo("1\n");
        assertThat(vespula("run", "--max-memory", "1M", "--invoke", "grow()", calculator)).isZero();
        assertThat(out()).isEqualTo("-1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--profile-out x.prof", "--tier both",
        "--fuel 1 --snapshot-on-out-of-fuel x.snap"})
    void optionsForModulesAreRefused(String options) {
        String[] words = ("run " + options + " --invoke add(1,2)").split(" ");
        String[] line = java.util.Arrays.copyOf(words, words.length + 1);
        line[words.length] = calculator;
        assertThat(vespula(line)).isEqualTo(Main.USAGE_ERROR);
        assertThat(err()).contains("component");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        String imports = write("imports.wat", """
                (component
                  (import "wasi:cli/environment@0.2.0" (instance (export "get" (func))))
                  (import "f" (func)))""");
        assertThat(vespula("run", "--invoke", "f()", imports)).isEqualTo(Main.ERROR);
        assertThat(err()).contains("cannot be linked", "wasi:cli/environment@0.2.0#get");
        String program = write("program.wat", """
                (component
                  (core module $m (func (export "run") (result i32) (i32.const 0)))
                  (core instance $i (instantiate $m))
                  (func $run (result (result)) (canon lift (core func $i "run")))
                  (instance $cli (export "run" (func $run)))
                  (export "wasi:cli/run@0.2.3" (instance $cli)))""");
        assertThat(vespula("run", "--invoke", "run()", program)).isZero();
        assertThat(out()).isEqualTo("ok\n");
        String empty = write("empty.wat", "(component)");
        assertThat(vespula("run", empty)).isEqualTo(Main.ERROR);
        assertThat(err()).contains("it exports no functions at all");
    }

    @Test
    void validateTakesComponents() throws IOException {
        assertThat(vespula("wat2wasm", calculator)).isZero();
        String binary = folder.resolve("calculator.wasm").toString();
        assertThat(vespula("validate", "--verbose", calculator, binary)).isZero();
        assertThat(out()).isEqualTo(calculator + ": valid\n" + binary + ": valid\n");
        String invalid = write("invalid.wat", "(component\n  (export \"f\" (func 0)))");
        String malformed = write("malformed.wat", "(component\n  (nonsense))");
        assertThat(vespula("validate", invalid, malformed)).isEqualTo(Main.ERROR);
        assertThat(err()).startsWith("vespula: " + invalid + ":2:3: invalid component: ")
                .contains("function index out of bounds", "vespula: " + malformed + ":2:4: ", "\n    (nonsense))\n");
        Files.write(folder.resolve("cut.wasm"), new byte[] {0, 'a', 's', 'm', 0xD, 0, 1, 0, 7});
        assertThat(vespula("validate", folder.resolve("cut.wasm").toString())).isEqualTo(Main.ERROR);
        assertThat(err()).contains("malformed component: ");
    }

    @Test
    void inspectShowsWhatIsWithinAndTheWorld() {
        assertThat(vespula("inspect", calculator)).isZero();
        assertThat(out()).contains(" bytes, component calculator\n",
                "3 modules and components within it\n  core module 0 code: ", "\n  component 0 inner: ",
                "\n    core module 0: 8 bytes from 0x", "1 imports\n  item: type\n", "6 exports\n  add: func\n",
                "  export my:calc/math@1.2.0;\n",
                """
                        package my:calc@1.2.0 {
                          interface math {
                            divide: func(a: u32, b: u32) -> u32;
                        """);
    }

    @Test
    void textGoesToBinaryAndBack() throws IOException {
        assertThat(vespula("wat2wasm", calculator)).isZero();
        Path binary = folder.resolve("calculator.wasm");
        String text = folder.resolve("again.wat").toString();
        assertThat(vespula("wasm2wat", "--fold", binary.toString(), "-o", text)).isZero();
        assertThat(Path.of(text)).content().startsWith("(component $calculator\n  (core module $code (;0;)\n")
                .contains("      (i32.add (local.get 0) (local.get 1))\n",
                        "\n  (func $add (;0;) (type 2) (canon lift (core func 0)))\n");
        assertThat(vespula("wat2wasm", text)).isZero();
        assertThat(folder.resolve("again.wasm")).hasSameBinaryContentAs(binary);
    }

    @Test
    void inspectSaysWhatWitCannotSay() throws IOException {
        String file = write("module.wat", "(component (core module $m) (export \"m\" (core module $m)))");
        assertThat(vespula("inspect", file)).isZero();
        assertThat(out()).contains("its world cannot be written as WIT: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ir", "compile"})
    void commandsOfModulesSayThatThisIsAComponent(String command) {
        assertThat(vespula(command, calculator)).isEqualTo(Main.ERROR);
        assertThat(err()).isEqualTo("vespula: " + calculator + ": this is a component, and 'vespula " + command
                + "' takes core modules; 'vespula inspect' shows those within it\n");
    }

    @Test
    void scriptsOfComponentsAreRun() throws IOException {
        String script = write("add.wast", CALCULATOR + """
                (assert_return (invoke "add" (u32.const 2) (u32.const 3)) (u32.const 5))
                (assert_return (invoke "add" (u32.const 2) (u32.const 3)) (u32.const 6))
                (assert_invalid (component (export "f" (func 0))) "function index out of bounds")
                """);
        assertThat(vespula("wast", script)).isEqualTo(Main.ERROR);
        assertThat(out()).contains("add.wast:37: assert_return: ").endsWith("3 passed, 1 failed, 0 skipped\n");
    }
}
