package dev.vespula.internal.interp;

import static dev.vespula.internal.interp.Wasm.call;
import static dev.vespula.internal.interp.Wasm.trapOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.TrapCode;
import dev.vespula.internal.translate.TestModule;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailCallsTest {
    private static final Config TWO_FRAMES = new Config().withMaxRecursionDepth(2);

    @Test
    void tailRecursionNeedsOneFrame() {
        TestModule module = new TestModule();
        module.function("il", "l", "", "local.get 0", "i32.eqz", "if", "local.get 1", "return", "end",
                "local.get 0", "i32.const 1", "i32.sub", "local.get 1", "i64.const 3", "i64.add", "return_call 0");
        Func run = new Wasm(TWO_FRAMES).func(module, 0);
        assertThat(call(run, 1_000_000, 0L)).isEqualTo(3_000_000L);
    }

    @Test
    void calleeWithMoreParametersAndLocalsReplacesTheFrame() {
        TestModule module = new TestModule();
        module.function("i", "l", "", "local.get 0", "i64.const 1", "i64.const 2", "i64.const 4", "return_call 1");
        module.function("illl", "l", "llllllll", "local.get 4", "local.get 11", "i64.or", "local.get 1", "i64.add",
                "local.get 2", "i64.add", "local.get 3", "i64.add", "local.get 0", "i64.extend_i32_s", "i64.add");
        assertThat(call(new Wasm(TWO_FRAMES).func(module, 0), 100)).isEqualTo(107L);
    }

    @Test
    void tailCallOfAHostFunctionReturnsItsResult() {
        Wasm wasm = new Wasm(TWO_FRAMES);
        wasm.linker.func("m", "f0", new FuncType(List.of(ValType.I32), List.of(ValType.I32)),
                (caller, args) -> args.result(0, args.i32(0) * 2));
        TestModule module = new TestModule();
        module.importFunction("i", "i");
        int tail = module.function("i", "i", "ll", "local.get 0", "i32.const 1", "i32.add", "return_call 0");
        module.function("i", "i", "", "local.get 0", "call " + tail, "i32.const 5", "i32.add");
        Instance instance = wasm.instance(module);
        assertThat(call(instance.func("f1"), 20)).isEqualTo(42);
        assertThat(call(instance.func("f2"), 20)).isEqualTo(47);
    }

    @Test
    void tailCallIntoAnotherInstanceRestoresTheCallersInstance() {
        Wasm wasm = new Wasm(TWO_FRAMES);
        TestModule even = new TestModule().global('i');
        even.function("i", "i", "", "global.get 0", "i32.const 1000", "i32.add", "global.set 0",
                "local.get 0", "global.get 0", "i32.add");
        wasm.linker.define("m", "f0", wasm.instance(even).func("f0"));
        TestModule module = new TestModule();
        module.importFunction("i", "i");
        module.global('i').memory();
        int tail = module.function("i", "i", "", "local.get 0", "return_call 0");
        module.function("i", "i", "", "i32.const 7", "global.set 0", "i32.const 8", "i32.const 9", "i32.store",
                "local.get 0", "call " + tail, "global.get 0", "i32.add", "i32.const 8", "i32.load", "i32.add");
        assertThat(call(wasm.func(module, 2), 5)).isEqualTo(5 + 1000 + 7 + 9);
    }

    @Test
    void pingPongOfTailCallsBetweenInstancesDoesNotGrowTheStack() {
        Wasm wasm = new Wasm(TWO_FRAMES);
        TestModule first = new TestModule().table();
        // Both sides count down and tail-call each other, the first through a table that the second fills.
        first.function("i", "i", "", "local.get 0", "i32.eqz", "if", "i32.const 11", "return", "end",
                "local.get 0", "i32.const 1", "i32.sub", "i32.const 0", "return_call_indirect 0 0");
        first.function("c", "", "", "i32.const 0", "local.get 0", "table.set 0");
        Instance one = wasm.instance(first);
        wasm.linker.define("m", "f0", one.func("f0"));
        TestModule second = new TestModule();
        second.importFunction("i", "i");
        second.function("i", "i", "", "local.get 0", "i32.eqz", "if", "i32.const 22", "return", "end",
                "local.get 0", "i32.const 1", "i32.sub", "return_call 0");
        Instance two = wasm.instance(second);
        one.func("f1").call(two.func("f1"));
        assertThat(call(two.func("f1"), 100_000)).isEqualTo(22);
        assertThat(call(two.func("f1"), 100_001)).isEqualTo(11);
        assertThat(call(one.func("f0"), 99_999)).isEqualTo(22);
    }

    @Test
    void indirectTailCallChecksItsTarget() {
        TestModule module = new TestModule().table();
        module.function("i", "i", "", "i32.const 1", "local.get 0", "return_call_indirect 0 0");
        int other = module.function("l", "l", "", "local.get 0");
        module.declare(other);
        module.function("", "", "", "i32.const 3", "ref.func " + other, "table.set 0");
        Instance instance = new Wasm().instance(module);
        instance.func("f2").call();
        assertThat(trapOf(() -> instance.func("f0").call(3)).code()).isEqualTo(TrapCode.BAD_SIGNATURE);
        assertThat(trapOf(() -> instance.func("f0").call(4)).code()).isEqualTo(TrapCode.INDIRECT_CALL_TO_NULL);
        assertThat(trapOf(() -> instance.func("f0").call(10)).code()).isEqualTo(TrapCode.TABLE_OUT_OF_BOUNDS);
    }

    @Test
    void referencesMoveWithTheArguments() {
        TestModule module = new TestModule();
        module.function("iee", "e", "e", "local.get 0", "i32.eqz", "if", "local.get 1", "return", "end",
                "local.get 0", "i32.const 1", "i32.sub", "local.get 2", "local.get 1", "return_call 0");
        Func run = new Wasm(TWO_FRAMES).func(module, 0);
        assertThat(call(run, 1000, "a", "b")).isEqualTo("a");
        assertThat(call(run, 1001, "a", "b")).isEqualTo("b");
    }
}
