package dev.vespula.internal.interp;

import static dev.vespula.internal.interp.Wasm.call;
import static dev.vespula.internal.interp.Wasm.trapOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.TrapCode;
import dev.vespula.internal.translate.TestModule;
import dev.vespula.types.FuncType;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackLimitsTest {
    /** {@code f(n) = n == 0 ? 0 : 1 + f(n - 1)}: n + 1 frames. */
    private static TestModule depth() {
        TestModule module = new TestModule();
        module.function("i", "i", "", "local.get 0", "i32.eqz", "if i", "i32.const 0", "else", "local.get 0", "i32.const 1",
                "i32.sub", "call 0", "i32.const 1", "i32.add", "end");
        return module;
    }

    @Test
    void recursionStopsAtTheConfiguredNumberOfFrames() {
        Func run = new Wasm(new Config().withMaxRecursionDepth(100)).func(depth(), 0);
        assertThat(call(run, 99)).isEqualTo(99);
        assertThat(trapOf(() -> run.call(100)).code()).isEqualTo(TrapCode.STACK_OVERFLOW);
        assertThat(call(run, 99)).isEqualTo(99);
    }

    @Test
    void defaultLimitsStopARunawayRecursion() {
        TestModule module = new TestModule();
        module.function("", "", "", "call 0");
        Func run = new Wasm().func(module, 0);
        assertThat(trapOf(run::call).code()).isEqualTo(TrapCode.STACK_OVERFLOW);
        assertThat(trapOf(run::call).getMessage()).contains("call stack exhausted");
    }

    @Test
    void aMillionFramesWorkWhateverTheJavaStackHolds() throws InterruptedException {
        Func run = new Wasm(new Config().withMaxRecursionDepth(1_000_001).withStackHeight(1024, 1 << 28)).func(depth(), 0);
        Object[] result = new Object[1];
        Thread small = new Thread(null, () -> result[0] = call(run, 1_000_000), "small stack", 64 << 10);
        small.start();
        small.join();
        assertThat(result[0]).isEqualTo(1_000_000);
        assertThat(trapOf(() -> run.call(1_000_001)).code()).isEqualTo(TrapCode.STACK_OVERFLOW);
    }

    @Test
    void valueStackStopsAtItsHeightInBytes() {
        Func run = new Wasm(new Config().withMaxRecursionDepth(1 << 20).withStackHeight(0, 8_000)).func(depth(), 0);
        assertThat(call(run, 100)).isEqualTo(100);
        assertThat(trapOf(() -> run.call(1_000)).code()).isEqualTo(TrapCode.STACK_OVERFLOW);
        assertThat(call(run, 100)).isEqualTo(100);
    }

    @Test
    void aFrameLargerThanTheStackTraps() {
        TestModule module = new TestModule();
        module.function("", "l", "l".repeat(200), "local.get 199");
        assertThat(trapOf(() -> new Wasm(new Config().withStackHeight(0, 800)).func(module, 0).call()).code())
                .isEqualTo(TrapCode.STACK_OVERFLOW);
        assertThat(call(new Wasm(new Config().withStackHeight(0, 8000)).func(module, 0))).isEqualTo(0L);
    }

    @Test
    void noFramesAtAllTraps() {
        assertThat(trapOf(() -> new Wasm(new Config().withMaxRecursionDepth(0)).func(depth(), 0).call(0)).code())
                .isEqualTo(TrapCode.STACK_OVERFLOW);
    }

    @Test
    void endlessReentryThroughTheHostTraps() {
        Wasm wasm = new Wasm();
        Func[] self = new Func[1];
        wasm.linker.func("m", "f0", new FuncType(List.of(), List.of()), (caller, args) -> self[0].call());
        TestModule module = new TestModule();
        module.importFunction("", "");
        module.function("", "", "", "call 0");
        self[0] = wasm.func(module, 1);
        assertThat(trapOf(() -> self[0].call()).code()).isEqualTo(TrapCode.STACK_OVERFLOW);
        assertThat(wasm.store.toString()).isNotNull();
    }
}
