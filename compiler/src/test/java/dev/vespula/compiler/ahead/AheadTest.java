package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CallOutcome;
import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.EnforcedLimits;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.text.Wat;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules that are compiled by one engine and executed by another. */
class AheadTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = Tier.class, names = {"AUTO", "COMPILED"})
    void aModuleRunsAsItWasCompiled(Tier tier) {
        byte[] wasm = Sample.wasm();
        Module module = Sample.load(Engine.of(demanding(tier)), Sample.jar(Sample.config(Tier.AUTO), wasm));
        assertThat(Sample.run(module)).isEqualTo(Sample.interpreted(wasm));
        // The interpreter meets what Java calls, here the start function and "run", and what is tail-called: they become IR.
        assertThat(CodeOf.translated(module)).isEqualTo(3);
    }

    private static Config demanding(Tier tier) {
        return Sample.config(tier).withCodeUse(Config.CodeUse.FROM_FIRST_CALL);
    }

    @Test
    void filesAreReplacedWhole() throws IOException {
        Path jar = Files.writeString(folder.resolve("sample.jar"), "something else");
        Engine engine = Engine.of(Sample.config(Tier.COMPILED));
        Module.of(engine, Sample.wasm()).compileTo(jar);
        assertThat(folder).isDirectoryContaining(jar::equals);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThat(Sample.run(Module.ofCompiled(engine, jar))).isEqualTo(Sample.interpreted(Sample.wasm()));
        assertThatThrownBy(() -> Module.of(engine, Sample.wasm()).compileTo(folder.resolve("none/sample.jar")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFunctionInPartsIsCompiledAhead() {
        byte[] wasm = Sample.large();
        Engine engine = Engine.of(Sample.config(Tier.COMPILED));
        Module module = Sample.load(engine, Sample.jar(Sample.config(Tier.COMPILED), wasm));
        assertThat(Sample.run(module)).isEqualTo(Sample.interpreted(wasm));
    }

    /** Code is made for a memory that fills its array; the array of one that grows often has room at its end. */
    @ParameterizedTest
    @EnumSource(value = Tier.class, names = {"AUTO", "COMPILED"})
    void codeIsCompiledAnewForAMemoryThatGrowsOften(Tier tier) {
        Engine engine = Engine.of(demanding(tier));
        Module module = Sample.load(engine, Sample.jar(Sample.config(tier), Sample.growing()));
        Instance instance = Sample.instance(new Store<>(engine), module);
        assertThat(instance.func("run").call(1)).containsExactly(1);
        CallEntry first = CodeOf.module(module).code(0).compiled();
        assertThat(first).isNotNull();
        CodeOf.copyMuch(module);
        assertThat(instance.func("run").call(400)).containsExactly(80_200);
        for (int k = 0; k < 1_000 && CodeOf.module(module).code(0).compiled() == first; k++) {
            assertThat(instance.func("sum").call()).containsExactly(80_201);
        }
        assertThat(CodeOf.module(module).code(0).compiled()).isNotSameAs(first);
        assertThat(instance.func("run").call(2)).containsExactly(3);
        assertThat(instance.func("sum").call()).containsExactly(80_204);
    }

    @Test
    void compilingAheadLeavesTheModuleAlone() throws IOException {
        Module module = Module.of(Engine.of(Sample.config(Tier.AUTO)), Sample.wasm());
        Store<Void> store = new Store<>(module.engine());
        Instance instance = Sample.instance(store, module);
        module.compileTo(new ByteArrayOutputStream());
        assertThat(instance.func("deep").call(10L)).containsExactly(10L);
    }

    @Test
    void trapsAndDeepRecursionAreThoseOfTheInterpreter() {
        byte[] jar = Sample.jar(Sample.config(Tier.AUTO).withMaxRecursionDepth(200_000), Sample.wasm());
        Engine engine = Engine.of(Sample.config(Tier.COMPILED));
        Instance instance = Sample.instance(new Store<>(engine), Sample.load(engine, jar));
        assertThat(instance.func("deep").call(9_000L)).containsExactly(9_000L);
        assertThatThrownBy(() -> instance.func("deep").call(20_000L))
                .isInstanceOfSatisfying(Trap.class, trap -> {
                    assertThat(trap.code()).isEqualTo(TrapCode.STACK_OVERFLOW);
                    assertThat(trap.frames().get(0).functionName()).contains("deep");
                });
    }

    // ---- fuel and suspension

    @Test
    void fuelIsThatOfTierCompiled() {
        Config config = Sample.config(Tier.COMPILED).withFuel(Config.FuelMetering.ON);
        Engine engine = Engine.of(config);
        assertThat(fuelUsed(Sample.load(engine, Sample.jar(config, Sample.wasm()))))
                .isEqualTo(fuelUsed(Module.of(engine, Sample.wasm())));
    }

    private static long fuelUsed(Module module) {
        Store<Void> store = new Store<>(module.engine());
        store.setFuel(10_000_000);
        Sample.instance(store, module).func("run").call(500);
        return 10_000_000 - store.fuel();
    }

    @Test
    void anExecutionThatStopsGoesOnInTheInterpreterAndInAnotherProcess() throws IOException {
        Config config = Sample.config(Tier.COMPILED).withFuel(Config.FuelMetering.ON);
        Engine engine = Engine.of(config);
        Module module = Sample.load(engine, Sample.jar(config, Sample.wasm()));
        Store<Void> store = new Store<>(engine);
        store.setFuel(1_000);
        OutOfFuel paused = (OutOfFuel) Sample.instance(store, module).func("deep").callResumable(5_000L);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        Snapshot.of(paused).write(saved);
        store.setFuel(1_000_000);
        assertThat(result(paused.resume())).isEqualTo(5_000L);

        Engine other = Engine.of(config.withTier(Tier.INTERPRETER));
        Store<Void> elsewhere = new Store<>(other);
        Linker<Void> linker = new Linker<>(other);
        linker.func("env", "twice", FuncType.of(ValType.I64).returning(ValType.I64), (caller, args) -> {});
        Snapshot.Restored restored = Snapshot.read(new ByteArrayInputStream(saved.toByteArray()))
                .restore(elsewhere, linker, Module.of(other, Sample.wasm()));
        elsewhere.setFuel(1_000_000);
        assertThat(result(((OutOfFuel) restored.call().orElseThrow()).resume())).isEqualTo(5_000L);
    }

    private static Object result(CallOutcome outcome) {
        return ((CallOutcome.Finished) outcome).values().get(0).toObject();
    }

    // ---- what is refused

    @Test
    void anInvalidFunctionIsFoundWhenItIsCompiled() {
        byte[] wasm = Wat.parse("(module (func (result i32)))");
        assertThatThrownBy(() -> Sample.jar(Sample.config(Tier.AUTO).withCompilationMode(CompilationMode.LAZY), wasm))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void limitsOnModulesHoldForCompiledOnes() {
        Engine engine = Engine.of(Sample.config(Tier.COMPILED).withEnforcedLimits(EnforcedLimits.none().withMaxFunctions(3)));
        assertThatThrownBy(() -> Sample.load(engine, Sample.jar(Sample.config(Tier.AUTO), Sample.wasm())))
                .isInstanceOf(LimitException.class);
    }

    @Test
    void theInterpreterHasNoUseForCompiledCode() {
        Engine engine = Engine.of(Sample.config(Tier.INTERPRETER));
        byte[] jar = Sample.jar(Sample.config(Tier.AUTO), Sample.wasm());
        assertThatThrownBy(() -> Sample.load(engine, jar)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("INTERPRETER");
        assertThatThrownBy(() -> Module.of(engine, Sample.wasm()).compileTo(new ByteArrayOutputStream()))
                .isInstanceOf(IllegalStateException.class);
    }
}
