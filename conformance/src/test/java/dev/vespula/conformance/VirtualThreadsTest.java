package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vespula.Caller;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.SharedMemory;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.text.Wat;
import dev.vespula.types.FuncType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stores that are used by virtual threads, a store for each: whatever waits gives its carrier back. From JDK 24 on a virtual thread
 * that waits for a monitor does so, too, so only native frames could hold it.
 */
class VirtualThreadsTest {
    private static final int NOT_PINNED_BY_MONITORS = 24;
    private static final int THREADS = 10_000;
    /** Those that wait in Wasm look every 10 ms whether they are to stop. */
    private static final int WAITERS = 500;
    private static final String PROGRAM = """
            (module
              (import "env" "wait" (func $wait))
              (import "env" "memory" (memory 1 1 shared))
              (func (export "sum") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (i32.add (local.get $sum) (local.get $n)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum))
              (func (export "ask") (param i32) (result i32) (call $wait) (i32.mul (local.get 0) (i32.const 2)))
              (func (export "forever") (call $wait) (loop $again (br $again)))
              (func (export "sleep") (result i32) (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))))
            """;

    /** The program's functions. */
    public interface Program {
        int sum(int n);

        int ask(int number);

        void forever();

        int sleep();
    }

    private interface Work {
        void run(Programs programs, int number) throws Exception;
    }

    @TempDir
    Path folder;

    @BeforeAll
    static void thereAreVirtualThreads() {
        assumeTrue(Runtime.version().feature() >= NOT_PINNED_BY_MONITORS,
                "no virtual threads, or such as monitors pin, before JDK "
                        + NOT_PINNED_BY_MONITORS);
    }

    /** Programs of one engine that wait with each other in the host function, perhaps until they have less time than that takes. */
    private static final class Programs {
        private static final Duration SOON = Duration.ofMillis(100);

        final SharedMemory memory = SharedMemory.of(MemoryType.shared(Limits.range(1, 1)));
        volatile CountDownLatch inside = new CountDownLatch(1);
        volatile boolean endsSoon;
        private final Engine engine;
        private final Prepared<Void> prepared;

        Programs(Tier tier) {
            engine = Engine.of(new Config().withTier(tier));
            Module module = Module.of(engine, Wat.parse(PROGRAM));
            prepared = new Linker<Void>(engine).define("env", "memory", memory)
                    .func("env", "wait", FuncType.of(), (caller, args) -> waitTogether(caller)).prepare(module);
        }

        private void waitTogether(Caller<Void> caller) {
            if (endsSoon) {
                caller.store().setTimeout(SOON);
            }
            inside.countDown();
            try {
                assertThat(inside.await(5, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                caller.checkStop();
            }
        }

        Store<Void> store() {
            return new Store<>(engine);
        }

        Program in(Store<Void> store) {
            Instance instance = prepared.instantiate(store);
            return instance.exports(Program.class);
        }
    }

    /**
     * Does some work in so many virtual threads at the same time; none of them may be pinned. It is done once in this thread before:
     * while one thread loads or links a class, the JVM lets others that need it wait on their carriers.
     */
    private void inVirtualThreads(Programs programs, int threads, Work work) throws Exception {
        work.run(programs, 0);
        programs.inside = new CountDownLatch(threads);
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            ExecutorService executor = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(
                    null);
            List<Future<?>> all = new ArrayList<>();
            try {
                for (int k = 0; k < threads; k++) {
                    int number = k;
                    all.add(executor.submit(() -> {
                        work.run(programs, number);
                        return null;
                    }));
                }
                for (Future<?> one : all) {
                    one.get(5, TimeUnit.MINUTES);
                }
            } finally {
                executor.shutdownNow();
            }
            recording.stop();
            recording.dump(file);
        }
        assertThat(pinned(file)).isEmpty();
    }

    private static List<RecordedEvent> pinned(Path file) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Files.delete(file);
        return events.stream().filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                .filter(event -> !isOfTheJvm(event)).toList();
    }

    /**
     * Whether the JVM made it wait for another thread that loads, links or initialises a class. Nothing else that is native is on the
     * stack, so nothing else pins a thread that waits for a monitor.
     */
    private static boolean isOfTheJvm(RecordedEvent event) {
        return event.getString("blockingOperation").equals("Contended monitor enter")
                || event.getString("pinnedReason").startsWith("Waited for initialization");
    }

    @ParameterizedTest
    @EnumSource
    void calls(Tier tier) throws Exception {
        inVirtualThreads(new Programs(tier), THREADS, (programs, number) -> {
            Program program = programs.in(programs.store());
            assertThat(program.sum(1000)).isEqualTo(500_500);
            assertThat(program.sum(number + 1)).isEqualTo((int) ((number + 1L) * (number + 2L) / 2));
        });
    }

    /** All of them are in the host function at the same time. */
    @ParameterizedTest
    @EnumSource
    void hostFunctionsThatWait(Tier tier) throws Exception {
        Programs programs = new Programs(tier);
        inVirtualThreads(programs, THREADS,
                (used, number) -> assertThat(used.in(used.store()).ask(number)).isEqualTo(2 * number));
        assertThat(programs.inside.getCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void callsUntilADeadline(Tier tier) throws Exception {
        inVirtualThreads(new Programs(tier), THREADS, (programs, number) -> {
            programs.endsSoon = true;
            Store<Void> store = programs.store();
            Program program = programs.in(store);
            assertThatThrownBy(program::forever)
                    .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.DEADLINE_EXCEEDED));
            store.clearTimeout();
            assertThat(program.sum(10)).isEqualTo(55);
        });
    }

    /** Wakes so many that wait, as soon as they do. */
    private static void wakeAll(SharedMemory memory, int count) {
        Thread waker = new Thread(() -> {
            for (int woken = 0; woken < count; woken += memory.wake(0, count)) {
                Thread.yield();
            }
        });
        waker.setDaemon(true);
        waker.start();
    }

    @ParameterizedTest
    @EnumSource
    void waitingInWasm(Tier tier) throws Exception {
        Programs programs = new Programs(tier);
        wakeAll(programs.memory, 1 + WAITERS);
        inVirtualThreads(programs, WAITERS, (used, number) -> assertThat(used.in(used.store()).sleep()).isZero());
    }
}
