package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.SharedMemory;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs in several threads over one memory: each thread has its own store and instance. */
class SharedMemoryProgramsTest {
    private static final int THREADS = 4;

    private final Engine engine = Engine.of(TestedTiers.config());
    private final SharedMemory memory = SharedMemory.of(MemoryType.shared(Limits.range(1, 8)));
    private final Linker<Void> linker = new Linker<Void>(engine).define("env", "memory", memory);
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private Module module(String text) {
        return Module.of(engine, text.getBytes(StandardCharsets.UTF_8));
    }

    private Instance instance(Module module) {
        return linker.instantiate(new Store<>(engine), module);
    }

    private List<Object> inThreads(Module module, String function) throws Exception {
        List<Future<Object>> running = new ArrayList<>();
        for (int k = 0; k < THREADS; k++) {
            int number = k;
            running.add(pool.submit(() -> {
                Object[] results = instance(module).func(function).call(number);
                return results.length == 0 ? null : results[0];
            }));
        }
        List<Object> results = new ArrayList<>();
        for (Future<Object> each : running) {
            results.add(each.get());
        }
        return results;
    }

    private Memory memory() {
        return memory.in(new Store<>(engine));
    }

    @Test
    void countersOfEveryWidthAreExact() throws Exception {
        Module module = module("""
            (module (import "env" "memory" (memory 1 8 shared))
              (func (export "count") (param i32) (local $k i32)
                (loop $more
                  (drop (i32.atomic.rmw8.add_u (i32.const 0) (i32.const 1)))
                  (drop (i64.atomic.rmw8.sub_u (i32.const 1) (i64.const 1)))
                  (drop (i32.atomic.rmw16.add_u (i32.const 2) (i32.const 1)))
                  (drop (i32.atomic.rmw.add (i32.const 4) (i32.const 1)))
                  (drop (i64.atomic.rmw.add (i32.const 8) (i64.const 0x100000001)))
                  (drop (i64.atomic.rmw32.add_u (i32.const 16) (i64.const 1)))
                  (drop (i32.atomic.rmw.xor (i32.const 20) (i32.const -1)))
                  (local.set $k (i32.add (local.get $k) (i32.const 1)))
                  (br_if $more (i32.lt_u (local.get $k) (i32.const 25000))))))
            """);
        inThreads(module, "count");
        Memory view = memory();
        assertThat(view.readByte(0)).isEqualTo((byte) 100_000);
        assertThat(view.readByte(1)).isEqualTo((byte) -100_000);
        assertThat(view.readShort(2)).isEqualTo((short) 100_000);
        assertThat(view.readInt(4)).isEqualTo(100_000);
        assertThat(view.readLong(8)).isEqualTo(100_000L * 0x1_0000_0001L);
        assertThat(view.readInt(16)).isEqualTo(100_000);
        assertThat(view.readInt(20)).isZero();
    }

    /** A plain counter, correct only if the lock excludes and its release is seen. States: 0 free, 1 taken, 2 waited for. */
    @Test
    void mutexExcludesOtherThreads() throws Exception {
        Module module = module("""
            (module (import "env" "memory" (memory 1 8 shared))
              (func $lock (local $old i32)
                (if (i32.eqz (i32.atomic.rmw.cmpxchg (i32.const 0) (i32.const 0) (i32.const 1))) (then return))
                (loop $again
                  (if (i32.atomic.rmw.xchg (i32.const 0) (i32.const 2)) (then
                    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 2) (i64.const -1)))
                    (br $again)))))
              (func $unlock
                (if (i32.eq (i32.atomic.rmw.xchg (i32.const 0) (i32.const 0)) (i32.const 2)) (then
                  (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))))
              (func (export "work") (param i32) (local $k i32)
                (loop $more
                  (call $lock)
                  (i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1)))
                  (v128.store (i32.const 80)
                    (i32x4.add (v128.load (i32.const 80)) (v128.const i32x4 1 2 3 4)))
                  (call $unlock)
                  (local.set $k (i32.add (local.get $k) (i32.const 1)))
                  (br_if $more (i32.lt_u (local.get $k) (i32.const 5000))))))
            """);
        inThreads(module, "work");
        Memory view = memory();
        assertThat(view.readInt(64)).isEqualTo(20_000);
        assertThat(view.readInt(80)).isEqualTo(20_000);
        assertThat(view.readInt(92)).isEqualTo(80_000);
    }

    /** Two producers and two consumers on a ring of eight places; every number arrives once. */
    @Test
    void queueLosesAndDoublesNothing() throws Exception {
        Module module = module("""
            (module (import "env" "memory" (memory 1 8 shared))
              ;; 0 next ticket to put, 4 next ticket to take; place k at 128 + 8 k: turn, value
              (func $place (param $ticket i32) (result i32)
                (i32.add (i32.const 128) (i32.shl (i32.and (local.get $ticket) (i32.const 7)) (i32.const 3))))
              (func $await (param $at i32) (param $turn i32) (local $now i32)
                (loop $again
                  (local.set $now (i32.atomic.load (local.get $at)))
                  (if (i32.ne (local.get $now) (local.get $turn)) (then
                    (drop (memory.atomic.wait32 (local.get $at) (local.get $now) (i64.const 1000000)))
                    (br $again)))))
              (func $pass (param $at i32) (param $turn i32)
                (i32.atomic.store (local.get $at) (local.get $turn))
                (drop (memory.atomic.notify (local.get $at) (i32.const -1))))
              (func $turn (param $ticket i32) (result i32)
                (i32.shl (i32.shr_u (local.get $ticket) (i32.const 3)) (i32.const 1)))
              (func $put (param $value i32) (local $t i32) (local $at i32)
                (local.set $t (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
                (local.set $at (call $place (local.get $t)))
                (call $await (local.get $at) (call $turn (local.get $t)))
                (i32.store offset=4 (local.get $at) (local.get $value))
                (call $pass (local.get $at) (i32.add (call $turn (local.get $t)) (i32.const 1))))
              (func $take (result i32) (local $t i32) (local $at i32) (local $value i32)
                (local.set $t (i32.atomic.rmw.add (i32.const 4) (i32.const 1)))
                (local.set $at (call $place (local.get $t)))
                (call $await (local.get $at) (i32.add (call $turn (local.get $t)) (i32.const 1)))
                (local.set $value (i32.load offset=4 (local.get $at)))
                (call $pass (local.get $at) (i32.add (call $turn (local.get $t)) (i32.const 2)))
                (local.get $value))
              (func (export "work") (param $number i32) (result i64) (local $k i32) (local $sum i64)
                (loop $more
                  (local.set $k (i32.add (local.get $k) (i32.const 1)))
                  (if (i32.and (local.get $number) (i32.const 1))
                    (then (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (call $take)))))
                    (else (call $put (i32.mul (local.get $k) (i32.add (local.get $number) (i32.const 1))))))
                  (br_if $more (i32.lt_u (local.get $k) (i32.const 5000))))
                (local.get $sum)))
            """);
        List<Object> sums = inThreads(module, "work");
        long put = 5000L * 5001 / 2 * (1 + 3);
        assertThat((long) sums.get(1) + (long) sums.get(3)).isEqualTo(put);
    }

    @Test
    void waitTimesOutAndDistinguishesItsResults() throws Exception {
        Module module = module("""
            (module (import "env" "memory" (memory 1 8 shared))
              (func (export "wait32") (param i32 i64) (result i32)
                (memory.atomic.wait32 (i32.const 8) (local.get 0) (local.get 1)))
              (func (export "wait64") (param i64 i64) (result i32)
                (memory.atomic.wait64 (i32.const 8) (local.get 0) (local.get 1)))
              (func (export "unaligned") (result i32)
                (memory.atomic.wait64 (i32.const 4) (i64.const 0) (i64.const 0))))
            """);
        Instance instance = instance(module);
        assertThat(instance.func("wait32").call(1, -1L)).containsExactly(1);
        assertThat(instance.func("wait64").call(1L << 32, -1L)).containsExactly(1);
        long start = System.nanoTime();
        assertThat(instance.func("wait32").call(0, 20_000_000L)).containsExactly(2);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000L);
        assertThatThrownBy(() -> instance.func("unaligned").call())
                .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.UNALIGNED_ATOMIC));
        Future<Object[]> waiting = pool.submit(() -> instance(module).func("wait64").call(0L, -1L));
        while (memory.wake(8, 1) == 0) {
            Thread.onSpinWait();
        }
        assertThat(waiting.get()).containsExactly(0);
    }

    @Test
    void waitEndsWhenTheStoreIsInterruptedOrItsTimeIsUp() throws Exception {
        Module module = module("""
            (module (import "env" "memory" (memory 1 8 shared))
              (func (export "wait") (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
            """);
        Store<Void> store = new Store<>(engine);
        Instance instance = linker.instantiate(store, module);
        Future<?> waiting = pool.submit(() -> assertThatThrownBy(() -> instance.func("wait").call())
                .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.INTERRUPTED)));
        store.interrupt();
        waiting.get();
        store.setTimeout(Duration.ofMillis(20));
        assertThatThrownBy(() -> instance.func("wait").call())
                .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.DEADLINE_EXCEEDED));
    }

    @Test
    void growthInOneThreadIsSeenInOthers() throws Exception {
        Module module = module("""
            (module (import "env" "memory" (memory 1 8 shared))
              (func (export "grow") (param i32) (result i32) (local $before i32)
                (local.set $before (memory.grow (i32.const 1)))
                (i32.store offset=16 (i32.shl (local.get $before) (i32.const 16)) (local.get $before))
                (local.get $before))
              (func (export "size") (result i32) (memory.size))
              (func (export "read") (param i32) (result i32)
                (i32.load offset=16 (i32.shl (local.get 0) (i32.const 16)))))
            """);
        Instance early = instance(module);
        assertThat(inThreads(module, "grow")).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(early.func("read").call(4)).containsExactly(4);
        assertThat(early.func("size").call()).containsExactly(5);
        assertThat(memory.pages()).isEqualTo(5);
    }

    @Test
    void sharedMemoryOfAnInstanceCanBeGivenToOthers() {
        Module owner = module("""
            (module (memory (export "memory") 1 2 shared) (data (i32.const 8) "\\2a"))
            """);
        Module guest = module("""
            (module (import "env" "memory" (memory 1 2 shared))
              (func (export "read") (result i32) (i32.load8_u (i32.const 8))))
            """);
        Memory exported = new Linker<Void>(engine).instantiate(new Store<>(engine), owner).memory("memory");
        SharedMemory shared = exported.shared().orElseThrow();
        Linker<Void> other = new Linker<Void>(engine).define("env", "memory", shared);
        assertThat(other.instantiate(new Store<>(engine), guest).func("read").call()).containsExactly(42);
        assertThat(shared).isEqualTo(exported.shared().orElseThrow()).isNotEqualTo(memory);
        assertThat(shared.type()).isEqualTo(MemoryType.shared(Limits.range(1, 2)));
    }

    @Test
    void unsharedMemoryIsNotAcceptedForASharedImport() {
        Module module = module("(module (import \"env\" \"memory\" (memory 1 8 shared)))");
        Store<Void> store = new Store<>(engine);
        Memory unshared = Memory.of(store, MemoryType.of(Limits.range(1, 8)));
        Linker<Void> other = new Linker<Void>(engine).define("env", "memory", unshared);
        assertThat(unshared.shared()).isEmpty();
        assertThatThrownBy(() -> other.instantiate(store, module)).isInstanceOf(LinkException.class)
                .hasMessageContaining("incompatible import type");
        assertThatThrownBy(() -> SharedMemory.of(MemoryType.of(Limits.range(1, 8))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SharedMemory.of(MemoryType.shared(Limits.atLeast(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void atomicsWorkOnUnsharedMemoryExceptWaiting() {
        Module module = module("""
            (module (memory 1)
              (func (export "add") (param i32) (result i32) (i32.atomic.rmw.add (i32.const 4) (local.get 0)))
              (func (export "notify") (result i32) (memory.atomic.notify (i32.const 4) (i32.const 1)))
              (func (export "wait") (result i32) (memory.atomic.wait32 (i32.const 4) (i32.const 0) (i64.const 0))))
            """);
        Instance instance = instance(module);
        assertThat(instance.func("add").call(5)).containsExactly(0);
        assertThat(instance.func("add").call(5)).containsExactly(5);
        assertThat(instance.func("notify").call()).containsExactly(0);
        assertThatThrownBy(() -> instance.func("wait").call()).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.EXPECTED_SHARED_MEMORY));
    }
}
