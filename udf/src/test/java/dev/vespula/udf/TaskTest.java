package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Tasks beside one another and one after the other, and tasks that are stopped. */
class TaskTest {
    private static final byte[] LOOP = Guests.text("""
            (module
              (import "env" "clickhouse_log" (func $log (param i32 i32)))
              (memory (export "memory") 1)
              (func (export "spin") (result i32) (call $log (i32.const 0) (i32.const 0)) (loop (br 0)) (unreachable))
              (func (export "one") (result i32) (i32.const 1)))
            """);

    @Test
    void stateDoesNotGoFromTaskToTask() {
        WasmUdfs udfs = WasmUdfs.of(Guests.COUNTER);
        for (int i = 0; i < 3; i++) {
            try (UdfTask task = udfs.newTask(); UdfTask beside = udfs.newTask()) {
                assertThat(task.rowCall("next").callI32()).isEqualTo(1);
                assertThat(task.rowCall("next").callI32()).isEqualTo(2);
                assertThat(beside.rowCall("next").callI32()).isEqualTo(1);
            }
        }
    }

    @Test
    void stateGoesFromTaskToTaskIfAskedFor() {
        WasmUdfs udfs = WasmUdfs.of(Guests.COUNTER).reuse(InstanceReuse.BETWEEN_TASKS).onError(OnError.NULL);
        for (int i = 1; i <= 3; i++) {
            try (UdfTask task = udfs.newTask()) {
                assertThat(task.rowCall("next").callI32()).isEqualTo(i);
            }
        }
        try (UdfTask task = udfs.newTask()) {
            task.rowCall("fail").call();
        }
        try (UdfTask task = udfs.newTask()) {
            assertThat(task.rowCall("next").callI32()).as("not the instance that has trapped").isEqualTo(1);
        }
        try (UdfTask task = udfs.limits(l -> l.fuelPerRow(1_000)).newTask()) {
            assertThat(task.rowCall("next").callI32()).as("instances of other limits are others").isEqualTo(1);
        }
    }

    @Test
    void manyThreads() throws Exception {
        WasmUdfs numbers = WasmUdfs.of(Guests.NUMBERS).limits(l -> l.fuelPerRow(100_000)).onError(OnError.NULL);
        // Another module than that of the other tests, which count.
        WasmUdfs counter = WasmUdfs.of(Guests.text(new String(Guests.COUNTER, StandardCharsets.UTF_8) + " ")).reuse(
                InstanceReuse.BETWEEN_TASKS);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Callable<Long> work = () -> {
                    try (UdfTask task = numbers.newTask(); UdfTask other = counter.newTask()) {
                        RowCall gcd = task.rowCall("gcd");
                        RowCall div = task.rowCall("div");
                        for (int row = 0; row < 500; row++) {
                            assertThat(gcd.callI64(row * 6L, 6)).isEqualTo(6);
                            assertThat(div.call(row, row % 100)).isEqualTo(row % 100 == 0 ? null : row / (row % 100));
                            other.rowCall("next").callI32();
                        }
                        return task.fuelUsed();
                    }
                };
                results.add(threads.submit(work));
            }
            long first = results.get(0).get();
            for (Future<Long> result : results) {
                assertThat(result.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherThreadStopsATask() throws Exception {
        for (OnError mode : OnError.values()) {
            UdfTask task = WasmUdfs.of(LOOP).onError(mode).newTask();
            CountDownLatch begun = new CountDownLatch(1);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<?> spinning = thread.submit(() -> {
                    RowCall spin = task.rowCall("spin");
                    begun.countDown();
                    assertThatThrownBy(spin::callI32).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e.kind())
                            .isEqualTo(
                                    UdfErrorKind.INTERRUPTED));
                    assertThatThrownBy(() -> task.rowCall("one").callI32()).isInstanceOfSatisfying(UdfException.class,
                            e -> assertThat(e
                                    .kind()).isEqualTo(UdfErrorKind.INTERRUPTED));
                    task.close();
                });
                begun.await();
                task.interrupt();
                spinning.get();
            } finally {
                thread.shutdownNow();
            }
        }
    }

    @Test
    void theThreadsInterruptionStopsACall() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try (UdfTask task = WasmUdfs.of(LOOP).newTask()) {
                RowCall spin = task.rowCall("spin");
                begun.countDown();
                spin.callI32();
            } catch (UdfException e) {
                stopped.set(e.kind() == UdfErrorKind.INTERRUPTED && Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        begun.await();
        thread.interrupt();
        thread.join();
        assertThat(stopped).isTrue();
    }

    @Test
    void aTaskIsInterruptedBeforeItBegins() {
        try (UdfTask task = WasmUdfs.of(LOOP).newTask()) {
            task.interrupt();
            assertThatThrownBy(() -> task.rowCall("one")).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e.kind())
                    .isEqualTo(
                            UdfErrorKind.INTERRUPTED));
        }
    }

    @Test
    void aFlagStopsATask() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> spinning = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                spinning.add(threads.submit(() -> {
                    try (UdfTask task = WasmUdfs.of(LOOP).newTask().interruptWhen(cancelled::get)) {
                        RowCall spin = task.rowCall("spin");
                        begun.countDown();
                        assertThatThrownBy(spin::callI32).isInstanceOf(UdfException.class);
                    }
                }));
            }
            begun.await();
            assertThat(pollers()).isEqualTo(1);
            cancelled.set(true);
            for (Future<?> each : spinning) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        while (pollers() > 0) {
            Thread.sleep(1);
        }
    }

    private static long pollers() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("vespula-udf-poller"))
                .count();
    }

    @Test
    void anInstanceThatDoesNotEndItsBeginningIsRefused() {
        byte[] module = Guests.text(
                "(module (func $s (loop (br 0))) (start $s) (func (export \"f\") (result i32) (i32.const 1)))");
        WasmUdfs udfs = WasmUdfs.of(module).limits(l -> l.fuelPerTask(100_000));
        try (UdfTask task = udfs.newTask()) {
            assertThatThrownBy(() -> task.rowCall("f")).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e.kind())
                    .isEqualTo(
                            UdfErrorKind.MODULE)).hasMessageContaining("instantiated");
        }
    }

    @Test
    void anInstanceThatDoesNotEndItsBeginningIsInterrupted() {
        byte[] module = Guests.text(
                "(module (func $s (loop (br 0))) (start $s) (func (export \"f\") (result i32) (i32.const 1)))");
        try (UdfTask task = WasmUdfs.of(module).newTask()) {
            Thread stopping = new Thread(task::interrupt);
            stopping.start();
            assertThatThrownBy(() -> task.rowCall("f")).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e.kind())
                    .isEqualTo(
                            UdfErrorKind.INTERRUPTED));
        }
    }

    @Test
    void whatAnInstanceDoesAtItsBeginningIsNobodysRow() {
        byte[] module = Guests.text("""
                (module (global $g (mut i32) (i32.const 0))
                  (func (export "_initialize") (loop
                    (global.set $g (i32.add (global.get $g) (i32.const 1)))
                    (br_if 0 (i32.lt_s (global.get $g) (i32.const 1000)))))
                  (func (export "f") (result i32) (global.get $g)))
                """);
        try (UdfTask task = WasmUdfs.of(module).newTask()) {
            assertThat(task.rowCall("f").callI32()).isEqualTo(1000);
            assertThat(task.fuelUsed()).isLessThan(10);
        }
    }
}
