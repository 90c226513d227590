package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.types.FuncType;
import org.junit.jupiter.api.Test;

/** A function that takes long to translate. */
class StoppedTranslationTest {
    private static final int HOST = 0;
    private static final int LONG = 1;

    private final Engine engine = Engine.of(new Config().withTier(Tier.INTERPRETER));
    private final Store<Void> store = new Store<>(engine);

    @Test
    void translationEndsWhenTheExecutionIsToStop() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "stop", "", "");
        builder.func("long", "", "i", "", "i32.const 0; " + "i32.const 1; i32.add; ".repeat(20_000));
        builder.func("run", "", "i", "", "call " + HOST + "; call " + LONG);
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "stop", FuncType.of(), (caller, args) -> store.interrupt());
        Module module = builder.module(engine);
        Instance instance = linker.instantiate(store, module);
        Trap trap = catchThrowableOfType(Trap.class, () -> instance.func("run").call());
        assertThat(trap.code()).isEqualTo(TrapCode.INTERRUPTED);
        assertThat(trap.frames()).extracting(WasmFrame::functionName).containsExactly("run");
        assertThat(engine.stats().functionsTranslated()).as("the one that was called first").isEqualTo(1);
        // Nothing has failed: the next call translates it.
        assertThat(instance.func("long").call()).containsExactly(20_000);
    }
}
