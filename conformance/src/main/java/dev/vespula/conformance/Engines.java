package dev.vespula.conformance;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Func;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Val;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.text.script.Calls;
import dev.vespula.text.script.RefuelledCalls;
import dev.vespula.text.script.SuiteFeatures;
import dev.vespula.text.script.TypedCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Engines and stores as the suites need them. */
final class Engines {
    /** No case of any suite uses this up. */
    private static final long AMPLE_FUEL = Long.MAX_VALUE / 2;

    /** What system properties say about tiers holds for all of them. */
    private static final Config USUAL = new Config().with(TierPolicy.of(System.getProperties()));

    private Engines() {}

    /** An engine with every feature on, so that the suites decide what they use. */
    static Engine create(RunOptions options) {
        return Engine.of(metered(everyFeature(), options));
    }

    /** As {@link #create}; translation takes no fuel, whenever it happens, so that all tiers need the same. */
    static Engine createEager(RunOptions options) {
        return Engine.of(metered(everyFeature().withCompilationMode(CompilationMode.EAGER), options));
    }

    private static Config everyFeature() {
        Config config = USUAL;
        for (Feature feature : Feature.values()) {
            config = config.with(feature);
        }
        return config;
    }

    /** An engine with the features that a script of the official suite assumes, which its folder tells. */
    static Engine createFor(Path script, RunOptions options) {
        return Engine.of(metered(SuiteFeatures.config(USUAL, script), options));
    }

    /** The module of a binary. */
    static Module module(Engine engine, RunOptions options, byte[] wasm) {
        if (options.code() == RunOptions.Code.IN_TIME) {
            return Module.of(engine, wasm);
        }
        try (Engine compiling = Engine.of(engine.config().withTier(Tier.AUTO))) {
            ByteArrayOutputStream jar = new ByteArrayOutputStream();
            Module.of(compiling, wasm).compileTo(jar);
            return Module.ofCompiled(engine, new ByteArrayInputStream(jar.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How scripts call functions. */
    static Calls calls(RunOptions options) {
        return options.fuel() == RunOptions.Fuel.REFUEL ? Calls.REFUELLED
                : options.call() == RunOptions.Call.TYPED ? Calls.TYPED : Calls.PLAIN;
    }

    /** Does something that runs code but cannot pause, such as an instantiation. */
    static <R> R atOnce(Store<?> store, RunOptions options, Supplier<R> action) {
        return options.fuel() == RunOptions.Fuel.REFUEL ? RefuelledCalls.withAmpleFuel(store, action) : action.get();
    }

    /** Calls a function as {@link Func#call} does. */
    static Object[] call(Store<?> store, RunOptions options, Func function, Object... args) {
        return options.fuel() == RunOptions.Fuel.REFUEL
                ? RefuelledCalls.call(store, function, args).stream().map(Val::toObject).toArray()
                : options.call() == RunOptions.Call.TYPED ? TypedCalls.call(function, args) : function.call(args);
    }

    private static Config metered(Config config, RunOptions options) {
        Config tiered = config.withTier(options.tier());
        return options.fuel() == RunOptions.Fuel.OFF ? tiered : tiered.withFuel(Config.FuelMetering.ON);
    }

    /** An engine with the features that the verdicts on malformed binaries assume: exactly Wasm 3.0. */
    static Engine createForVerdicts() {
        return Engine.of(new Config()
                .without(Feature.THREADS)
                .without(Feature.WIDE_ARITHMETIC)
                .without(Feature.CUSTOM_PAGE_SIZES)
                .without(Feature.LEGACY_EXCEPTIONS));
    }

    /** A store, with fuel if the options ask for metering. */
    static Store<Void> store(Engine engine, RunOptions options) {
        Store<Void> store = new Store<>(engine, null);
        if (options.fuel() == RunOptions.Fuel.ON) {
            store.setFuel(AMPLE_FUEL);
        }
        return store;
    }
}
