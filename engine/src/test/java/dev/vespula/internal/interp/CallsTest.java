package dev.vespula.internal.interp;

import static dev.vespula.internal.interp.Wasm.call;
import static dev.vespula.internal.interp.Wasm.trapOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.TrapCode;
import dev.vespula.internal.translate.TestModule;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final FuncType I32_TO_I32 = new FuncType(List.of(ValType.I32), List.of(ValType.I32));

    private static TestModule fibonacci() {
        TestModule module = new TestModule();
        module.function("i", "i", "", "local.get 0", "i32.const 2", "i32.lt_s", "if i", "local.get 0", "else",
                "local.get 0", "i32.const 1", "i32.sub", "call 0", "local.get 0", "i32.const 2", "i32.sub", "call 0",
                "i32.add", "end");
        return module;
    }

    @Test
    void recursion() {
        assertThat(call(new Wasm().func(fibonacci(), 0), 20)).isEqualTo(6765);
    }

    @Test
    void callOfAFunctionWithManyResultsLeavesThemInOrder() {
        TestModule module = new TestModule();
        int three = module.function("l", "lid", "", "local.get 0", "i32.const 7", "f64.const 2.5");
        module.function("l", "dli", "idl", "local.get 0", "call " + three, "local.set 2", "local.set 1", "local.set 3",
                "local.get 2", "local.get 3", "local.get 1");
        assertThat(new Wasm().func(module, 1).call(9L)).containsExactly(2.5, 9L, 7);
    }

    @Test
    void localsOfACalleeStartAtZeroWhateverTheStackHeldBefore() {
        TestModule module = new TestModule();
        int dirty = module.function("", "l", "llll", "i64.const -1", "local.tee 0", "local.tee 1", "local.tee 2",
                "local.tee 3");
        int clean = module.function("", "l", "llll", "local.get 0", "local.get 1", "i64.or", "local.get 2", "i64.or",
                "local.get 3", "i64.or");
        module.function("", "l", "", "call " + dirty, "drop", "call " + clean);
        assertThat(call(new Wasm().func(module, 2))).isEqualTo(0L);
    }

    @Test
    void hostFunctionGetsArgumentsAndGivesResultsInPlace() {
        Wasm wasm = new Wasm();
        wasm.linker.func("m", "f0", new FuncType(List.of(ValType.I32, ValType.F64), List.of(ValType.F64, ValType.I64)),
                (caller, args) -> {
                    double sum = args.i32(0) + args.f64(1);
                    args.result(0, sum);
                    args.result(1, -1L);
                });
        TestModule module = new TestModule();
        module.importFunction("id", "dl");
        module.function("", "dl", "", "i32.const 3", "f64.const 0.25", "call 0");
        assertThat(wasm.func(module, 1).call()).containsExactly(3.25, -1L);
    }

    @Test
    void hostFunctionMayCallBackWhileTheCallerWaits() {
        Wasm wasm = new Wasm();
        Instance inner = wasm.instance(fibonacci());
        wasm.linker.func("m", "f0", I32_TO_I32,
                (caller, args) -> args.result(0, (int) inner.func("f0").call(args.i32(0))[0] + 1));
        TestModule module = new TestModule();
        module.importFunction("i", "i");
        module.function("i", "i", "i", "i32.const 1000", "local.set 1", "local.get 0", "call 0", "local.get 1", "i32.add");
        assertThat(call(wasm.func(module, 1), 10)).isEqualTo(1056);
    }

    @Test
    void callIntoAnotherInstanceUsesItsMemoryAndGlobalsAndComesBack() {
        Wasm wasm = new Wasm();
        TestModule counter = new TestModule().memory().global('i');
        counter.function("i", "i", "", "global.get 0", "local.get 0", "i32.add", "global.set 0",
                "i32.const 0", "global.get 0", "i32.store", "i32.const 0", "i32.load");
        Instance other = wasm.instance(counter);
        wasm.linker.define("m", "f0", other.func("f0"));
        TestModule module = new TestModule();
        module.importFunction("i", "i");
        module.memory().global('i');
        module.function("i", "i", "", "i32.const 0", "i32.const 77", "i32.store", "i32.const 5", "global.set 0",
                "local.get 0", "call 0", "local.get 0", "call 0", "i32.add",
                "i32.const 0", "i32.load", "i32.add", "global.get 0", "i32.add");
        Func run = wasm.func(module, 1);
        // The counter goes 10, 20; own memory and global are as they were.
        assertThat(call(run, 10)).isEqualTo(10 + 20 + 77 + 5);
        assertThat(call(run, 1)).isEqualTo(21 + 22 + 77 + 5);
    }

    @Test
    void memoryGrownByACalleeOrAHostFunctionIsSeenAtOnce() {
        Wasm wasm = new Wasm();
        TestModule module = new TestModule();
        Instance[] self = new Instance[1];
        wasm.linker.func("m", "f0", new FuncType(List.of(), List.of()), (caller, args) -> self[0].func("f2").call());
        module.importFunction("", "");
        module.memory();
        int grow = module.function("", "", "", "i32.const 1", "memory.grow 0", "drop");
        module.function("", "", "", "call " + grow);
        module.function("", "i", "", "call " + grow, "i32.const 131068", "i32.const 5", "i32.store",
                "call 0", "i32.const 196604", "i32.const 6", "i32.store",
                "i32.const 131068", "i32.load", "i32.const 196604", "i32.load", "i32.add", "memory.size 0", "i32.mul");
        self[0] = wasm.instance(module);
        assertThat(call(self[0].func("f3"))).isEqualTo(11 * 3);
    }

    private static TestModule indirect() {
        TestModule module = new TestModule().table();
        int twice = module.function("i", "i", "", "local.get 0", "local.get 0", "i32.add");
        int other = module.function("l", "l", "", "local.get 0");
        module.declare(twice).declare(other);
        module.function("", "", "", "i32.const 0", "ref.func " + twice, "table.set 0",
                "i32.const 1", "ref.func " + other, "table.set 0");
        module.function("ii", "i", "", "local.get 1", "local.get 0", "call_indirect 0 0");
        return module;
    }

    @Test
    void indirectCallChecksIndexNullAndType() {
        Instance instance = new Wasm().instance(indirect());
        instance.func("f2").call();
        Func run = instance.func("f3");
        assertThat(call(run, 0, 21)).isEqualTo(42);
        assertThat(trapOf(() -> run.call(1, 21)).code()).isEqualTo(TrapCode.BAD_SIGNATURE);
        assertThat(trapOf(() -> run.call(2, 21)).code()).isEqualTo(TrapCode.INDIRECT_CALL_TO_NULL);
        assertThat(trapOf(() -> run.call(2, 21)).detail()).isEqualTo("uninitialized element 2");
        assertThat(trapOf(() -> run.call(10, 21)).code()).isEqualTo(TrapCode.TABLE_OUT_OF_BOUNDS);
        assertThat(trapOf(() -> run.call(-1, 21)).code()).isEqualTo(TrapCode.TABLE_OUT_OF_BOUNDS);
    }

    @Test
    void exceptionOfAHostFunctionLeavesAsItselfAndTheStackIsUsableAgain() {
        Wasm wasm = new Wasm();
        IllegalStateException mine = new IllegalStateException("mine");
        wasm.linker.func("m", "f0", I32_TO_I32, (caller, args) -> {
            if (args.i32(0) == 0) {
                throw mine;
            }
            args.result(0, 8);
        });
        TestModule module = new TestModule();
        module.importFunction("i", "i");
        module.function("i", "i", "", "local.get 0", "call 0");
        Func run = wasm.func(module, 1);
        assertThatThrownBy(() -> run.call(0)).isSameAs(mine);
        assertThat(call(run, 1)).isEqualTo(8);
    }

    @Test
    void branchTableTakesTheLastTargetForEveryIndexBeyond() {
        TestModule module = new TestModule();
        module.function("i", "i", "", "block", "block", "block", "local.get 0", "br_table 0 1 2", "end",
                "i32.const 10", "return", "end", "i32.const 20", "return", "end", "i32.const 30");
        Func run = new Wasm().func(module, 0);
        assertThat(call(run, 0)).isEqualTo(10);
        assertThat(call(run, 1)).isEqualTo(20);
        assertThat(call(run, 2)).isEqualTo(30);
        assertThat(call(run, Integer.MAX_VALUE)).isEqualTo(30);
        assertThat(call(run, -1)).isEqualTo(30);
    }
}
