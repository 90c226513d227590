package dev.vespula.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.text.Wat;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** Guests in an operator: events, timers, outputs, failures, and state. */
class GuestFunctionTest {
    private static final OutputTag<GuestFailure> FAILED = new OutputTag<>("failed", TypeInformation.of(GuestFailure.class));

    private static <E> Tuple2<Long, E> event(long key, E value) {
        return Tuple2.of(key, value);
    }

    private static void feed(KeyedOneInputStreamOperatorTestHarness<Long, Tuple2<Long, Long>, Long> operator, long... numbers)
            throws Exception {
        for (long number : numbers) {
            operator.processElement(event(1, number), 0);
        }
    }

    @Test
    void guestsOfKeysAreApart() throws Exception {
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.open();
            for (long key = 1; key <= 10; key++) {
                for (long n = 1; n <= 10; n++) {
                    operator.processElement(event(key, key * n), 0);
                }
            }
            for (long key = 1; key <= 10; key++) {
                operator.processElement(event(key, 0L), 0);
            }
            assertThat(operator.extractOutputValues()).containsExactly(55L, 110L, 165L, 220L, 275L, 330L, 385L, 440L, 495L,
                    550L);
        }
    }

    @Test
    void aGuestThatEndsLeavesNothingAndTheNextEventStartsAnother() throws Exception {
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.open();
            feed(operator, 5, 0);
            assertThat(operator.numKeyedStateEntries()).isOne();
            feed(operator, -1);
            assertThat(operator.numKeyedStateEntries()).isZero();
            feed(operator, 7, 0);
            assertThat(operator.extractOutputValues()).containsExactly(5L, 7L);
        }
    }

    @Test
    void numbersOfDoublePrecision() throws Exception {
        GuestFunction<Long, Tuple2<Long, Double>, Double> mean = GuestFunction.of(Guests.module("mean.wat"), EventType.F64,
                pair -> pair.f1,
                EventType.F64);
        try (var operator = Guests.operator(mean, 1, 0)) {
            operator.open();
            operator.processElement(event(1, 1.0), 0);
            operator.processElement(event(1, 2.0), 0);
            operator.processElement(event(1, Double.NaN), 0);
            assertThat(operator.extractOutputValues()).containsExactly(1.0, 1.5, Double.NaN);
        }
    }

    private static <T> GuestFunction<Long, Tuple2<Long, T>, T> sessions(EventType<T> type) {
        return GuestFunction.of(Guests.module("sessions.wat"), type, pair -> pair.f1, type);
    }

    @Test
    void timersWakeGuestsAndSideOutputsGetTexts() throws Exception {
        OutputTag<String> soFar = new OutputTag<>("so-far", TypeInformation.of(String.class));
        try (var operator = Guests.operator(sessions(EventType.STRING).sideOutput(7, soFar, EventType.STRING), 1, 0)) {
            operator.open();
            operator.processElement(event(1, "ä"), 0);
            operator.processElement(event(1, "bc"), 5);
            operator.processElement(event(2, "x"), 5);
            operator.processElement(event(1, ""), 6);
            operator.processWatermark(12);
            assertThat(operator.extractOutputValues()).isEmpty();
            OperatorSubtaskState state = operator.snapshot(1, 12);
            try (var restored = Guests.operator(sessions(EventType.STRING), 1, 0)) {
                restored.initializeState(state);
                restored.open();
                restored.processWatermark(15);
                assertThat(restored.extractOutputValues()).containsExactlyInAnyOrder("äbc", "x");
                assertThat(restored.numKeyedStateEntries()).isZero();
            }
            operator.processWatermark(15);
            assertThat(operator.extractOutputValues()).containsExactlyInAnyOrder("äbc", "x");
            assertThat(operator.getSideOutput(soFar)).extracting(record -> record.getValue()).containsExactly("äbc");
        }
    }

    @Test
    void bytesGoInAndOut() throws Exception {
        try (var operator = Guests.operator(sessions(EventType.BYTES), 1, 0)) {
            operator.open();
            operator.processElement(event(1, new byte[] {-1, 0}), 0);
            operator.processElement(event(1, new byte[] {1}), 0);
            operator.processWatermark(100);
            assertThat(operator.extractOutputValues()).containsExactly(new byte[] {-1, 0, 1});
        }
    }

    // ---- state

    @Test
    void whatWasSnappedGoesOnInAnotherOperator() throws Exception {
        OperatorSubtaskState state;
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.open();
            feed(operator, 1, 2, 3);
            state = operator.snapshot(1, 1);
            feed(operator, 1_000, 0);
            assertThat(operator.extractOutputValues()).containsExactly(1_006L);
        }
        for (int times = 0; times < 2; times++) {
            try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
                operator.initializeState(state);
                operator.open();
                feed(operator, 4, 0);
                assertThat(operator.extractOutputValues()).containsExactly(10L);
            }
        }
    }

    @Test
    void oneOperatorBecomesTwo() throws Exception {
        OperatorSubtaskState state;
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.open();
            for (long key = 0; key < 100; key++) {
                operator.processElement(event(key, key), 0);
                operator.processElement(event(key, 1L), 0);
            }
            state = operator.snapshot(1, 1);
        }
        List<Long> sums = new ArrayList<>();
        int[] guests = new int[2];
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var operator = Guests.operator(Guests.sums(), 2, subtask)) {
                operator.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(state, Guests.MAX_PARALLELISM, 1, 2,
                                subtask));
                operator.open();
                guests[subtask] = operator.numKeyedStateEntries();
                for (long key = 0; key < 100; key++) {
                    if (isOf(key, subtask)) {
                        operator.processElement(event(key, 0L), 0);
                    }
                }
                sums.addAll(operator.extractOutputValues());
                assertThat(operator.numKeyedStateEntries()).isEqualTo(guests[subtask]);
            }
        }
        assertThat(guests[0] + guests[1]).isEqualTo(100);
        assertThat(guests[0]).isBetween(20, 80);
        assertThat(sums).hasSize(100);
        assertThat(sums.stream().mapToLong(Long::longValue).sum()).isEqualTo(99 * 100 / 2 + 100);
    }

    private static boolean isOf(long key, int subtask) {
        return org.apache.flink.runtime.state.KeyGroupRangeAssignment.assignKeyToParallelOperator(key, Guests.MAX_PARALLELISM,
                2) == subtask;
    }

    /** A checkpoint of the heap is written while events go on; the harness writes it after they did. */
    @Test
    void eventsDuringACheckpointAreNotInIt() throws Exception {
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.open();
            OperatorSubtaskState before = null;
            long sum = 0;
            for (int round = 1; round <= 20; round++) {
                feed(operator, round);
                sum += round;
                OperatorSubtaskState now = operator.snapshot(round, round);
                feed(operator, 100);
                assertThat(sumIn(now)).isEqualTo(sum);
                sum += 100;
                if (before != null) {
                    assertThat(sumIn(before)).isLessThan(sum);
                }
                before = now;
            }
            feed(operator, 0);
            assertThat(operator.extractOutputValues()).containsExactly(sum);
        }
    }

    private static long sumIn(OperatorSubtaskState state) throws Exception {
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.initializeState(state);
            operator.open();
            feed(operator, 0);
            return operator.extractOutputValues().get(0);
        }
    }

    @Test
    void idleGuestsAreBytes() throws Exception {
        try (var operator = Guests.operator(Guests.sums().live(3), 1, 0)) {
            operator.open();
            for (long round = 1; round <= 5; round++) {
                for (long key = 0; key < 20; key++) {
                    operator.processElement(event(key, round), 0);
                }
            }
            for (long key = 0; key < 20; key++) {
                operator.processElement(event(key, 0L), 0);
            }
            assertThat(operator.extractOutputValues()).hasSize(20).containsOnly(15L);
        }
    }

    @Test
    void aBackendThatWritesAtEachAccess() throws Exception {
        OperatorSubtaskState state;
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.setStateBackend(new EmbeddedRocksDBStateBackend());
            operator.open();
            feed(operator, 1, 2, 3);
            state = operator.snapshot(1, 1);
        }
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.setStateBackend(new EmbeddedRocksDBStateBackend());
            operator.initializeState(state);
            operator.open();
            feed(operator, 4, 0);
            assertThat(operator.extractOutputValues()).containsExactly(10L);
        }
    }

    @Test
    void stateOfAnotherModuleIsRefused() throws Exception {
        OperatorSubtaskState state;
        try (var operator = Guests.operator(Guests.sums(), 1, 0)) {
            operator.open();
            feed(operator, 1);
            state = operator.snapshot(1, 1);
        }
        byte[] other = Wat.parse("""
                (module (import "events" "next" (func $next (result i64)))
                  (func (export "run") (loop $again (drop (call $next)) (br $again))))""");
        GuestFunction<Long, Tuple2<Long, Long>, Long> guest = GuestFunction.of(other, EventType.I64, pair -> pair.f1,
                EventType.I64);
        try (var operator = Guests.operator(guest, 1, 0)) {
            assertThatThrownBy(() -> {
                operator.initializeState(state);
                operator.open();
                feed(operator, 1);
            }).hasStackTraceContaining("the state has guests of the module with the SHA-256 digest " + Guests.sums().digest())
                    .hasStackTraceContaining(guest.digest());
        }
    }

    // ---- limits and failures

    private static GuestFunction<Long, Tuple2<Long, Long>, String> bad() {
        return GuestFunction.of(Guests.module("bad.wat"), EventType.I64, pair -> pair.f1, EventType.STRING);
    }

    @Test
    void everyFailureNamesItsKeyAndSaysWhatIsWrong() throws Exception {
        record Case(long event, GuestErrorKind kind, String says) {}
        for (Case one : List.of(new Case(1, GuestErrorKind.TRAP, "unreachable"),
                new Case(2, GuestErrorKind.FUEL_PER_EVENT, "more than 5000 units"),
                new Case(3, GuestErrorKind.TRAP, "out of bounds"),
                new Case(4, GuestErrorKind.MALFORMED_OUTPUT, "UTF-8"),
                new Case(5, GuestErrorKind.PROTOCOL, "no side output 3"),
                new Case(6, GuestErrorKind.PROTOCOL, "kind 0"),
                new Case(7, GuestErrorKind.PROTOCOL, "of an event of 0"),
                new Case(8, GuestErrorKind.TRAP, "out of bounds"),
                new Case(9, GuestErrorKind.TRAP, "unreachable"))) {
            GuestFunction<Long, Tuple2<Long, Long>, String> guest = bad().limits(l -> l.fuelPerEvent(5_000).memory(1 << 20));
            try (var operator = Guests.operator(guest, 1, 0)) {
                operator.open();
                operator.processElement(event(42, 0L), 0);
                assertThatThrownBy(() -> operator.processElement(event(42, one.event), 0)).as("event %s", one.event)
                        .isInstanceOfSatisfying(GuestException.class, e -> assertThat(e.kind()).isEqualTo(one.kind))
                        .hasMessageStartingWith("key 42: ").hasMessageContaining(one.says);
            }
        }
    }

    @Test
    void aFailedGuestIsGivenUpIfThereIsAnOutputForFailures() throws Exception {
        GuestFunction<Long, Tuple2<Long, Long>, String> guest = bad().limits(l -> l.fuelPerEvent(5_000)).failures(FAILED);
        try (var operator = Guests.operator(guest, 1, 0)) {
            operator.open();
            for (long n = 0; n < 10; n++) {
                operator.processElement(event(n, n), 0);
                operator.processElement(event(n, 0L), 0);
            }
            assertThat(operator.numKeyedStateEntries()).isEqualTo(10);
            assertThat(operator.getSideOutput(FAILED)).extracting(record -> record.getValue().key())
                    .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        }
    }

    @Test
    void fuelOfAGuestIsCountedOverAllItsEventsAndKeptInTheState() throws Exception {
        GuestFunction<Long, Tuple2<Long, Long>, Long> guest = Guests.sums().limits(l -> l.fuelPerGuest(1_000));
        OperatorSubtaskState state = null;
        int events = 0;
        GuestException failure = null;
        for (int round = 0; round < 100 && failure == null; round++) {
            try (var operator = Guests.operator(guest, 1, 0)) {
                if (state != null) {
                    operator.initializeState(state);
                }
                operator.open();
                for (int i = 0; i < 3; i++, events++) {
                    feed(operator, 1);
                }
                state = operator.snapshot(round, round);
            } catch (GuestException e) {
                failure = e;
            }
        }
        assertThat(failure).isNotNull().hasMessageContaining("1000 units");
        assertThat(failure.kind()).isEqualTo(GuestErrorKind.FUEL_PER_GUEST);
        assertThat(events).isBetween(10, 60);
    }

    @Test
    void modulesThatAreNoGuestsAreRefused() {
        assertRefused("(module)", "does not export the function run");
        assertRefused("(module (func (export \"run\") (param i32)))", "exports run as");
        assertRefused("(module (func (export \"run\")))", "does not import events.next");
        assertRefused("(module (import \"env\" \"next\" (func)) (func (export \"run\")))", "imports env.next");
        assertRefused("(module (import \"events\" \"next\" (func (result f64))) (func (export \"run\")))",
                "imports events.next as");
        assertThatThrownBy(() -> GuestFunction.of(new byte[] {1, 2, 3}, EventType.I64, EventType.I64))
                .isInstanceOf(GuestException.class).hasMessageContaining("refused");
    }

    private static void assertRefused(String module, String why) {
        assertThatThrownBy(() -> GuestFunction.of(Wat.parse(module), EventType.I64, EventType.I64))
                .isInstanceOfSatisfying(GuestException.class, e -> assertThat(e.kind()).isEqualTo(GuestErrorKind.MODULE))
                .hasMessageContaining(why);
    }

    @Test
    void aGuestThatEndsBeforeItHasAskedIsAFault() throws Exception {
        byte[] module = Wat.parse("(module (import \"events\" \"next\" (func (result i64))) (func (export \"run\")))");
        GuestFunction<Long, Tuple2<Long, Long>, Long> guest = GuestFunction.of(module, EventType.I64, pair -> pair.f1,
                EventType.I64);
        try (var operator = Guests.operator(guest, 1, 0)) {
            operator.open();
            assertThatThrownBy(() -> feed(operator, 1)).hasMessageContaining("before it had asked for an event");
        }
    }
}
