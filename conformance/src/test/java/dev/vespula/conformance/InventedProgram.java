package dev.vespula.conformance;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.FuelCosts;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Trap;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Calls functions that use the operations of {@link InventedOperationsTest}, in an engine that has them. */
public final class InventedProgram {
    private static final int FUEL = 1_000;
    private static final int ROUNDS = 10;

    private InventedProgram() {}

    /** What the functions of a module give in each of some rounds, in a tier and with or without metering. */
    public static Set<String> run(String text, String tier, String metering) {
        Engine engine = Engine.of(TestedTiers.config().withTier(Tier.valueOf(tier))
                .withFuel(Config.FuelMetering.valueOf(metering))
                .withFuelCosts(FuelCosts.standard().withFuelPerByteTranslated(0).withFuelPerByteValidated(0)));
        Module module = Module.of(engine, text.getBytes(StandardCharsets.UTF_8));
        Set<String> results = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Store<Void> store = new Store<>(engine);
            Instance instance = new Linker<Void>(engine).instantiate(store, module);
            results.add(call(store, instance, "average", 7, -4) + call(store, instance, "constant")
                    + call(store, instance, "exchange", 1) + call(store, instance, "exchange", 9)
                    + call(store, instance, "increase", 0, 6_400) + call(store, instance, "increase", 65_535, 2)
                    + call(store, instance, "increase", 0, 65_536));
        }
        return results;
    }

    /** The result, or in which trap it ended; and the fuel that was used. */
    private static String call(Store<Void> store, Instance instance, String name, Object... arguments) {
        boolean isMetered = store.engine().config().isMetered();
        if (isMetered) {
            store.setFuel(FUEL);
        }
        String result;
        try {
            result = String.valueOf(instance.func(name).call(arguments)[0]);
        } catch (Trap trap) {
            result = trap.detail();
        }
        return name + ": " + result + (isMetered ? " for " + (FUEL - store.fuel()) : "") + "\n";
    }
}
