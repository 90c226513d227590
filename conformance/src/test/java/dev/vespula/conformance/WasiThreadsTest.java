package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.ExitException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** WASI programs that start threads. */
class WasiThreadsTest {
    private static final String IMPORTS = """
        (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
        (import "env" "memory" (memory 1 4 shared))
        (export "memory" (memory 0))
        """;

    private final Engine engine = Engine.of(TestedTiers.config());
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private void run(String body, int limit) throws IOException {
        String text = "(module " + IMPORTS + body + ")";
        Module module = Module.of(engine, text.getBytes(StandardCharsets.UTF_8));
        assertThat(WasiThreads.areUsedBy(module)).isTrue();
        try (Wasi wasi = Wasi.builder().stdout(output).build()) {
            Linker<Void> linker = new Linker<>(engine);
            wasi.addTo(linker);
            WasiThreads<Void> threads = new WasiThreads<>(linker, module, () -> new Store<>(engine), limit);
            Store<Void> store = new Store<>(engine);
            threads.run(store, () -> linker.instantiate(store, module).func("_start").call());
            assertThatThrownBy(() -> threads.run(store, () -> null)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void threadsWorkOnOneMemoryAndWriteToOneOutput() {
        assertThatThrownBy(() -> run("""
            (data (i32.const 64) "line\\n")
            (data (i32.const 80) "\\40\\00\\00\\00\\05\\00\\00\\00")
            (func (export "wasi_thread_start") (param $id i32) (param $rounds i32)
              (if (i32.le_s (local.get $id) (i32.const 0)) (then unreachable))
              (loop $more
                (drop (call $fd_write (i32.const 1) (i32.const 80) (i32.const 1)
                  (i32.add (i32.const 96) (i32.shl (local.get $id) (i32.const 2)))))
                (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
                (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
                (br_if $more (local.get $rounds)))
              (drop (i32.atomic.rmw.add (i32.const 4) (i32.const 1)))
              (drop (memory.atomic.notify (i32.const 4) (i32.const 1))))
            (func (export "_start") (local $k i32) (local $n i32)
              (loop $more
                (if (i32.le_s (call $spawn (i32.const 50)) (i32.const 0)) (then unreachable))
                (local.set $k (i32.add (local.get $k) (i32.const 1)))
                (br_if $more (i32.lt_u (local.get $k) (i32.const 4))))
              (loop $wait
                (local.set $n (i32.atomic.load (i32.const 4)))
                (if (i32.lt_u (local.get $n) (i32.const 4)) (then
                  (drop (memory.atomic.wait32 (i32.const 4) (local.get $n) (i64.const -1)))
                  (br $wait))))
              (call $exit (i32.atomic.load (i32.const 0))))
            """, 4)).isInstanceOfSatisfying(ExitException.class, exit -> assertThat(exit.status()).isEqualTo(200));
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("line\n".repeat(200));
    }

    @Test
    void trapInAThreadEndsTheProcess() {
        assertThatThrownBy(() -> run("""
            (func (export "wasi_thread_start") (param i32 i32) unreachable)
            (func (export "_start")
              (drop (call $spawn (i32.const 0)))
              (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))))
            """, 4)).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.UNREACHABLE));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void exitInAThreadEndsAProcessThatSleeps() {
        assertThatThrownBy(() -> run("""
            (func (export "wasi_thread_start") (param i32) (param $status i32) (call $exit (local.get $status)))
            (func (export "_start")
              (drop (call $spawn (i32.const 7)))
              (i32.store (i32.const 16) (i32.const 1))
              (i64.store (i32.const 24) (i64.const 100000000000))
              (loop $again
                (drop (call $poll (i32.const 0) (i32.const 128) (i32.const 1) (i32.const 256)))
                (br $again)))
            """, 4)).isInstanceOfSatisfying(ExitException.class, exit -> assertThat(exit.status()).isEqualTo(7));
    }

    @Test
    void endOfTheMainThreadStopsTheOthers() throws IOException {
        run("""
            (func (export "wasi_thread_start") (param i32 i32) (loop $forever (br $forever)))
            (func (export "_start")
              (drop (call $spawn (i32.const 0)))
              (drop (call $spawn (i32.const 0))))
            """, 4);
    }

    @Test
    void moreThreadsThanAllowedAreAnErrorNumber() {
        assertThatThrownBy(() -> run("""
            (func (export "wasi_thread_start") (param i32 i32)
              (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))))
            (func (export "_start")
              (drop (call $spawn (i32.const 0)))
              (drop (call $spawn (i32.const 0)))
              (call $exit (i32.sub (i32.const 0) (call $spawn (i32.const 0)))))
            """, 2)).isInstanceOfSatisfying(ExitException.class, exit -> assertThat(exit.status()).isEqualTo(6));
    }
}
