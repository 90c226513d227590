package dev.vespula.internal.interp;

import static dev.vespula.internal.interp.Wasm.trapOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CallHook;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmFrame;
import dev.vespula.internal.translate.TestModule;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrapsTest {
    private static long[] offsets(Trap trap) {
        return trap.frames().stream().mapToLong(WasmFrame::codeOffset).toArray();
    }

    /** Where the opcode byte stands in a module: bodies here use each of them once. */
    private static long at(TestModule module, int opcode) {
        byte[] bytes = module.bytes();
        for (int i = bytes.length - 1; i > 0; i--) {
            if ((bytes[i] & 0xFF) == opcode) {
                return i;
            }
        }
        throw new AssertionError();
    }

    @Test
    void numericTrapsHaveTheirCodes() {
        TestModule module = new TestModule();
        module.function("ii", "i", "", "local.get 0", "local.get 1", "i32.div_s");
        module.function("d", "i", "", "local.get 0", "i32.trunc_f64_s");
        Instance instance = new Wasm().instance(module);
        assertThat(trapOf(() -> instance.func("f0").call(1, 0)).code()).isEqualTo(TrapCode.INTEGER_DIVIDE_BY_ZERO);
        assertThat(trapOf(() -> instance.func("f0").call(Integer.MIN_VALUE, -1)).code())
                .isEqualTo(TrapCode.INTEGER_OVERFLOW);
        assertThat(trapOf(() -> instance.func("f1").call(Double.NaN)).code())
                .isEqualTo(TrapCode.BAD_CONVERSION_TO_INTEGER);
        assertThat(trapOf(() -> instance.func("f1").call(1e10)).code()).isEqualTo(TrapCode.INTEGER_OVERFLOW);
    }

    @Test
    void backtraceNamesTheOperandThatTrapped() {
        // store(load(a), rem(b, c)): each of the three may trap.
        TestModule module = new TestModule().memory();
        module.function("iii", "", "", "local.get 0", "i32.load", "local.get 1", "local.get 2", "i32.rem_u", "i32.store");
        Func run = new Wasm().func(module, 0);
        assertThat(offsets(trapOf(() -> run.call(65533, 1, 0)))).containsExactly(at(module, 0x28));
        assertThat(offsets(trapOf(() -> run.call(0, 1, 0)))).containsExactly(at(module, 0x70));
        run.call(0, 7, 5);
        TestModule far = new TestModule().memory();
        far.function("i", "", "", "local.get 0", "i32.load", "i32.const -1", "i32.store16");
        Func beyond = new Wasm().func(far, 0);
        beyond.call(0);
        TestModule direct = new TestModule().memory();
        direct.function("i", "", "", "local.get 0", "i32.const 1", "i32.store");
        assertThat(offsets(trapOf(() -> new Wasm().func(direct, 0).call(65533)))).containsExactly(at(direct, 0x36));
    }

    @Test
    void backtraceListsCallsInnermostFirst() {
        TestModule module = new TestModule();
        module.function("", "", "", "unreachable");
        module.function("i", "i", "", "local.get 0", "i32.const 1", "i32.add", "call 0");
        module.function("", "i", "", "i32.const 5", "call 1");
        Trap trap = trapOf(() -> new Wasm().func(module, 2).call());
        assertThat(trap.code()).isEqualTo(TrapCode.UNREACHABLE);
        assertThat(trap.frames()).extracting(WasmFrame::functionIndex).containsExactly(0, 1, 2);
        assertThat(trap.frames()).extracting(WasmFrame::functionName).containsExactly("f0", "f1", "f2");
        byte[] bytes = module.bytes();
        for (WasmFrame frame : trap.frames()) {
            int opcode = bytes[(int) frame.codeOffset()];
            assertThat(opcode).isEqualTo(frame.functionIndex() == 0 ? 0x00 : 0x10);
        }
    }

    @Test
    void backtraceCrossesInstancesAndHostFunctions() {
        Wasm wasm = new Wasm();
        TestModule inner = new TestModule();
        inner.function("", "", "", "nop", "unreachable");
        Instance innermost = wasm.instance(inner);
        wasm.linker.func("m", "f0", new FuncType(List.of(), List.of()), (caller, args) -> innermost.func("f0").call());
        TestModule middle = new TestModule();
        middle.importFunction("", "");
        middle.function("", "", "", "call 0");
        wasm.linker.define("n", "f0", wasm.func(middle, 1));
        wasm.linker.allowShadowing();
        wasm.linker.define("m", "f0", wasm.linker.get(wasm.store, "n", "f0").orElseThrow());
        TestModule outer = new TestModule();
        outer.importFunction("", "");
        outer.function("", "", "", "nop", "nop", "call 0");
        Trap trap = trapOf(() -> wasm.func(outer, 1).call());
        assertThat(trap.frames()).extracting(WasmFrame::functionIndex).containsExactly(0, 1, 1);
        assertThat(offsets(trap)).containsExactly(at(inner, 0x00), at(middle, 0x10), at(outer, 0x10));
    }

    @Test
    void positionIsFoundInCodeThatWasLinkedBehindAJump() {
        TestModule module = new TestModule().memory();
        module.function("i", "i", "i", "block", "local.get 0", "br_if 0", "i32.const 1", "local.set 1", "br 0", "end",
                "loop", "local.get 1", "i32.const 1", "i32.add", "local.set 1", "i32.const 70000", "i32.load", "br_if 0",
                "end", "local.get 1");
        Func run = new Wasm().func(module, 0);
        assertThat(offsets(trapOf(() -> run.call(0)))).containsExactly(at(module, 0x28));
        assertThat(offsets(trapOf(() -> run.call(1)))).containsExactly(at(module, 0x28));
    }

    @Test
    void interruptStopsEveryKindOfEndlessLoop() {
        TestModule module = new TestModule();
        module.function("", "", "", "loop", "br 0", "end");
        module.function("", "", "i", "loop", "local.get 0", "i32.const 1", "i32.add", "local.set 0", "br 0", "end");
        module.function("", "", "", "return_call 2");
        Wasm wasm = new Wasm();
        Instance instance = wasm.instance(module);
        for (int f = 0; f < 3; f++) {
            Func run = instance.func("f" + f);
            wasm.store.callHook((data, crossing) -> {
                if (crossing == CallHook.Crossing.CALLING_WASM) {
                    CompletableFuture.runAsync(wasm.store::interrupt);
                }
            });
            assertThat(trapOf(run::call).code()).isEqualTo(TrapCode.INTERRUPTED);
        }
    }

    @Test
    void timeoutStopsALoop() {
        TestModule module = new TestModule();
        module.function("", "", "", "loop", "br 0", "end");
        Wasm wasm = new Wasm();
        Func run = wasm.func(module, 0);
        wasm.store.setTimeout(Duration.ofMillis(50));
        assertThat(trapOf(run::call).code()).isEqualTo(TrapCode.DEADLINE_EXCEEDED);
    }

    @Test
    void trapThrownByAHostFunctionKeepsItsCodeAndGetsTheFrames() {
        Wasm wasm = new Wasm();
        wasm.linker.func("m", "f0", new FuncType(List.of(ValType.I32), List.of()), (caller, args) -> {
            throw new Trap(TrapCode.UNKNOWN_IMPORT, "not today");
        });
        TestModule module = new TestModule();
        module.importFunction("i", "");
        module.function("i", "", "", "local.get 0", "call 0");
        Trap trap = trapOf(() -> wasm.func(module, 1).call(1));
        assertThat(trap.code()).isEqualTo(TrapCode.UNKNOWN_IMPORT);
        assertThat(trap.detail()).isEqualTo("not today");
        assertThat(offsets(trap)).containsExactly(at(module, 0x10));
    }
}
