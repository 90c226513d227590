package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.HostFunction;
import dev.vespula.Instance;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.types.FuncType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reasons for which an execution is stopped do not disturb one another, in any way of executing. */
class SignalsTest {
    /** What is done in the middle of an execution. */
    private static final String PROGRAM = """
            (import "h" "now" (func $now))
            (func (export "spin") (param $n i32) (result i32)
              (loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (i32.const 42))
            (func $deep (export "recurse") (param $n i32) (result i32)
              (if (result i32) (local.get $n) (then (call $deep (i32.sub (local.get $n) (i32.const 1)))) (else (i32.const 42))))
            (func $tail (export "tail") (param $n i32) (result i32)
              (if (result i32) (local.get $n) (then (return_call $tail (i32.sub (local.get $n) (i32.const 1))))
                (else (i32.const 42))))
            (func (export "during") (param $n i32) (result i32) (local $k i32)
              (loop $l
                (if (i32.eq (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $n)) (then (call $now)))
                (br_if $l (i32.lt_u (local.get $k) (i32.const 5000))))
              (i32.const 42))""";

    private enum Reason {
        INTERRUPT(TrapCode.INTERRUPTED) {
            @Override
            void raise(Store<?> store) {
                store.interrupt();
            }

            @Override
            void clear(Store<?> store) {
                store.clearInterrupt();
            }
        },
        TIMEOUT(TrapCode.DEADLINE_EXCEEDED) {
            @Override
            void raise(Store<?> store) {
                store.setTimeout(Duration.ZERO);
            }

            @Override
            void clear(Store<?> store) {
                store.clearTimeout();
            }
        },
        NEW_TIMEOUT(TrapCode.DEADLINE_EXCEEDED) {
            @Override
            void raise(Store<?> store) {
                store.setTimeout(Duration.ZERO);
            }

            @Override
            void clear(Store<?> store) {
                store.setTimeout(Duration.ofHours(1));
            }
        },
        EPOCH(TrapCode.DEADLINE_EXCEEDED) {
            @Override
            void raise(Store<?> store) {
                store.setEpochDeadline(0);
            }

            @Override
            void clear(Store<?> store) {
                store.clearEpochDeadline();
            }
        },
        NEXT_EPOCH(TrapCode.DEADLINE_EXCEEDED) {
            @Override
            void raise(Store<?> store) {
                store.setEpochDeadline(1);
                store.engine().incrementEpoch();
            }

            @Override
            void clear(Store<?> store) {
                store.setEpochDeadline(1);
            }
        },
        THREAD(TrapCode.INTERRUPTED) {
            @Override
            void raise(Store<?> store) {
                Thread.currentThread().interrupt();
            }

            @Override
            void clear(Store<?> store) {
                Thread.interrupted();
            }
        };

        final TrapCode code;

        Reason(TrapCode code) {
            this.code = code;
        }

        abstract void raise(Store<?> store);

        abstract void clear(Store<?> store);

        /** Whether it is the same thing as another one, in another form. */
        boolean isOf(Reason other) {
            return isTimeout() && other.isTimeout() || isEpoch() && other.isEpoch() || this == other;
        }

        private boolean isTimeout() {
            return this == TIMEOUT || this == NEW_TIMEOUT;
        }

        private boolean isEpoch() {
            return this == EPOCH || this == NEXT_EPOCH;
        }
    }

    @AfterEach
    void clearThread() {
        Thread.interrupted();
    }

    private static final class Runs {
        final Program program;
        final Instance instance;
        Runnable now = () -> {};

        Runs(Way way, Config.FuelMetering metering) {
            program = new Program(way, new Config().withFuel(metering));
            program.linker.func("h", "now", FuncType.of(), (HostFunction<Void>) (caller, args) -> now.run());
            instance = program.instance(PROGRAM);
            for (int round = 0; round < 3; round++) {
                for (String function : List.of("spin", "recurse", "tail", "during")) {
                    passes(function);
                }
            }
        }

        private Object[] call(String function) {
            return instance.func(function).call(function.equals("recurse") ? 100 : 3_000);
        }

        void passes(String function) {
            assertThat(call(function)).as(function).containsExactly(42);
        }

        /** Compiled code sees the thread's flag a few milliseconds later, and everything else at once. */
        void stops(String function, TrapCode code) {
            Trap trap;
            do {
                trap = catchThrowableOfType(Trap.class, () -> call(function));
            } while (trap == null && Thread.currentThread().isInterrupted());
            assertThat(trap).as(function).isNotNull();
            assertThat(trap.code()).as(function).isEqualTo(code);
        }
    }

    @TestFactory
    Stream<DynamicTest> allPairs() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Way way : Way.values()) {
            for (Config.FuelMetering metering : Config.FuelMetering.values()) {
                tests.add(DynamicTest.dynamicTest(way + ", fuel " + metering, () -> {
                    Runs runs = new Runs(way, metering);
                    for (Reason cleared : Reason.values()) {
                        for (Reason held : Reason.values()) {
                            if (!cleared.isOf(held)) {
                                before(runs, cleared, held);
                                during(runs, cleared, held);
                            }
                        }
                    }
                }));
            }
        }
        return tests.stream();
    }

    /** Both are raised before the calls and one is taken back: the other one holds. */
    private static void before(Runs runs, Reason cleared, Reason held) {
        Store<Void> store = runs.program.store;
        for (List<Reason> order : List.of(List.of(cleared, held), List.of(held, cleared))) {
            order.forEach(reason -> reason.raise(store));
            assertThat(store.isStopRequested() || held == Reason.THREAD).isTrue();
            cleared.clear(store);
            for (String function : List.of("spin", "recurse", "tail")) {
                runs.stops(function, held.code);
                if (held == Reason.INTERRUPT) {
                    // It is used up.
                    runs.passes(function);
                    held.raise(store);
                }
            }
            held.clear(store);
            assertThat(store.isStopRequested()).isFalse();
            runs.passes("spin");
            runs.passes("recurse");
            runs.passes("tail");
        }
    }

    /** The same while an execution is under way. */
    private static void during(Runs runs, Reason cleared, Reason held) {
        Store<Void> store = runs.program.store;
        runs.now = () -> {
            cleared.raise(store);
            held.raise(store);
            cleared.clear(store);
        };
        runs.stops("during", held.code);
        held.clear(store);
        runs.now = () -> {
            cleared.raise(store);
            held.raise(store);
            cleared.clear(store);
            held.clear(store);
        };
        runs.passes("during");
        runs.now = () -> {};
        runs.passes("during");
    }

    /** An interrupt comes first and is used up, the others stay; of those none is forgotten. */
    @Test
    void whatComesFirst() {
        for (Way way : Way.values()) {
            Runs runs = new Runs(way, Config.FuelMetering.OFF);
            Store<Void> store = runs.program.store;
            for (String function : List.of("spin", "recurse", "tail")) {
                for (Reason reason : Reason.values()) {
                    reason.raise(store);
                }
                runs.stops(function, TrapCode.INTERRUPTED);
                runs.stops(function, TrapCode.DEADLINE_EXCEEDED);
                store.clearTimeout();
                runs.stops(function, TrapCode.DEADLINE_EXCEEDED);
                store.clearEpochDeadline();
                runs.stops(function, TrapCode.INTERRUPTED);
                runs.stops(function, TrapCode.INTERRUPTED);
                assertThat(Thread.interrupted()).isTrue();
                runs.passes(function);
            }
        }
    }

    /** A host function that looks is stopped as Wasm is: finally, also in a resumable call, and with a backtrace. */
    @Test
    void hostFunctionsLook() {
        for (Way way : Way.values()) {
            for (Reason reason : Reason.values()) {
                Program program = new Program(way, new Config());
                program.linker.func("h", "work", FuncType.of(), (HostFunction<Void>) (caller, args) -> {
                    caller.checkStop();
                    reason.raise(caller.store());
                    caller.checkStop();
                    throw new AssertionError("it went on");
                });
                Instance instance = program.instance("""
                        (import "h" "work" (func $work))
                        (func (export "run") (call $work))
                        (func (export "tail") (return_call $work))""");
                for (String name : List.of("run", "tail")) {
                    Func function = instance.func(name);
                    for (int round = 0; round < 3; round++) {
                        Trap trap = catchThrowableOfType(Trap.class, function::call);
                        assertThat(trap.code()).isEqualTo(reason.code);
                        assertThat(trap.frames()).isNotEmpty();
                        reason.clear(program.store);
                        assertThat(catchThrowableOfType(Trap.class, function::callResumable).code()).isEqualTo(reason.code);
                        reason.clear(program.store);
                    }
                }
            }
        }
    }

    /** A timeout is not lost to a thread that interrupts all the time, and none hits a call that was given more time. */
    @Test
    void timeoutsAndInterruptsRace() throws Exception {
        for (Way way : List.of(Way.INTERPRETED, Way.COMPILED)) {
            Runs runs = new Runs(way, Config.FuelMetering.OFF);
            Store<Void> store = runs.program.store;
            Func spin = runs.instance.func("spin");
            Thread interrupting = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    store.interrupt();
                    store.engine().incrementEpoch();
                    Thread.onSpinWait();
                }
            });
            interrupting.start();
            try {
                for (int round = 0; round < Stress.choose(30, 200); round++) {
                    store.setTimeout(Duration.ofNanos(20_000 + round % 7 * 5_000));
                    await(spin, TrapCode.DEADLINE_EXCEEDED);
                    store.setTimeout(Duration.ofNanos(20_000 + round % 7 * 5_000));
                    spin(spin, round % 5);
                    store.setTimeout(Duration.ofHours(1));
                    for (int k = 0; k < 20; k++) {
                        assertThat(spin(spin, 1)).isNotEqualTo(TrapCode.DEADLINE_EXCEEDED);
                    }
                    store.clearTimeout();
                    store.setEpochDeadline(2);
                    await(spin, TrapCode.DEADLINE_EXCEEDED);
                    store.clearEpochDeadline();
                    assertThat(spin(spin, 1)).isNotEqualTo(TrapCode.DEADLINE_EXCEEDED);
                }
            } finally {
                interrupting.interrupt();
                interrupting.join();
            }
        }
    }

    private static void await(Func spin, TrapCode code) {
        TrapCode seen = null;
        for (int times = 0; seen != code; times++) {
            assertThat(times).as("the signal is lost").isLessThan(100_000_000);
            seen = spin(spin, 1);
        }
    }

    /** The last trap, or null if there was none. */
    private static TrapCode spin(Func spin, int times) {
        TrapCode last = null;
        for (int k = 0; k < times; k++) {
            try {
                spin.call(200);
            } catch (Trap trap) {
                last = trap.code();
            }
        }
        return last;
    }
}
