package dev.vespula.text.script;

import dev.vespula.CallOutcome;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.OutOfFuel;
import dev.vespula.StoppedInHost;
import dev.vespula.Store;
import dev.vespula.Val;
import java.util.List;
import java.util.function.Supplier;

/**
 * Calls that never have more fuel than the next charge takes. Start functions cannot be continued; they get ample fuel,
 * which is taken away again when the instance is made.
 */
public final class RefuelledCalls implements Calls {
    RefuelledCalls() {}

    @Override
    public Store<Void> store(Engine engine) {
        return new Store<>(engine);
    }

    @Override
    public Instance instantiate(Store<Void> store, Supplier<Instance> instantiation) {
        return withAmpleFuel(store, instantiation);
    }

    @Override
    public List<Val> call(Store<Void> store, Func function, List<Val> arguments) {
        return call(store, function, arguments.toArray());
    }

    /** Does something that cannot pause with more fuel than it needs, and leaves none. */
    public static <R> R withAmpleFuel(Store<?> store, Supplier<R> action) {
        store.setFuel(AMPLE_FUEL);
        try {
            return action.get();
        } finally {
            store.setFuel(0);
        }
    }

    /**
     * Calls a function, giving each charge of fuel only what it takes.
     *
     * @throws RuntimeException what a host function threw, or the trap that ended the call
     */
    public static List<Val> call(Store<?> store, Func function, Object... arguments) {
        CallOutcome outcome = function.callResumable(arguments);
        while (outcome instanceof OutOfFuel paused) {
            store.setFuel(paused.requiredFuel());
            outcome = paused.resume();
        }
        if (outcome instanceof StoppedInHost stopped) {
            throw RefuelledCalls.<RuntimeException>failure(stopped);
        }
        return ((CallOutcome.Finished) outcome).values();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T failure(StoppedInHost stopped) throws T {
        try (stopped) {
            throw (T) stopped.cause();
        }
    }
}
