package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of programs with threads, which hold for all threads together. */
class ThreadLimitsTest extends CommandCase {
    /** 100 threads, one after the other, of some 6,000 units of fuel; exits with the rounds of all of them in thousands. */
    private static final String CHAIN = """
            (module
              (import "env" "memory" (memory PAGES 65536 shared))
              (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory $own OWN)
              (export "memory" (memory 0))
              (func (export "wasi_thread_start") (param $id i32) (param $left i32) (local $n i32)
                (local.set $n (i32.const 1000))
                (loop $l
                  (drop (i32.atomic.rmw.add (i32.const 16) (i32.const 1)))
                  (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (if (local.get $left)
                  (then (drop (call $spawn (i32.sub (local.get $left) (i32.const 1)))))
                  (else (i32.atomic.store (i32.const 0) (i32.const 1))
                    (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))))
              (func (export "_start")
                (drop (call $spawn (i32.const 99)))
                (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))
                (call $exit (i32.div_u (i32.atomic.load (i32.const 16)) (i32.const 1000)))))
            """;

    @TempDir
    Path folder;
    private String file;

    @BeforeEach
    void write() throws IOException {
        write(1, 0);
    }

    private void write(int pages, int own) throws IOException {
        Path path = folder.resolve("chain.wat");
        Files.writeString(path, CHAIN.replace("PAGES", "" + pages).replace("OWN", "" + own));
        file = path.toString();
    }

    @Test
    void fuelIsOneBudgetForAllThreads() {
        for (String tier : new String[] {"interpreter", "auto", "compiled"}) {
            assertThat(vespula("run", "--tier", tier, "--fuel", "20000000", file)).as(err()).isEqualTo(100);
            assertThat(err()).matches("(?s).*fuel consumed: \\d+, fuel remaining: \\d+\n");
            String[] numbers = err().replaceAll("(?s).*fuel consumed: (\\d+), fuel remaining: (\\d+)\n", "$1 $2").split(" ");
            assertThat(Long.parseLong(numbers[0])).as(tier).isBetween(500_000L, 1_500_000L);
            assertThat(Long.parseLong(numbers[0]) + Long.parseLong(numbers[1])).isEqualTo(20_000_000);
            assertThat(vespula("run", "--tier", tier, "--fuel", "20000", file)).isEqualTo(134);
            assertThat(err()).contains("all fuel consumed by WebAssembly");
        }
    }

    @Test
    void theMinimumOfASharedMemoryIsAMemoryToo() throws IOException {
        write(1024, 0);
        assertThat(vespula("run", "--max-memory", "63M", file)).isEqualTo(134);
        assertThat(err()).contains("memory minimum size exceeds memory limits");
        assertThat(vespula("run", "--max-memory", "64M", file)).as(err()).isEqualTo(100);
    }

    @Test
    void memoriesOfAllThreadsTogetherAreLimited() throws IOException {
        write(16, 16);
        // A hundred memories, of which some are still there while their threads end.
        assertThat(vespula("run", "--max-memory-total", "10M", file)).as(err()).isEqualTo(100);
        // The shared memory, that of the main thread, and that of the other.
        assertThat(vespula("run", "--max-memory-total", "2M", file)).isEqualTo(134);
        assertThat(err()).contains("memory minimum size exceeds memory limits");
        assertThat(vespula("run", "--max-memory-total", "1M", file)).isEqualTo(134);
    }
}
