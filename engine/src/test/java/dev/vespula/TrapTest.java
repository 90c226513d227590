package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.types.FuncType;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrapTest {
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Linker<Void> linker = new Linker<>(engine);

    private static Trap trap(Func func, Object... args) {
        Trap trap = catchThrowableOfType(Trap.class, () -> func.call(args));
        assertThat(trap).as("a trap").isNotNull();
        return trap;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "unreachable | UNREACHABLE | wasm `unreachable` instruction executed",
        "i32.const 65533; i32.load; drop | MEMORY_OUT_OF_BOUNDS | out of bounds memory access",
        "i32.const -1; i32.load8_u; drop | MEMORY_OUT_OF_BOUNDS | out of bounds memory access",
        "i32.const -4; i32.load offset=8; drop | MEMORY_OUT_OF_BOUNDS | out of bounds memory access",
        "i32.const 0x80000000; i64.load; drop | MEMORY_OUT_OF_BOUNDS | out of bounds memory access",
        "i32.const 65536; i32.const 0; i32.store8 | MEMORY_OUT_OF_BOUNDS | out of bounds memory access",
        "i32.const 0; i32.load offset=4294967295; drop | MEMORY_OUT_OF_BOUNDS | out of bounds memory access",
        "i32.const 65536; i32.const 0; i32.const 1; memory.fill | MEMORY_OUT_OF_BOUNDS | out of bounds memory access",
        "i32.const 1; i32.const 0; i32.const -1; memory.copy | MEMORY_OUT_OF_BOUNDS | out of bounds memory access",
        "i32.const 9; table.get; drop | TABLE_OUT_OF_BOUNDS | undefined element: out of bounds table access",
        "i32.const -1; ref.null c; table.set | TABLE_OUT_OF_BOUNDS | undefined element: out of bounds table access",
        "i32.const 1; call_indirect 0 0 | INDIRECT_CALL_TO_NULL | uninitialized element 1",
        "i32.const 9; call_indirect 0 0 | TABLE_OUT_OF_BOUNDS | undefined element: out of bounds table access",
        "i32.const 7; i32.const 0; call_indirect 1 0 | BAD_SIGNATURE | indirect call type mismatch",
        "i32.const 1; i32.const 0; i32.div_u; drop | INTEGER_DIVIDE_BY_ZERO | integer divide by zero",
        "i64.const 1; i64.const 0; i64.rem_s; drop | INTEGER_DIVIDE_BY_ZERO | integer divide by zero",
        "i32.const 0x80000000; i32.const -1; i32.div_s; drop | INTEGER_OVERFLOW | integer overflow",
        "f32.const 1e30; i32.trunc_f32_s; drop | INTEGER_OVERFLOW | integer overflow",
        "f64.const NaN; i64.trunc_f64_u; drop | BAD_CONVERSION_TO_INTEGER | invalid conversion to integer",
        "call 2 | STACK_OVERFLOW | call stack exhausted",
    })
    void everyTrapHasItsCode(String code, TrapCode expected, String message) {
        WasmBuilder builder = new WasmBuilder();
        builder.type("", "");
        builder.type("i", "");
        builder.memory(1);
        builder.table('c', 2);
        builder.func("", "", "", "");
        builder.func("run", "", "", "", code.replace("0x80000000", "-2147483648"));
        builder.func("", "", "", "call 2");
        builder.elements("i32.const 0", 0);
        Trap trap = trap(linker.instantiate(store, builder.module(engine)).func("run"));
        assertThat(trap.code()).isEqualTo(expected);
        assertThat(trap.detail()).isEqualTo(message);
        assertThat(trap.getMessage()).startsWith("wasm trap: " + message);
    }

    @Test
    void theBacktraceTellsNamesIndicesAndOffsets() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("", "", "", "nop; unreachable");
        builder.func("exported", "", "", "", "call 0");
        int unnamed = builder.func("", "", "", "nop; nop; call 1");
        builder.export("run", WasmBuilder.FUNC, builder.func("", "", "", "call " + unnamed));
        builder.name(0, "inner").name(3, "outer");
        byte[] bytes = builder.bytes();
        Trap trap = trap(linker.instantiate(store, Module.of(engine, bytes)).func("run"));
        assertThat(trap.frames()).extracting(WasmFrame::functionIndex).containsExactly(0, 1, 2, 3);
        assertThat(trap.frames()).extracting(WasmFrame::functionName)
                .containsExactly("inner", "exported", null, "outer");
        assertThat(trap.frames()).extracting(frame -> bytes[(int) frame.codeOffset()] & 0xFF)
                .as("unreachable, call, call, call").containsExactly(0x00, 0x10, 0x10, 0x10);
        WasmFrame first = trap.frames().get(0);
        assertThat(trap).hasMessage("wasm trap: wasm `unreachable` instruction executed");
        assertThat(first).hasToString("inner (func 0) +0x" + Long.toHexString(first.codeOffset()));
        assertThat(trap.getStackTrace()).extracting(StackTraceElement::toString).containsExactly(
                "wasm.inner(wasm:0x" + Long.toHexString(first.codeOffset()) + ")",
                "wasm.exported(wasm:0x" + Long.toHexString(trap.frames().get(1).codeOffset()) + ")",
                "wasm.func[2](wasm:0x" + Long.toHexString(trap.frames().get(2).codeOffset()) + ")",
                "wasm.outer(wasm:0x" + Long.toHexString(trap.frames().get(3).codeOffset()) + ")");
    }

    @Test
    void theBacktraceReachesThroughHostFunctionsAndInstances() {
        WasmBuilder inner = new WasmBuilder();
        inner.func("boom", "", "", "", "unreachable");
        linker.instance("lib", linker.instantiate(store, inner.module(engine)));
        WasmBuilder outer = new WasmBuilder();
        outer.importFunc("lib", "boom", "", "");
        outer.importFunc("env", "again", "", "");
        outer.func("viaImport", "", "", "", "call 0");
        outer.func("viaHost", "", "", "", "call 1");
        linker.func("env", "again", FuncType.of(), (caller, args) -> caller.func("viaImport").call());
        Trap trap = trap(linker.instantiate(store, outer.module(engine)).func("viaHost"));
        assertThat(trap.frames()).extracting(WasmFrame::functionName).containsExactly("boom", "viaImport", "viaHost");
    }

    /** A peer leaves the operands of a trapped call on the instance's stack, which so grows with every trap. */
    @Test
    void repeatedTrapsLeaveNothingBehind() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("run", "e", "", "", "i32.const 1; local.get 0; unreachable");
        builder.func("deep", "i", "i", "",
                "local.get 0; if i; local.get 0; i32.const 1; i32.sub; call 1; else; unreachable; end");
        builder.func("fine", "i", "i", "", "local.get 0");
        Instance instance = linker.instantiate(store, builder.module(engine));
        WeakReference<Object> weak = null;
        for (int i = 0; i < 20_000; i++) {
            Object object = new Object();
            weak = new WeakReference<>(object);
            trap(instance.func("run"), object);
            if (i % 100 == 0) {
                trap(instance.func("deep"), 500);
            }
        }
        assertThat(instance.func("fine").call(3)).containsExactly(3);
        for (int i = 0; i < 50 && weak.get() != null; i++) {
            System.gc();
        }
        assertThat(weak.get()).as("arguments of a trapped call").isNull();
    }

    @Test
    void recursionDepthIsConfigured() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("sum", "i", "i", "", """
                local.get 0
                if i
                  local.get 0; local.get 0; i32.const 1; i32.sub; call 0; i32.add
                else
                  i32.const 0
                end""");
        byte[] bytes = builder.bytes();
        record Case(int frames, int argument, boolean fits) {}

        List<Case> cases = List.of(new Case(100, 99, true), new Case(100, 100, false), new Case(10_000, 9_999, true),
                new Case(1_000_001, 1_000_000, true), new Case(0, 0, false));
        for (Case one : cases) {
            Engine limited = Engine.of(new Config().withMaxRecursionDepth(one.frames()).withStackHeight(0, 1 << 30));
            Func sum = new Linker<Void>(limited).instantiate(new Store<>(limited), Module.of(limited, bytes))
                    .func("sum");
            if (one.fits()) {
                int n = one.argument();
                assertThat(sum.call(n)).as(one.toString()).containsExactly((int) ((long) n * (n + 1) / 2));
            } else {
                assertThat(trap(sum, one.argument()).code()).as(one.toString()).isEqualTo(TrapCode.STACK_OVERFLOW);
            }
        }
    }

    @Test
    void stackHeightIsConfigured() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("down", "i", "", "l".repeat(100),
                "local.get 0; if; local.get 0; i32.const 1; i32.sub; call 0; end");
        Engine limited = Engine.of(new Config().withStackHeight(1_000, 100_000));
        Func down = new Linker<Void>(limited).instantiate(new Store<>(limited), builder.module(limited)).func("down");
        assertThat(down.call(100)).isEmpty();
        assertThat(trap(down, 200).code()).isEqualTo(TrapCode.STACK_OVERFLOW);
    }

    @Test
    void aTrapHasNoFramesOfJava() {
        Trap trap = new Trap(TrapCode.INTEGER_OVERFLOW);
        assertThat(trap.getStackTrace()).isEmpty();
        assertThat(trap.frames()).isEmpty();
        assertThat(trap).hasMessage("wasm trap: integer overflow");
    }
}
