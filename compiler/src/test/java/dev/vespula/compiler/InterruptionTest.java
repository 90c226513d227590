package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever compiled code does for ever, it ends within a fifth of a second of its own time of being asked to. */
class InterruptionTest {
    private static final long MOST_MILLIS = 200;
    /** Long enough for the JVM to have compiled what runs. */
    private static final long WARM_UP_MILLIS = Stress.choose(100, 300);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final String FILLER =
            "(local.set $y (i64.add (i64.mul (local.get $y) (i64.const 77777777777)) (i64.const 99999999999)))\n".repeat(700);

    private static final String MEMORY_LOOPS = """
            (memory 256)
            (func $fill (param $d i32) (param $e i32) (loop $l
              (i32.store8 (local.get $d) (i32.const 7)) (local.set $d (i32.add (local.get $d) (i32.const 1)))
              (br_if $l (i32.lt_u (local.get $d) (local.get $e)))))
            (func $copy (param $d i32) (param $e i32) (loop $l
              (i64.store offset=8388608 (local.get $d) (i64.load (local.get $d)))
              (local.set $d (i32.add (local.get $d) (i32.const 8)))
              (br_if $l (i32.ne (local.get $d) (local.get $e)))))
            (func $search (param $d i32) (block $out (loop $l
              (br_if $out (i32.eqz (i32.load8_u (local.get $d))))
              (local.set $d (i32.add (local.get $d) (i32.const 1))) (br $l))))
            (func $compare (param $d i32) (param $e i32) (block $out (loop $l
              (br_if $out (i64.ne (i64.load offset=8388608 (local.get $d)) (i64.load (local.get $d))))
              (local.set $d (i32.add (local.get $d) (i32.const 8)))
              (br_if $l (i32.ne (local.get $d) (local.get $e))))))
            (func (export "run") (loop $o
              (call $fill (i32.const 0) (i32.const 16777215)) (call $copy (i32.const 0) (i32.const 8388600))
              (call $search (i32.const 0)) (call $compare (i32.const 0) (i32.const 8388600)) (br $o)))
            """;

    /** Functions "run" that never return. */
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "loop", "(func (export \"run\") (loop $l (br $l)))",
            "counting", "(memory 1) (func (export \"run\") (local $k i32) (loop $l (i32.store (i32.and (local.get $k) "
                    + "(i32.const 65532)) (local.get $k)) (local.set $k (i32.add (local.get $k) (i32.const 1))) (br $l)))",
            "nested", "(func (export \"run\") (local $k i32) (loop $o (local.set $k (i32.const 10)) (loop $l (br_if $l "
                    + "(local.tee $k (i32.sub (local.get $k) (i32.const 1))))) (br $o)))",
            "calls", "(func $f (param i32) (result i32) (i32.mul (local.get 0) (i32.const 31))) (func (export \"run\") "
                    + "(local $k i32) (loop $l (local.set $k (call $f (local.get $k))) (br $l)))",
            "recursion", "(func $f (param $n i32) (if (local.get $n) (then (call $f (i32.sub (local.get $n) (i32.const 1)))"
                    + "(call $f (i32.sub (local.get $n) (i32.const 1)))))) (func (export \"run\") (call $f (i32.const 90)))",
            "selfTail", "(func $f (param $n i32) (return_call $f (i32.add (local.get $n) (i32.const 1))))"
                    + "(func (export \"run\") (call $f (i32.const 0)))",
            "mutualTail", "(func $f (param $n i32) (return_call $g (i32.add (local.get $n) (i32.const 1))))"
                    + "(func $g (param $n i32) (return_call $f (i32.sub (local.get $n) (i32.const 3))))"
                    + "(func (export \"run\") (call $f (i32.const 0)))",
            "indirectTail", "(type $t (func (param i32))) (table funcref (elem $f $g $h))"
                    + "(func $f (type $t) (return_call_indirect (type $t) (i32.const 5) (i32.const 1)))"
                    + "(func $g (type $t) (return_call_indirect (type $t) (i32.const 5) (i32.const 2)))"
                    + "(func $h (type $t) (return_call_indirect (type $t) (i32.const 5) (i32.const 0)))"
                    + "(func (export \"run\") (call $f (i32.const 0)))",
            "exceptions", "(tag $t (param i32)) (func $f (param i32) (throw $t (local.get 0))) (func (export \"run\") "
                    + "(local $k i32) (loop $l (block $h (result i32) (try_table (catch $t $h) (call $f (local.get $k)))"
                    + "(i32.const 1)) (local.set $k) (br $l)))",
            "split", "(func (export \"run\") (local $y i64) (loop $l " + FILLER + "(br $l)))"));

    static {
        PROGRAMS.put("memoryLoops", MEMORY_LOOPS);
    }

    private enum Stop {
        INTERRUPT(TrapCode.INTERRUPTED), THREAD(TrapCode.INTERRUPTED), TIMEOUT(TrapCode.DEADLINE_EXCEEDED),
        EPOCH(TrapCode.DEADLINE_EXCEEDED);

        private final TrapCode code;

        Stop(TrapCode code) {
            this.code = code;
        }
    }

    @TestFactory
    Stream<DynamicTest> endlessProgramsAreStopped() {
        List<DynamicTest> tests = new ArrayList<>();
        int turn = 0;
        for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
            for (Way way : List.of(Way.COMPILED, Way.MIXED)) {
                for (Config.FuelMetering metering : Config.FuelMetering.values()) {
                    // Two of the four ways to stop for each, in turns.
                    for (Stop stop : List.of(Stop.values()[turn % 4], Stop.values()[(turn + 1 + turn / 4 % 3) % 4])) {
                        tests.add(DynamicTest.dynamicTest(program.getKey() + ", " + way + ", fuel " + metering + ", " + stop,
                                () -> check(program.getValue(), way, metering, stop)));
                    }
                    turn++;
                }
            }
        }
        return tests.stream();
    }

    private static void check(String text, Way way, Config.FuelMetering metering, Stop stop) throws Exception {
        Program program = new Program(way, new Config().withFuel(metering));
        if (program.engine.config().isMetered()) {
            program.store.setFuel(Long.MAX_VALUE);
        }
        Instance instance = program.instance(text);
        assertThat(millis(program.store, instance, stop)).isLessThanOrEqualTo(MOST_MILLIS);
    }

    /** How much processor time it takes to stop. */
    private static long millis(Store<Void> store, Instance instance, Stop stop) throws Exception {
        long[] asked = new long[1];
        Thread runner = Thread.currentThread();
        if (stop == Stop.TIMEOUT) {
            store.setTimeout(Duration.ofMillis(WARM_UP_MILLIS));
        } else if (stop == Stop.EPOCH) {
            store.setEpochDeadline(1);
        }
        Thread asking = new Thread(() -> {
            try {
                Thread.sleep(WARM_UP_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            switch (stop) {
                case INTERRUPT -> store.interrupt();
                case THREAD -> runner.interrupt();
                case EPOCH -> store.engine().incrementEpoch();
                case TIMEOUT -> {
                    // The store looks after itself.
                }
            }
            asked[0] = THREADS.getThreadCpuTime(runner.getId());
        });
        asking.start();
        try {
            instance.func("run").call();
            throw new AssertionError("it ended");
        } catch (Trap trap) {
            long end = THREADS.getCurrentThreadCpuTime();
            assertThat(trap.code()).isEqualTo(stop.code);
            assertThat(trap.frames()).isNotEmpty();
            // The thread that has interrupted this one may still be alive, and to wait for it would be interrupted, too.
            Thread.interrupted();
            asking.join();
            store.clearTimeout();
            store.clearEpochDeadline();
            return (end - asked[0]) / 1_000_000;
        }
    }
}
