package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.FuelBudget;
import dev.vespula.Func;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that use the same fuel. */
class FuelBudgetTest {
    private static final byte[] WASM = Program.binary("""
            (func $step (param i32) (result i32) (i32.sub (local.get 0) (i32.const 1)))
            (func (export "run") (param i32)
              (loop $l (br_if $l (local.tee 0 (call $step (local.get 0))))))
            """);
    /** Units of a trip: five of the loop's operators, one for its unit, and four of the step. */
    private static final int TRIP = 9;

    private static Engine engine(Way way) {
        return way.engine(new Config().withFuel(Config.FuelMetering.ON));
    }

    private static Func run(Store<Void> store) {
        return new Linker<Void>(store.engine()).instantiate(store, Module.of(store.engine(), WASM)).func("run");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void nothingIsLostAndNothingUsedTwice(Way way) {
        Engine engine = engine(way);
        Store<Void> first = new Store<>(engine);
        Store<Void> second = new Store<>(engine);
        Func one = run(first);
        Func two = run(second);
        first.setFuel(10_000_000);
        one.call(1_000);
        long cost = 10_000_000 - first.fuel();
        first.setFuel(10_000_000);
        one.call(1_000);
        long again = 10_000_000 - first.fuel();
        FuelBudget budget = FuelBudget.of(cost + 2 * again + 5);
        second.shareFuel(budget);
        first.shareFuel(budget);
        assertThat(first.fuel()).isEqualTo(second.fuel()).isEqualTo(budget.left());
        two.call(1_000);
        one.call(1_000);
        two.call(1_000);
        first.shareFuel(null);
        assertThat(first.fuel()).isZero();
        assertThat(second.fuel()).isEqualTo(5);
        assertThat(Snapshot.of(new Linker<Void>(engine).instantiate(second, Module.of(engine, WASM))).fuel()).isZero();
        assertThat(catchThrowableOfType(Trap.class, () -> two.call(1_000)).code()).isEqualTo(TrapCode.OUT_OF_FUEL);
        second.setFuel(7);
        assertThat(second.fuel()).isEqualTo(7);
        assertThat(budget.left()).isLessThanOrEqualTo(5);
        budget.add(100);
        second.shareFuel(budget);
        assertThat(second.fuel()).isEqualTo(budget.left()).isBetween(100L, 105L);
    }

    @Test
    void theSumOfAllThreadsNeverExceedsTheBudget() throws Exception {
        for (Way way : Way.values()) {
            Engine engine = engine(way);
            FuelBudget budget = FuelBudget.of(1_000_000);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<Long>> trips = threads.invokeAll(Collections.nCopies(4, () -> {
                Store<Void> store = new Store<>(engine);
                Func run = run(store);
                store.shareFuel(budget);
                long sum = 0;
                try {
                    while (true) {
                        run.call(100);
                        sum += 100;
                    }
                } catch (Trap trap) {
                    assertThat(trap.code()).isEqualTo(TrapCode.OUT_OF_FUEL);
                }
                store.shareFuel(null);
                return sum;
            }));
            long sum = 0;
            for (Future<Long> one : trips) {
                sum += one.get();
            }
            threads.shutdown();
            assertThat(sum * TRIP).as("%s", way).isBetween(900_000L, 1_000_000L);
            assertThat(budget.left()).isBetween(0L, 100_000L);
        }
    }
}
