package dev.vespula.internal.interp;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.internal.translate.TestModule;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An engine with one store, for tests. */
final class Wasm {
    final Engine engine;
    final Store<Void> store;
    final Linker<Void> linker;

    Wasm() {
        this(new Config());
    }

    Wasm(Config config) {
        engine = Engine.of(config);
        store = new Store<>(engine);
        linker = new Linker<>(engine);
    }

    Instance instance(TestModule module) {
        return linker.instantiate(store, Module.of(engine, module.bytes()));
    }

    /** The function with an index, of a module with no imports of its own name. */
    Func func(TestModule module, int index) {
        return instance(module).func("f" + index);
    }

    static Object call(Func function, Object... arguments) {
        Object[] results = function.call(arguments);
        return results.length == 0 ? null : results[0];
    }

    static Trap trapOf(ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        Assertions.assertThat(thrown).isInstanceOf(Trap.class);
        return (Trap) thrown;
    }
}
