package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;
import static dev.vespula.spark.Sessions.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks end, and leave nothing behind. */
class TasksTest {
    /** Ten thousand take some minutes. */
    private static final int TASKS = Integer.getInteger("tasks", 2_000);
    private static final int CANCELS = Boolean.getBoolean("vespula.stress") ? 10 : 3;
    /** Some 60 ms are usual, on a machine that does other things, too. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    /** How Spark cancels: it sets a flag, and interrupts threads only if a job's group was made so. */
    private enum Cancelling {
        WITH_INTERRUPTS, BY_FLAG_ALONE
    }

    /** Tasks of Spark that are within a function. */
    private static long guests() {
        return Thread.getAllStackTraces().entrySet().stream().filter(thread -> thread.getKey().getName().startsWith(
                "Executor task"))
                .filter(thread -> Stream.of(thread.getValue()).anyMatch(frame -> frame.getClassName().startsWith(
                        "dev.vespula.udf")))
                .count();
    }

    /** Waits until so many tasks are within a function, as long as the query that they belong to is not over. */
    private static void await(long wanted, Future<?> query) throws Exception {
        while (guests() != wanted) {
            if (query.isDone() && wanted > 0) {
                query.get();
                throw new AssertionError("the query has ended");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Cancelling.class)
    void aTaskThatIsCancelledStops(Cancelling cancelling) throws Exception {
        WasmFunctions.register(SPARK, "endless", Guests.hostile());
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < CANCELS; i++) {
            times.add(cancel("endless " + cancelling + i, cancelling));
        }
        Collections.sort(times);
        Duration median = times.get(CANCELS / 2);
        System.out.printf("Spark, cancelled %s: a looping guest stops in %d ms (median of %d, most %d)%n", cancelling, median
                .toMillis(), CANCELS, times.get(CANCELS - 1).toMillis());
        assertThat(median).isLessThan(BOUND);
    }

    /** How long two guests that loop go on after their job is cancelled. */
    private static Duration cancel(String group, Cancelling cancelling) throws Exception {
        CompletableFuture<Void> query = CompletableFuture.runAsync(() -> {
            SPARK.sparkContext().setJobGroup(group, "never ends", cancelling == Cancelling.WITH_INTERRUPTS);
            try {
                rows("SELECT endless.spin(id) FROM range(0, 2, 1, 2)");
            } finally {
                SPARK.sparkContext().clearJobGroup();
            }
        });
        await(2, query);
        long begin = System.nanoTime();
        SPARK.sparkContext().cancelJobGroup(group);
        await(0, query);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        assertThatThrownBy(query::get).hasStackTraceContaining("cancelled");
        return time;
    }

    private static long used(String pool) {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(bean -> bean.getName().equals(pool))
                .mapToLong((MemoryPoolMXBean bean) -> bean.getUsage().getUsed()).sum();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long threads() {
        Thread[] all = new Thread[Thread.activeCount() * 2 + 100];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count).filter(thread -> thread.getName().startsWith("vespula")).count();
    }

    /** Tasks of our own, without Spark. */
    @Test
    void tasksOfNoEngineLeaveNothingEither() {
        WasmUdfs numbers = Guests.numbers();
        WasmUdfs strings = Guests.strings();
        runTasks(numbers, strings, 1_000);
        long heap = heap();
        long metaspace = used("Metaspace");
        runTasks(numbers, strings, 10_000);
        assertThat(heap() - heap).as("bytes of the heap").isLessThan(16 << 20);
        assertThat(used("Metaspace") - metaspace).as("bytes of classes").isLessThan(8 << 20);
        assertThat(threads()).as("threads of ours").isLessThan(6);
    }

    private static void runTasks(WasmUdfs numbers, WasmUdfs strings, int count) {
        for (int i = 0; i < count; i++) {
            try (UdfTask one = numbers.newTask(); UdfTask other = strings.newTask()) {
                one.interruptWhen(() -> false);
                assertThat(one.rowCall("gcd").callI64(48, 36)).isEqualTo(12);
                assertThat(other.rowCall("upper").call("a" + i)).isEqualTo("A" + i);
            }
        }
    }

    @Test
    void thousandsOfTasksLeaveNothing() {
        WasmFunctions.register(SPARK, "often", Guests.numbers());
        WasmFunctions.register(SPARK, "oftentext", Guests.strings());
        rows("SELECT sum(often.gcd(id, 6)), max(oftentext.upper(cast(id AS string))) FROM range(0, 2000, 1, 200)");
        long heap = heap();
        long metaspace = used("Metaspace");
        rows("SELECT sum(often.gcd(id, 6)), max(oftentext.upper(cast(id AS string))) FROM range(0, " + 10 * TASKS + ", 1, "
                + TASKS + ")");
        assertThat(heap() - heap).as("bytes of the heap").isLessThan(32 << 20);
        assertThat(used("Metaspace") - metaspace).as("bytes of classes").isLessThan(8 << 20);
        assertThat(threads()).as("threads of ours").isLessThan(6);
    }
}
