package app;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;

/** Prints what a module and a component compute, and how many of their functions this process had to translate. */
public final class Main {
    public static void main(String[] args) throws Exception {
        Config config = new Config().withCodeUse(Config.CodeUse.FROM_FIRST_CALL);
        if (args.length > 0) {
            config = config.withFuel(Config.FuelMetering.ON);
        }
        Engine engine = Engine.of(config);
        Module module = Module.ofResource(engine, Main.class, "/gcd.wasm");
        Store<Void> store = new Store<>(engine);
        if (args.length > 0) {
            store.setFuel(1_000_000);
        }
        Instance instance = new Linker<Void>(engine).instantiate(store, module);
        System.out.println("gcd " + instance.func("gcd").call(48L, 36L)[0]);
        Component component = Component.ofResource(engine, Main.class, "/doubled.wasm");
        try (ComponentInstance doubled = new ComponentLinker<Void>(engine).instantiate(store, component)) {
            System.out.println("doubled " + doubled.func("doubled").call(21));
        }
        System.out.println("compiled " + engine.stats().functionsCompiled());
        System.out.println("interpreted " + engine.stats().functionsInterpreted());
    }
}
