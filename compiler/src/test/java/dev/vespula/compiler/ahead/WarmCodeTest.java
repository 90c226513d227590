package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.text.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From when on compiled code is executed. */
class WarmCodeTest {
    /** A function that takes long enough to be hot, one that is called once, and one that makes the memory loose. */
    private static final byte[] HOT_AND_COLD = Wat.parse("""
            (module
              (memory 1)
              (func (export "hot") (param $n i32) (result i32) (local $sum i32)
                (loop $more
                  (local.set $sum (i32.add (local.get $sum) (i32.load (i32.and (local.get $n) (i32.const 0xfffc)))))
                  (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum))
              (func (export "cold") (result i32) (i32.load (i32.const 8)))
              (func (export "grow") (param $n i32)
                (loop $more
                  (drop (memory.grow (i32.const 1)))
                  (i32.store (i32.const 8) (local.get $n))
                  (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))""");

    private static Engine compilingWithoutDelay(Config config) {
        return Engine.of(config.with(config.tierPolicy().withThreshold(4).atOnce()));
    }

    private static Config warm(Tier tier) {
        return Sample.config(tier).withCodeUse(Config.CodeUse.WHEN_WARM);
    }

    @Test
    void theTierDecidesUnlessItWasChosen() {
        assertThat(Sample.config(Tier.COMPILED).codeUse()).isEqualTo(Config.CodeUse.FROM_FIRST_CALL);
        assertThat(Sample.config(Tier.AUTO).codeUse()).isEqualTo(Config.CodeUse.WHEN_WARM);
        assertThat(warm(Tier.AUTO).withTier(Tier.COMPILED).codeUse()).isEqualTo(Config.CodeUse.WHEN_WARM);
    }

    @ParameterizedTest
    @EnumSource(value = Tier.class, names = {"AUTO", "COMPILED"})
    void codeAheadIsNotUsedForWhatRunsOnce(Tier tier) {
        Engine engine = Engine.of(warm(tier));
        Module module = Sample.load(engine, Sample.jar(Sample.config(tier), HOT_AND_COLD));
        Instance instance = Sample.instance(new Store<>(engine), module);
        assertThat(instance.func("cold").call()).containsExactly(0);
        assertThat(engine.stats().functionsCompiled()).isZero();
        assertThat(engine.stats().modules()).isEqualTo(1);
        assertThat(engine.stats().moduleBytes()).isEqualTo(HOT_AND_COLD.length);
    }

    @ParameterizedTest
    @EnumSource(value = Tier.class, names = {"AUTO", "COMPILED"})
    void codeAheadIsUsedWithoutCompilingWhenAFunctionIsWarm(Tier tier) {
        Engine engine = compilingWithoutDelay(warm(tier));
        Module module = Sample.load(engine, Sample.jar(Sample.config(tier), HOT_AND_COLD));
        Instance instance = Sample.instance(new Store<>(engine), module);
        for (int k = 0; k < 3; k++) {
            assertThat(instance.func("hot").call(3)).containsExactly(0);
        }
        assertThat(code(module, "hot").compiled()).isNotNull();
        assertThat(code(module, "cold").compiled()).isNull();
        assertThat(engine.stats().functionsCompiled()).isEqualTo(1);
        assertThat(engine.stats().compilationTime()).isZero();
    }

    @Test
    void aModuleIsNotCompiledBeforeItIsWarm() {
        Engine engine = Engine.of(warm(Tier.COMPILED));
        Instance instance = Sample.instance(new Store<>(engine), Module.of(engine, HOT_AND_COLD));
        assertThat(instance.func("cold").call()).containsExactly(0);
        assertThat(engine.stats().compiledBytes()).isZero();
    }

    @Test
    void onlyWhatHasRunOftenIsCompiledAgainForAMemoryThatGrows() {
        Engine engine = compilingWithoutDelay(Sample.config(Tier.COMPILED));
        Module module = Module.of(engine, HOT_AND_COLD);
        Instance instance = Sample.instance(new Store<>(engine), module);
        assertThat(instance.func("cold").call()).containsExactly(0);
        assertThat(instance.func("hot").call(100)).containsExactly(0);
        assertThat(engine.stats().functionsCompiled()).isEqualTo(2);
        // A memory that may copy no more to fill its array leaves room behind its end.
        CodeOf.copyMuch(module);
        instance.func("grow").call(400);
        assertThat(instance.func("cold").call()).containsExactly(1);
        assertThat(code(module, "cold").compiled()).as("called once").isNull();
        assertThat(code(module, "hot").compiled()).as("was called once").isNull();
        for (int k = 0; k < 3; k++) {
            // Four of its hundred addresses are that of the word.
            assertThat(instance.func("hot").call(100)).containsExactly(4);
        }
        assertThat(code(module, "hot").compiled()).as("has run often since").isNotNull();
        Instance next = Sample.instance(new Store<>(engine), module);
        // Half as much again as three pages is more than four.
        next.func("grow").call(3);
        assertThat(CodeOf.memory(next).isExact()).as("nothing is copied any more for code that is gone").isFalse();
    }

    private static FunctionCode code(Module module, String export) {
        int index = 0;
        while (!export.equals(CodeOf.module(module).displayName(index))) {
            index++;
        }
        return CodeOf.module(module).code(index);
    }
}
