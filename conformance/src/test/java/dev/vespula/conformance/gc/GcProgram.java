package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.conformance.TestedTiers;
import java.nio.charset.StandardCharsets;

/** An engine with one store, and an instance of a module in the text format. */
final class GcProgram {
    final Engine engine;
    final Store<Void> store;
    final Linker<Void> linker;
    private Instance instance;

    GcProgram(String text) {
        this(TestedTiers.config(), text);
    }

    GcProgram(Config config, String text) {
        engine = Engine.of(config);
        store = new Store<>(engine);
        linker = new Linker<>(engine);
        if (config.isMetered()) {
            store.setFuel(1_000_000);
        }
        instance = instantiate(text);
    }

    Module module(String text) {
        return Module.of(engine, text.getBytes(StandardCharsets.UTF_8));
    }

    Instance instantiate(String text) {
        return linker.instantiate(store, module(text));
    }

    Instance instance() {
        return instance;
    }

    /** The one result of a call, or null. */
    Object call(String function, Object... arguments) {
        Object[] results = instance.func(function).call(arguments);
        return results.length == 0 ? null : results[0];
    }

    /** The message of the trap in which a call ends. */
    String trap(String function, Object... arguments) {
        Throwable thrown = catchThrowable(() -> call(function, arguments));
        assertThat(thrown).isInstanceOf(Trap.class);
        return ((Trap) thrown).detail();
    }
}
