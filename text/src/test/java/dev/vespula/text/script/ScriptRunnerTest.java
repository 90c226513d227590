package dev.vespula.text.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptRunnerTest {

    private static final String NUMBERS = """
        (module $m
          (global (export "g") i64 (i64.const 7))
          (global (export "e") (mut externref) (ref.null extern))
          (memory (export "mem") 1)
          (func (export "id") (param i32) (result i32) (local.get 0))
          (func (export "f32") (param f32) (result f32) (local.get 0))
          (func (export "f64") (param f64) (result f64) (local.get 0))
          (func (export "v") (param v128) (result v128) (local.get 0))
          (func (export "ext") (param externref) (result externref) (local.get 0))
          (func (export "fn") (result funcref) (ref.func 0))
          (func (export "two") (result i32 i64) (i32.const 1) (i64.const 2))
          (func (export "div") (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
          (func $loop (export "loop") (call $loop))
          (func (export "grow") (result i32) (memory.grow (i32.const 1))))
        """;

    private static ScriptReport run(String text) {
        return new ScriptRunner(Engine.create()).run(Script.parse("s.wast", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String failure(String directive) {
        ScriptReport report = run(NUMBERS + directive);
        assertThat(report.failures()).hasSize(1);
        assertThat(report.passed()).isEqualTo(1);
        return report.failures().get(0).toString();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "(assert_return (invoke \"id\" (i32.const -1)) (i32.const 0xffffffff))",
        "(assert_return (invoke $m \"id\" (i32.const 1)) (either (i32.const 2) (i32.const 1)))",
        "(assert_return (invoke \"two\") (i32.const 1) (i64.const 2))",
        "(assert_return (get \"g\") (i64.const 7))",
        "(assert_return (get $m \"e\") (ref.null extern))",
        "(assert_return (invoke \"f32\" (f32.const nan:0x200000)) (f32.const nan:0x200000))",
        "(assert_return (invoke \"f32\" (f32.const -nan)) (f32.const nan:canonical))",
        "(assert_return (invoke \"f64\" (f64.const nan:0x8000000000001)) (f64.const nan:arithmetic))",
        "(assert_return (invoke \"f64\" (f64.const -0)) (f64.const -0x0p0))",
        "(assert_return (invoke \"v\" (v128.const f32x4 1 nan 3 4)) (v128.const f32x4 1 nan:canonical 3 4))",
        "(assert_return (invoke \"v\" (v128.const i64x2 1 2)) (v128.const i32x4 1 0 2 0))",
        "(assert_return (invoke \"v\" (v128.const f64x2 1 nan)) (v128.const f64x2 1 nan:arithmetic))",
        "(assert_return (invoke \"ext\" (ref.extern 3)) (ref.extern 3))",
        "(assert_return (invoke \"ext\" (ref.extern 3)) (ref.extern))",
        "(assert_return (invoke \"ext\" (ref.null extern)) (ref.null))",
        "(assert_return (invoke \"fn\") (ref.func))",
        "(assert_trap (invoke \"div\" (i32.const 0)) \"integer divide\")",
        "(assert_exhaustion (invoke \"loop\") \"call stack exhausted\")",
        "(invoke \"grow\")",
        "(register \"m\")",
        "(assert_invalid (module (func (result i32))) \"type mismatch\")",
        "(assert_malformed (module quote \"(func\" \" nonsense)\") \"unknown operator\")",
        "(assert_malformed (module binary \"\") \"unexpected end\")",
        "(assert_unlinkable (module (import \"x\" \"y\" (func))) \"unknown import\")",
        "(assert_uninstantiable (module (func $f unreachable) (start $f)) \"unreachable\")",
        "(assert_trap (module (memory 0) (data (i32.const 0) \"x\")) \"out of bounds memory access\")",
        "(assert_malformed_custom (module quote \"(func (@name 1))\") \"@name annotation\")",
        "(module definition $big (memory i64 0x1_0000_0000_0000))",
    })
    void directivesPass(String directive) {
        ScriptReport report = run(NUMBERS + directive);
        assertThat(report.failures()).isEmpty();
        assertThat(report.summary()).isEqualTo("2 passed, 0 failed, 0 skipped");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "(assert_return (invoke \"id\" (i32.const 1)) (i32.const 2)) | assert_return: expected [(i32.const 2)], got [(i32.const 1)]",
        "(assert_return (invoke \"id\" (i32.const 1))) | assert_return: expected [], got [(i32.const 1)]",
        "(assert_return (invoke \"f32\" (f32.const nan:0x1)) (f32.const nan:canonical)) "
                + "| assert_return: expected [(f32.const nan:canonical)], got [(f32.const nan:0x1)]",
        "(assert_return (invoke \"f64\" (f64.const 0)) (f64.const -0)) | assert_return: expected [(f64.const -0)], got [(f64.const 0)]",
        "(assert_return (invoke \"ext\" (ref.extern 1)) (ref.extern 2)) "
                + "| assert_return: expected [(ref.extern 2)], got [(externref host reference 1)]",
        "(assert_return (invoke \"ext\" (ref.null extern)) (ref.extern)) | assert_return: expected [(ref.extern)], got [(ref.null)]",
        "(assert_return (invoke \"div\" (i32.const 0)) (i32.const 0)) "
                + "| assert_return: expected [(i32.const 0)], got trap: integer divide by zero",
        "(assert_trap (invoke \"div\" (i32.const 1)) \"integer divide by zero\") "
                + "| assert_trap: expected trap \"integer divide by zero\", got [(i32.const 1)]",
        "(assert_trap (invoke \"div\" (i32.const 0)) \"unreachable\") "
                + "| assert_trap: expected trap \"unreachable\", got trap: integer divide by zero",
        "(assert_exhaustion (invoke \"two\") \"call stack exhausted\") "
                + "| assert_exhaustion: expected \"call stack exhausted\", got [(i32.const 1), (i64.const 2)]",
        "(assert_invalid (module) \"type mismatch\") | assert_invalid: expected \"type mismatch\", but the module was accepted",
        "(assert_malformed (module quote \"(func\") \"unknown operator\") "
                + "| assert_malformed: expected \"unknown operator\", got: unexpected token end of text, expected )",
        "(assert_unlinkable (module) \"unknown import\") "
                + "| assert_unlinkable: expected \"unknown import\", but the module was accepted",
        "(invoke \"nothing\") | invoke: unknown export \"nothing\"",
        "(get $x \"g\") | get: no instance $x",
        "(wait $t) | wait: no thread $t",
    })
    void failuresSayWhatWasExpectedAndWhatWasGot(String directive, String message) {
        assertThat(failure(directive)).isEqualTo("s.wast:15: " + message);
    }

    @Test
    void anUnreadableDirectiveFailsAloneWithItsCaret() {
        ScriptReport report = run("(module)\n(assert_nothing (x))\n(module (func (nonsense)))\n(module)\nstray\n(module)");
        assertThat(report.passed()).isEqualTo(3);
        assertThat(report.failures()).extracting(ScriptReport.Failure::line).containsExactly(2, 3, 5);
        assertThat(report.failures().get(0).message()).startsWith("s.wast:2:2: unknown operator assert_nothing\n");
        assertThat(report.failures().get(1).message()).startsWith("s.wast:3:16: unknown operator nonsense\n");
        assertThat(run("(module)\n\"").failures().get(0).message()).startsWith("s.wast:2:2: unclosed string");
        assertThat(run("(module)\n(module (func)").failures()).hasSize(1);
    }

    @Test
    void aFailedModuleDoesNotReplaceTheCurrentOneButItsEffectsRemain() {
        assertThat(run("""
            (module $a (memory (export "m") 1)
              (func (export "byte") (result i32) (i32.load8_u (i32.const 0))))
            (register "a" $a)
            (assert_uninstantiable
              (module (import "a" "m" (memory 1)) (data (i32.const 0) "x") (func unreachable) (start 0)) "unreachable")
            (assert_return (invoke "byte") (i32.const 120))
            """).failures()).isEmpty();
    }

    @Test
    void instancesOfOneDefinitionAreIndependent() {
        assertThat(run("""
            (module definition $d (global $g (export "g") (mut i32) (i32.const 0))
              (func (export "inc") (global.set $g (i32.add (global.get $g) (i32.const 1)))))
            (module instance $a $d)
            (module instance $b $d)
            (module instance)
            (invoke $a "inc")
            (assert_return (get $a "g") (i32.const 1))
            (assert_return (get $b "g") (i32.const 0))
            (assert_return (get "g") (i32.const 0))
            """).failures()).isEmpty();
    }

    @Test
    void spectestIsThere() {
        assertThat(run("""
            (module
              (import "spectest" "print" (func))
              (import "spectest" "print_i32" (func (param i32)))
              (import "spectest" "print_i64" (func (param i64)))
              (import "spectest" "print_f32" (func (param f32)))
              (import "spectest" "print_f64" (func (param f64)))
              (import "spectest" "print_i32_f32" (func (param i32 f32)))
              (import "spectest" "print_f64_f64" (func (param f64 f64)))
              (import "spectest" "global_i32" (global $i32 i32)) (import "spectest" "global_i64" (global $i64 i64))
              (import "spectest" "global_f32" (global $f32 f32)) (import "spectest" "global_f64" (global $f64 f64))
              (import "spectest" "table" (table 10 20 funcref)) (import "spectest" "table64" (table i64 10 20 funcref))
              (import "spectest" "memory" (memory 1 2)) (import "spectest" "shared_memory" (memory 1 2 shared))
              (export "i32" (global $i32)) (export "i64" (global $i64)) (export "f32" (global $f32)) (export "f64" (global $f64)))
            (assert_return (get "i32") (i32.const 666))
            (assert_return (get "i64") (i64.const 666))
            (assert_return (get "f32") (f32.const 666.6))
            (assert_return (get "f64") (f64.const 666.6))
            """).failures()).isEmpty();
    }

    @Test
    void threadsShareTheirMemoriesAndAreWaitedFor() {
        ScriptReport report = run("""
            (module $mem (memory (export "shared") 1 1 shared))
            (thread $t (shared (module $mem))
              (register "mem" $mem)
              (module (import "mem" "shared" (memory 1 1 shared))
                (func (export "run") (i32.atomic.store (i32.const 0) (i32.const 42))
                  (drop (memory.atomic.notify (i32.const 0) (i32.const 1)))))
              (invoke "run"))
            (module (import "mem" "shared" (memory 1 1 shared)))
            (register "mem" $mem)
            (module (import "mem" "shared" (memory 1 1 shared))
              (func (export "get") (result i32)
                (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 10_000_000_000)))
                (i32.atomic.load (i32.const 0))))
            (assert_return (invoke "get") (i32.const 42))
            (thread $u (assert_return (invoke "nothing")))
            (wait $t)
            """);
        assertThat(report.failures()).extracting(ScriptReport.Failure::line).containsExactly(8, 15);
        assertThat(report.passed()).isEqualTo(10);
    }

    @Test
    void aScriptMayBeTheFieldsOfOneModule() {
        assertThat(run("(func) (memory 0) (func (export \"f\"))").summary()).isEqualTo("1 passed, 0 failed, 0 skipped");
    }

    @Test
    void meteredEnginesGetFuel() {
        Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
        Script script = Script.parse("s", (NUMBERS + "(invoke \"grow\")").getBytes(StandardCharsets.UTF_8));
        assertThat(new ScriptRunner(engine).run(script).failures()).isEmpty();
    }
}
