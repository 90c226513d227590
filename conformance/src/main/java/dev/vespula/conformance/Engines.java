package dev.vespula.conformance;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Func;
import dev.vespula.Store;
import dev.vespula.Val;
import dev.vespula.text.script.Calls;
import dev.vespula.text.script.RefuelledCalls;
import dev.vespula.text.script.SuiteFeatures;
import dev.vespula.text.script.TypedCalls;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Engines and stores as the suites need them. */
final class Engines {
    /** No case of any suite uses this up. */
    private static final long AMPLE_FUEL = Long.MAX_VALUE / 2;

    private Engines() {
    }

    /** An engine with every feature on, so that the suites decide what they use. */
    static Engine create(RunOptions options) {
        Config config = new Config();
        for (Feature feature : Feature.values()) {
            config = config.with(feature);
        }
        return Engine.of(metered(config, options));
    }

    /** An engine with the features that a script of the official suite assumes, which its folder tells. */
    static Engine createFor(Path script, RunOptions options) {
        return Engine.of(metered(SuiteFeatures.config(new Config(), script), options));
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
