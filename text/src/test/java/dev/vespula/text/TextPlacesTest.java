package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.WasmFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Lines and columns of what the engine says about a module that it got as text. */
class TextPlacesTest {
    private final Engine engine = Engine.create();

    private static byte[] text(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private void assertRefused(String place, String... lines) {
        assertThatThrownBy(() -> Module.of(engine, text(lines))).isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("module:" + place + ": ");
        assertThatThrownBy(() -> Module.validate(engine, text(lines))).isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("module:" + place + ": ");
    }

    @Test
    void instructionsOfFunctions() {
        assertRefused("3:17", "(module (func)", "  (func (local i64)", "    i32.const 1 i64.eqz drop))");
        assertRefused("2:4", "(module (func (result i32)", "  (i64.add", "    (i32.const 1)", "    (i64.const 2))))");
        assertRefused("4:3", "(module (func", "  (drop (block (result i32)", "    (nop)", "  ))))");
    }

    @Test
    void theErrorShowsTheLine() {
        assertThatThrownBy(() -> Module.of(engine, text("(module (func", "  (drop (i64.eqz (i32.const 0)))))")))
                .hasMessage("""
                module:2:10: type mismatch: instruction requires [i64] but stack has [i32] in function 0 (at offset 0x19)
                    (drop (i64.eqz (i32.const 0)))))
                           ^""");
    }

    @Test
    void fieldsOfAllKinds() {
        assertRefused("2:1", "(module", "(global i32 (i64.const 0)))");
        assertRefused("2:1", "(module (func) (global i32 (i32.const 1))",
                "(global $g f32 (i32.const 0)) (func (export \"f\")))");
        assertRefused("2:1", "(module (func)", "(export \"a\" (func 7)))");
        assertRefused("3:1", "(module (memory 1)", "(export \"a\" (memory 0))", "(export \"a\" (memory 0)))");
        assertRefused("2:1", "(module (table 1 funcref)", "(elem (i64.const 0) func))");
        assertRefused("2:1", "(module (memory 1)", "(data (f32.const 0) \"\"))");
        assertRefused("2:1", "(module (type (sub final (func)))", "(type (sub 0 (func))))");
        assertRefused("2:8", "(module (func (param i32))", "(start 0))");
    }

    @Test
    void traps() {
        Module module = Module.of(engine, text("(module",
                "  (func $f (param i32) (result i32)",
                "    (i32.div_u (i32.const 1)",
                "      (local.get 0)))",
                "  (func (export \"g\") (result i32)",
                "    i32.const 0",
                "    call $f))"));
        Instance instance = new Linker<Void>(engine).instantiate(new Store<Void>(engine), module);
        assertThatExceptionOfType(Trap.class).isThrownBy(() -> instance.func("g").call()).satisfies(trap -> {
            assertThat(trap.frames()).extracting(WasmFrame::source).containsExactly("module:3:6", "module:7:5");
            assertThat(trap.frames().get(0).toString()).startsWith("f (func 0) +0x").endsWith(" (module:3:6)");
            assertThat(trap.getStackTrace()).extracting(StackTraceElement::toString).containsExactly("wasm.f(module:3)",
                    "wasm.g(module:7)");
        });
    }

    @Test
    void functionsThatAreValidatedWhenTheyAreCalled() {
        Engine lazy = Engine.of(new Config().withCompilationMode(CompilationMode.LAZY));
        Module module = Module.of(lazy, text("(module (func (export \"f\")", " i32.const 0))"));
        Instance instance = new Linker<Void>(lazy).instantiate(new Store<Void>(lazy), module);
        assertThatThrownBy(() -> instance.func("f").call()).isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("module:2:13: ");
    }

    @Test
    void limitsKeepTheirKindAndPlace() {
        Engine strict = Engine.of(new Config().withStartFunctions(Config.StartFunctions.FORBID));
        assertThatThrownBy(() -> Module.of(strict, text("(module (func)", "(start 0))"))).isInstanceOfSatisfying(
                LimitException.class, e -> assertThat(e.offset()).isPositive()).hasMessageStartingWith("module:2:8: ");
    }

    @Test
    void binariesHaveNone() {
        byte[] binary = Wat.parse("(module (func (export \"f\") unreachable))");
        Instance instance = new Linker<Void>(engine).instantiate(new Store<Void>(engine), Module.of(engine, binary));
        assertThatExceptionOfType(Trap.class).isThrownBy(() -> instance.func("f").call())
                .satisfies(trap -> assertThat(trap.frames().get(0).source()).isNull());
    }
}
