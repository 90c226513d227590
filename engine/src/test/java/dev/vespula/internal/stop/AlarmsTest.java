package dev.vespula.internal.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.StoreState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final EngineState engine = new EngineState(new Config(), null);
    private final Signals store = new StoreState(engine);
    private final Alarms alarms = new Alarms(Signals.DEADLINE);

    @Test
    void aTimeThatWasReplacedOrClearedDoesNotStop() {
        alarms.set(store, store.deadline, 10, 0);
        alarms.set(store, store.deadline, 30, 5);
        alarms.ring(29);
        assertThat(store.signal).isEqualTo(Signals.RUN);
        alarms.ring(30);
        assertThat(store.signal).isEqualTo(Signals.DEADLINE);
        alarms.set(store, store.deadline, 40, 31);
        assertThat(store.signal).isEqualTo(Signals.RUN);
        alarms.clear(store, store.deadline);
        alarms.ring(100);
        assertThat(store.signal).isEqualTo(Signals.RUN);
        alarms.set(store, store.deadline, 100, 100);
        assertThat(store.signal).as("at once").isEqualTo(Signals.DEADLINE);
    }

    @Test
    void onlyTheOwnBitIsTouched() {
        int others = Signals.INTERRUPT | Signals.EPOCH | Signals.THREAD;
        store.raise(others);
        alarms.set(store, store.deadline, 10, 0);
        assertThat(store.signal).isEqualTo(others);
        alarms.ring(10);
        assertThat(store.signal).isEqualTo(others | Signals.DEADLINE);
        alarms.clear(store, store.deadline);
        assertThat(store.signal).isEqualTo(others);
    }

    @Test
    void timesAreTakenInTheirOrder() {
        List<Signals> stores = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Signals one = new StoreState(engine);
            stores.add(one);
            boolean isNext = alarms.set(one, one.deadline, 100 - i / 2, 0);
            assertThat(isNext).isEqualTo(i % 2 == 0);
        }
        assertThat(alarms.next()).isEqualTo(91);
        alarms.ring(95);
        for (int i = 0; i < 20; i++) {
            assertThat(stores.get(i).signal).isEqualTo(i < 10 ? Signals.RUN : Signals.DEADLINE);
        }
        assertThat(alarms.size()).isEqualTo(10);
        assertThat(alarms.next()).isEqualTo(96);
    }

    @Test
    void storesThatAreGoneAreForgotten() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            Signals one = new StoreState(engine);
            alarms.set(one, one.deadline, Long.MAX_VALUE - 1, 0);
        }
        alarms.set(store, store.deadline, 7, 0);
        while (alarms.size() > 1) {
            System.gc();
            Thread.sleep(1);
        }
        assertThat(alarms.next()).isEqualTo(7);
    }

    /** Setting a deadline walked over the deadlines of all other stores: 40,000 of them took a quarter of an hour. */
    @Test
    void manyStoresHaveDeadlines() {
        List<Signals> stores = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            Signals one = new StoreState(engine);
            stores.add(one);
            engine.epochs.arm(one, 1_000 + i);
            engine.epochs.arm(one, 2 + i);
        }
        assertThat(engine.epochs.armed()).isEqualTo(40_000);
        for (int i = 0; i < 1_001; i++) {
            engine.epochs.advance();
        }
        assertThat(engine.epochs.armed()).isEqualTo(39_000);
        assertThat(stores.get(999).signal).isEqualTo(Signals.EPOCH);
        assertThat(stores.get(1_000).signal).isEqualTo(Signals.RUN);
        stores.forEach(engine.epochs::disarm);
        assertThat(engine.epochs.armed()).isZero();
    }
}
