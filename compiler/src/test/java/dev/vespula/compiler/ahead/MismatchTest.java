package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.FuelCosts;
import dev.vespula.PrecompiledException;
import dev.vespula.PrecompiledException.Reason;
import dev.vespula.Tier;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Engines that differ from the one that compiled a file. */
class MismatchTest {
    private static final byte[] WASM = Sample.wasm();

    private static void refuses(UnaryOperator<Config> compiling, UnaryOperator<Config> running, String... words) {
        byte[] jar = Sample.jar(compiling.apply(Sample.config(Tier.AUTO)), WASM);
        Engine engine = Engine.of(running.apply(Sample.config(Tier.COMPILED)));
        assertThatThrownBy(() -> Sample.load(engine, jar))
                .isInstanceOfSatisfying(PrecompiledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_CONFIGURATION))
                .hasMessageContainingAll(words);
    }

    @Test
    void meteringMustBeTheSame() {
        refuses(config -> config, config -> config.withFuel(Config.FuelMetering.ON), "fuel 'off'", "'on'");
        refuses(config -> config.withFuel(Config.FuelMetering.ON), config -> config, "fuel 'on'", "'off'");
    }

    @Test
    void costsOfOperatorsMustBeTheSameIfTheyAreCharged() {
        FuelCosts dear = FuelCosts.standard().withOperator("i64.add", 3);
        refuses(config -> config.withFuel(Config.FuelMetering.ON),
                config -> config.withFuel(Config.FuelMetering.ON).withFuelCosts(dear), "i64.add=3");
        byte[] jar = Sample.jar(Sample.config(Tier.AUTO), WASM);
        assertThat(Sample.run(Sample.load(Engine.of(Sample.config(Tier.COMPILED).withFuelCosts(dear)), jar)))
                .isEqualTo(Sample.interpreted(WASM));
    }

    @Test
    void theEngineMustHaveTheFeaturesThatTheModuleNeedsAndNoOthers() {
        refuses(config -> config, config -> config.without(Feature.GC), "needs gc,", "switched off");
        refuses(config -> config, config -> config.without(Feature.SIMD).without(Feature.TAIL_CALL), "needs simd, tail_call,");
        for (UnaryOperator<Config> running : List.<UnaryOperator<Config>>of(config -> config,
                config -> config.without(Feature.THREADS).without(Feature.MEMORY64).without(Feature.LEGACY_EXCEPTIONS),
                config -> config.with(Feature.WIDE_ARITHMETIC).with(Feature.CUSTOM_PAGE_SIZES))) {
            byte[] jar = Sample.jar(Sample.config(Tier.AUTO).with(Feature.WIDE_ARITHMETIC), WASM);
            assertThat(Sample.run(Sample.load(Engine.of(running.apply(Sample.config(Tier.COMPILED))), jar)))
                    .isEqualTo(Sample.interpreted(WASM));
        }
    }

    @Test
    void determinismAndNamesMustBeTheSame() {
        refuses(config -> config, config -> config.withDeterminism(Config.Determinism.ON), "determinism 'off'");
        refuses(config -> config, config -> config.withCustomSections(Config.CustomSections.IGNORE), "custom sections 'keep'");
    }

    @Test
    void whatDoesNotChangeCodeMayDiffer() {
        byte[] jar = Sample.jar(Sample.config(Tier.AUTO), WASM);
        Engine engine = Engine.of(Sample.config(Tier.COMPILED).withMaxRecursionDepth(500).withStackHeight(0, 100_000)
                .withCompilationMode(CompilationMode.EAGER).withMaxCachedStacks(0));
        assertThat(Sample.run(Sample.load(engine, jar))).isEqualTo(Sample.interpreted(WASM));
    }
}
