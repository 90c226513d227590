package dev.vespula.compiler;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.internal.policy.TierPolicy;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A store, a linker, and modules written as text, in one tier. */
final class Guest {
    final Engine engine;
    final Store<String> store;
    final Linker<String> linker;

    Guest(Tier tier) {
        this(tier, config -> config);
    }

    Guest(Tier tier, UnaryOperator<Config> change) {
        engine = Engine.of(change.apply(new Config().with(TierPolicy.USUAL.strict()).with(Feature.THREADS).withTier(tier)));
        store = new Store<>(engine, "data");
        linker = new Linker<>(engine);
        if (engine.config().isMetered()) {
            store.setFuel(1_000_000);
        }
    }

    /** Instantiates a module. */
    Instance instance(String fields) {
        return linker.instantiate(store, module(fields));
    }

    Module module(String fields) {
        return Module.of(engine, ("(module " + fields + ")").getBytes(StandardCharsets.UTF_8));
    }
}
