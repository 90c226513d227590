package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code vespula run} tells of an execution. */
class DebuggingTest extends CommandCase {
    private static final String NUMBERS = "../examples/programs/numbers.wasm";
    private static final String HELLO = "../examples/programs/hello.wasm";

    @TempDir
    Path folder;

    private String module(String fields) throws IOException {
        return Files.writeString(folder.resolve("module.wat"), "(module " + fields + ")").toString();
    }

    @Test
    void callsAreTracedByDepth() throws IOException {
        String module = module("""
                (func $half (export "half") (param f64 i64) (result f64 i64)
                  (f64.div (local.get 0) (f64.const 2)) (local.get 1))
                (func $last (param i32) (result i32) (i32.div_u (i32.const 6) (local.get 0)))
                (func (export "run") (param i32) (result i32)
                  (call $half (f64.const 3) (i64.const -1)) drop drop
                  (return_call $last (local.get 0)))""");
        assertThat(vespula("run", "--trace=calls", "--invoke", "run", module, "2")).isZero();
        assertThat(out()).isEqualTo("3\n");
        assertThat(err()).isEqualTo("""
                call run(2)
                  call half(3.0, -1)
                  half returns (1.5, -1)
                call last(2)
                last returns 3
                """);
        assertThat(vespula("run", "--trace=calls", "--func", "half", "--invoke", "run", module, "2")).isZero();
        assertThat(err()).isEqualTo("  call half(3.0, -1)\n  half returns (1.5, -1)\n");
        assertThat(vespula("run", "--trace=calls", "--invoke", "run", module, "0")).isEqualTo(134);
        assertThat(err()).contains("call last(0)\n  trap: integer divide by zero\n");
    }

    @Test
    void functionsWithoutNamesHaveNumbersAndNamesAreEscaped() throws IOException {
        String module = module("(func) (func (export \"\\1b[2J\") (call 0)) (func (export \"run\") (call 1))");
        assertThat(vespula("run", "--trace=calls", "--invoke", "run", module)).isZero();
        assertThat(err()).contains("  call \\u{1b}[2J()\n    call func 0()\n    func 0 returns\n");
        assertThat(vespula("run", "--trace=calls", "--func", "0", "--invoke", "run", module)).isZero();
        assertThat(err()).isEqualTo("    call func 0()\n    func 0 returns\n");
    }

    @Test
    void callsOfTheHostAreTraced() {
        assertThat(vespula("run", "--trace=calls", HELLO)).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly!\n");
        assertThat(err()).containsPattern("\n( +)host wasi_snapshot_preview1::args_sizes_get\\(\\d+, \\d+\\)\n"
                + "\\1wasi_snapshot_preview1::args_sizes_get returns 0\n");
    }

    @Test
    void aLoopWhereAFunctionBeginsIsNoCall() throws IOException {
        String module = module("""
                (func (export "run") (param i32)
                  (loop $more (br_if $more (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))""");
        for (String tier : new String[] {"interpreter", "auto", "compiled"}) {
            assertThat(vespula("run", "--trace=calls", "--tier", tier, "--invoke", "run", module, "3")).isZero();
            assertThat(err()).isEqualTo("call run(3)\nrun returns\n");
        }
    }

    @Test
    void instructionsAreTracedWithTheirValues() throws IOException {
        String module = module("""
                (memory 1)
                (func (export "run") (param $x i32) (result i64) (local $y i64)
                  (local.set $x (i32.add (local.get $x) (i32.const 1)))
                  (local.set $y (i64.extend_i32_s (local.get $x)))
                  (i64.store (local.get $x) (local.get $y))
                  (drop (memory.grow (i32.const 1)))
                  (if (i32.eq (local.get $x) (i32.const 100000)) (then (drop (i32.load offset=65000 (local.get $x)))))
                  (i64.load (local.get $x)))""");
        assertThat(vespula("run", "--trace=instructions", "--invoke", "run", module, "41")).isZero();
        assertThat(out()).isEqualTo("42\n");
        assertThat(err().replaceAll("0x\\p{XDigit}+  ", "")).startsWith("""
                call run(41)
                  p0 = i32.add(p0, 1)  ; 42
                  l1 = i64.extend_i32_s(p0)  ; 42
                  i64.store (p0, l1)  ; 42, 42
                """).contains("= memory.grow", "  ; 1\n", "(i32.ne(p0, 100000))  ; 42\n").endsWith("run returns 42\n");
        assertThat(vespula("run", "--trace=instructions", "--invoke", "run", module, "99999")).isEqualTo(134);
        assertThat(err()).contains("i64.store (p0, l1)  ; 100000, 100000, fails\n", "trap: out of bounds memory access\n");
    }

    @Test
    void tracesWithFuelStopInTheSamePlace() {
        assertThat(vespula("run", "--fuel", "1000", "--invoke", "gcd", NUMBERS, "48", "36")).isZero();
        String fuel = err();
        assertThat(vespula("run", "--trace=instructions", "--fuel", "1000", "--invoke", "gcd", NUMBERS, "48", "36")).isZero();
        assertThat(err()).endsWith(fuel);
        assertThat(vespula("run", "--trace=calls", "--fuel", "5", "--invoke", "gcd", NUMBERS, "48", "36")).isEqualTo(134);
        assertThat(err()).contains("trap: all fuel consumed");
    }

    @Test
    void tiersRunSideBySide() {
        assertThat(vespula("run", "--tier=both", "--invoke", "gcd", NUMBERS, "48", "36")).isZero();
        assertThat(out()).isEqualTo("12\n");
        assertThat(vespula("run", "--tier=both", HELLO, "you")).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly, you!\n");
        assertThat(vespula("run", "--tier=both", "../examples/programs/sudoku.wasm", "no puzzle")).isEqualTo(2);
        assertThat(err()).isEqualTo("sudoku: not a puzzle: no puzzle\n");
        assertThat(vespula("run", "--tier=both", "--invoke", "divide", NUMBERS, "1", "0")).isEqualTo(134);
        assertThat(err()).contains("integer divide by zero");
    }

    @Test
    void whatFailsBeforeItRunsIsToldAsEver() throws IOException {
        String module = module("(import \"no\" \"such\" (func)) (func (export \"run\"))");
        assertThat(vespula("run", "--tier=both", "--invoke", "run", module)).isEqualTo(1);
        assertThat(err()).contains("cannot be linked");
        assertThat(vespula("run", "--tier=both", "--max-memory-total", "64K", "--invoke", "run",
                module("(memory 1) (func (export \"run\") (result i32) (memory.grow (i32.const 1)))"))).isZero();
        assertThat(out()).isEqualTo("-1\n");
        assertThat(vespula("run", "--tier=both", "--invoke", "nothing", NUMBERS)).isEqualTo(1);
        assertThat(err()).contains("exports no function 'nothing'");
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() {
        assertThat(vespula("run", "--func", "gcd", NUMBERS)).isEqualTo(2);
        assertThat(err()).contains("--func needs --trace");
        assertThat(vespula("run", "--trace=everything", NUMBERS)).isEqualTo(2);
        assertThat(err()).contains("calls or instructions");
        assertThat(vespula("run", "--tier=both", "--timeout", "1", NUMBERS)).isEqualTo(2);
        assertThat(err()).contains("--tier both and --timeout do not go together");
        assertThat(vespula("run", "--dump-classes", NUMBERS, "--invoke", "gcd", NUMBERS, "48", "36")).isEqualTo(1);
        assertThat(err()).contains("--dump-classes: cannot make the folder");
    }

    @Test
    void irShowsAllFunctions() {
        assertThat(vespula("ir", NUMBERS, "gcd")).isZero();
        String gcd = out();
        assertThat(vespula("ir", NUMBERS)).isZero();
        assertThat(out()).contains("; gcd\n" + gcd, "; add\n", "; mean\n");
    }
}
