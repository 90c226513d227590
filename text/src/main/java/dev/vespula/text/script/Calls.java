package dev.vespula.text.script;

import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Store;
import dev.vespula.Val;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a script's stores are made and its functions called: the place for everything that must not change results, such
 * as a way of metering fuel.
 */
public interface Calls {

    /** No case of the suite uses this up. */
    long AMPLE_FUEL = Long.MAX_VALUE / 2;

    /** Plain calls; with more fuel than any script needs where the engine meters it. */
    Calls PLAIN = new Calls() {
        @Override
        public Store<Void> store(Engine engine) {
            Store<Void> store = new Store<>(engine);
            if (engine.config().isMetered()) {
                store.setFuel(AMPLE_FUEL);
            }
            return store;
        }

        @Override
        public List<Val> call(Store<Void> store, Func function, List<Val> arguments) {
            return function.callVals(arguments);
        }
    };

    /**
     * Calls in a store that starts without fuel; whenever a call runs out, exactly what it asks for is given and it goes on.
     * So a script also tests that calls continue where they stopped.
     */
    Calls REFUELLED = new RefuelledCalls();

    /** Calls through method handles. */
    Calls TYPED = new TypedCalls();

    /** A store for one script. */
    Store<Void> store(Engine engine);

    /** Makes an instance in the store, which may run a start function. */
    default Instance instantiate(Store<Void> store, Supplier<Instance> instantiation) {
        return instantiation.get();
    }

    /** Calls a function of the store. */
    List<Val> call(Store<Void> store, Func function, List<Val> arguments);
}
