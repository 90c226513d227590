package dev.vespula.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.memory.AtomicUpdate;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.memory.MemoryShape.Sharing;
import dev.vespula.internal.memory.WaitQueues;
import dev.vespula.internal.operations.AtomicAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The content of shared memories, used by several threads and stores. */
class SharedMemoryTest {
    private static final int PAGE = 65536;
    private static final int THREADS = 4;
    private static final long FOREVER = -1;

    private final EngineState engine = new EngineState(new Config(), null);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private StoreState store() {
        return new StoreState(engine);
    }

    private LinearMemory shared(long minimum, long maximum) {
        return store().newMemory(new MemoryShape(minimum, maximum, 16, false, Sharing.SHARED));
    }

    private LinearMemory unshared() {
        return store().newMemory(new MemoryShape(1, 1, 16, false, Sharing.UNSHARED));
    }

    private LinearMemory inOtherStore(LinearMemory memory) {
        return store().memoryOver(memory.shared());
    }

    private void inThreads(Callable<?> task) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int k = 0; k < THREADS; k++) {
            running.add(threads.submit(task));
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    private static void trap(TrapCode code, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(code));
    }

    // ---- atomicity

    @Test
    void countersOfEveryWidthSideBySideLoseNothing() throws Exception {
        LinearMemory memory = shared(1, 1);
        int rounds = 40_000;
        // Addresses 0, 1, 2 and 8: one word holds a counter of two bytes between two of one byte.
        inThreads(() -> {
            LinearMemory mine = inOtherStore(memory);
            for (int k = 0; k < rounds; k++) {
                AtomicAccess.update(AtomicUpdate.ADD, mine, 0, 1, 1);
                AtomicAccess.update(AtomicUpdate.SUB, mine, 1, 1, 1);
                AtomicAccess.update(AtomicUpdate.ADD, mine, 2, 1, 2);
                AtomicAccess.update(AtomicUpdate.ADD, mine, 4, 3, 4);
                AtomicAccess.update(AtomicUpdate.ADD, mine, 8, 5, 8);
            }
            return null;
        });
        long total = (long) rounds * THREADS;
        assertThat(AtomicAccess.load(memory, 0, 1)).isEqualTo(total & 0xFF);
        assertThat(AtomicAccess.load(memory, 1, 1)).isEqualTo(-total & 0xFF);
        assertThat(AtomicAccess.load(memory, 2, 2)).isEqualTo(total & 0xFFFF);
        assertThat(AtomicAccess.load(memory, 4, 4)).isEqualTo(3 * total);
        assertThat(AtomicAccess.load(memory, 8, 8)).isEqualTo(5 * total);
    }

    @Test
    void compareExchangeOfEveryWidthCountsExactly() throws Exception {
        LinearMemory memory = shared(1, 1);
        int rounds = 10_000;
        inThreads(() -> {
            LinearMemory mine = inOtherStore(memory);
            for (int width = 1; width <= 8; width *= 2) {
                long mask = width == 8 ? -1 : (1L << 8 * width) - 1;
                for (int k = 0; k < rounds; k++) {
                    long old;
                    do {
                        old = AtomicAccess.load(mine, 16 + width, width);
                    } while (AtomicAccess.compareExchange(mine, 16 + width, old, old + 1 & mask, width) != old);
                }
            }
            return null;
        });
        long total = (long) rounds * THREADS;
        assertThat(AtomicAccess.load(memory, 17, 1)).isEqualTo(total & 0xFF);
        assertThat(AtomicAccess.load(memory, 18, 2)).isEqualTo(total & 0xFFFF);
        assertThat(AtomicAccess.load(memory, 20, 4)).isEqualTo(total);
        assertThat(AtomicAccess.load(memory, 24, 8)).isEqualTo(total);
    }

    @Test
    void storesOfNeighboursDoNotDisturbOneAnother() throws Exception {
        LinearMemory memory = shared(1, 1);
        List<Future<Integer>> lost = new ArrayList<>();
        for (int k = 0; k < THREADS; k++) {
            int at = k;
            lost.add(threads.submit(() -> {
                LinearMemory mine = inOtherStore(memory);
                int missing = 0;
                for (int round = 0; round < 50_000; round++) {
                    if ((round & 1) == 0) {
                        AtomicAccess.store(mine, at, round, 1);
                    } else {
                        mine.store8(at, (byte) round);
                    }
                    missing += mine.load8(at) == (byte) round ? 0 : 1;
                }
                return missing;
            }));
        }
        for (Future<Integer> each : lost) {
            assertThat(each.get()).isZero();
        }
    }

    @Test
    void whatWasWrittenBeforeAnAtomicStoreIsSeenAfterItsLoad() throws Exception {
        LinearMemory memory = shared(1, 1);
        int rounds = 20_000;
        Future<?> writer = threads.submit(() -> {
            LinearMemory mine = inOtherStore(memory);
            for (int k = 1; k <= rounds; k++) {
                mine.store64(1024, k);
                mine.store32(2048, k);
                AtomicAccess.store(mine, 0, k, 4);
                while (AtomicAccess.load(mine, 4, 4) != k) {
                    Thread.onSpinWait();
                }
            }
        });
        for (int k = 1; k <= rounds; k++) {
            while (AtomicAccess.load(memory, 0, 4) != k) {
                Thread.onSpinWait();
            }
            assertThat(memory.load64(1024)).isEqualTo(k);
            assertThat(memory.load32(2048)).isEqualTo(k);
            AtomicAccess.store(memory, 4, k, 4);
        }
        writer.get();
    }

    @Test
    void operatorsGiveWhatWasThereAndChangeNothingBeside() {
        for (LinearMemory memory : List.of(shared(1, 1), unshared())) {
            for (AtomicUpdate operator : AtomicUpdate.values()) {
                for (int width = 1; width <= 8; width *= 2) {
                    long mask = width == 8 ? -1 : (1L << 8 * width) - 1;
                    for (long at = 0; at < 8; at += width) {
                        memory.store64(0, 0x8091_A2B3_C4D5_E6F7L);
                        long before = 0x8091_A2B3_C4D5_E6F7L >>> 8 * at & mask;
                        long operand = 0x1122_3344_99AA_BBCCL;
                        assertThat(AtomicAccess.update(operator, memory, at, operand, width)).isEqualTo(before);
                        long after = operator.apply(before, operand) & mask;
                        assertThat(AtomicAccess.load(memory, at, width)).isEqualTo(after);
                        long kept = 0x8091_A2B3_C4D5_E6F7L & ~(mask << 8 * at);
                        assertThat(memory.load64(0)).isEqualTo(kept | after << 8 * at);
                    }
                }
            }
        }
    }

    @Test
    void compareExchangeComparesTheWholeExpectedNumber() {
        for (LinearMemory memory : List.of(shared(1, 1), unshared())) {
            AtomicAccess.store(memory, 0, 0x34, 1);
            assertThat(AtomicAccess.compareExchange(memory, 0, 0x134, 9, 1)).isEqualTo(0x34);
            assertThat(AtomicAccess.load(memory, 0, 1)).isEqualTo(0x34);
            assertThat(AtomicAccess.compareExchange(memory, 0, 0x34, 9, 1)).isEqualTo(0x34);
            assertThat(AtomicAccess.load(memory, 0, 1)).isEqualTo(9);
            AtomicAccess.store(memory, 8, -1, 4);
            assertThat(AtomicAccess.compareExchange(memory, 8, -1, 9, 4)).isEqualTo(0xFFFF_FFFFL);
            assertThat(AtomicAccess.compareExchange(memory, 8, 0xFFFF_FFFFL, 9, 4)).isEqualTo(0xFFFF_FFFFL);
            assertThat(AtomicAccess.load(memory, 8, 4)).isEqualTo(9);
        }
    }

    // ---- errors

    @Test
    void unalignedAndOutOfBoundsAccessesTrap() {
        for (LinearMemory memory : List.of(shared(1, 1), unshared())) {
            trap(TrapCode.UNALIGNED_ATOMIC, () -> AtomicAccess.load(memory, 1, 2));
            trap(TrapCode.UNALIGNED_ATOMIC, () -> AtomicAccess.store(memory, 2, 0, 4));
            trap(TrapCode.UNALIGNED_ATOMIC, () -> AtomicAccess.update(AtomicUpdate.ADD, memory, 4, 0, 8));
            trap(TrapCode.UNALIGNED_ATOMIC, () -> AtomicAccess.compareExchange(memory, 6, 0, 0, 4));
            trap(TrapCode.UNALIGNED_ATOMIC, () -> AtomicAccess.wake(memory, 2, 1));
            trap(TrapCode.UNALIGNED_ATOMIC, () -> AtomicAccess.await(memory.store, memory, 4, 0, 0, 8));
            trap(TrapCode.MEMORY_OUT_OF_BOUNDS, () -> AtomicAccess.load(memory, PAGE, 4));
            trap(TrapCode.MEMORY_OUT_OF_BOUNDS, () -> AtomicAccess.wake(memory, PAGE, 1));
            trap(TrapCode.MEMORY_OUT_OF_BOUNDS, () -> AtomicAccess.load(memory, -1, 1));
            trap(TrapCode.MEMORY_OUT_OF_BOUNDS, () -> memory.load32(PAGE - 3));
        }
    }

    @Test
    void unsharedMemoryCannotBeWaitedOnButNotified() {
        LinearMemory memory = unshared();
        trap(TrapCode.EXPECTED_SHARED_MEMORY, () -> AtomicAccess.await(memory.store, memory, 0, 0, 0, 4));
        assertThat(AtomicAccess.wake(memory, 0, 1)).isZero();
    }

    // ---- waiting

    @Test
    void waitEndsAtOnceWhenTheNumberDiffers() {
        LinearMemory memory = shared(1, 1);
        memory.store32(8, 7);
        assertThat(AtomicAccess.await(memory.store, memory, 8, 6, FOREVER, 4)).isEqualTo(WaitQueues.NOT_EQUAL);
        assertThat(AtomicAccess.await(memory.store, memory, 8, 6, FOREVER, 8)).isEqualTo(WaitQueues.NOT_EQUAL);
    }

    @Test
    void waitTimesOut() {
        LinearMemory memory = shared(1, 1);
        long start = System.nanoTime();
        assertThat(AtomicAccess.await(memory.store, memory, 8, 0, TimeUnit.MILLISECONDS.toNanos(30), 4))
                .isEqualTo(WaitQueues.TIMED_OUT);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
        assertThat(AtomicAccess.await(memory.store, memory, 8, 0, 0, 8)).isEqualTo(WaitQueues.TIMED_OUT);
        assertThat(AtomicAccess.wake(memory, 8, 1)).as("who timed out is forgotten").isZero();
    }

    @Test
    void wakeEndsAsManyWaitsAsAsked() throws Exception {
        LinearMemory memory = shared(1, 1);
        List<Future<Integer>> waiting = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            waiting.add(threads.submit(() -> {
                LinearMemory mine = inOtherStore(memory);
                return AtomicAccess.await(mine.store, mine, 16, 0, FOREVER, 4);
            }));
        }
        Future<Integer> elsewhere = threads.submit(() -> {
            LinearMemory mine = inOtherStore(memory);
            return AtomicAccess.await(mine.store, mine, 24, 0, FOREVER, 8);
        });
        assertThat(wakeAll(memory, 16, 2)).isEqualTo(2);
        assertThat(wakeAll(memory, 16, 1)).isEqualTo(1);
        assertThat(wakeAll(memory, 24, 1)).isEqualTo(1);
        for (Future<Integer> each : waiting) {
            assertThat(each.get()).isEqualTo(WaitQueues.NOTIFIED);
        }
        assertThat(elsewhere.get()).isEqualTo(WaitQueues.NOTIFIED);
        assertThat(AtomicAccess.wake(memory, 16, -1)).isZero();
    }

    /** Wakes until so many were waked: the waiters may not wait yet. */
    private static int wakeAll(LinearMemory memory, long address, int count) {
        int woken = 0;
        while (woken < count) {
            woken += AtomicAccess.wake(memory, address, count - woken);
        }
        return woken;
    }

    @Test
    void noWakeIsLostBetweenTwoThreadsThatTakeTurns() throws Exception {
        LinearMemory memory = shared(1, 1);
        int rounds = 3000;
        Future<?> other = threads.submit(() -> takeTurns(inOtherStore(memory), 1, rounds));
        takeTurns(memory, 0, rounds);
        other.get();
        assertThat(memory.load32(0)).isEqualTo(2 * rounds);
    }

    private static void takeTurns(LinearMemory memory, int parity, int rounds) {
        for (int k = 0; k < rounds; k++) {
            int turn = 2 * k + parity;
            long now = AtomicAccess.load(memory, 0, 4);
            while (now != turn) {
                AtomicAccess.await(memory.store, memory, 0, now, FOREVER, 4);
                now = AtomicAccess.load(memory, 0, 4);
            }
            AtomicAccess.store(memory, 0, turn + 1, 4);
            AtomicAccess.wake(memory, 0, 1);
        }
    }

    @Test
    void stopSignalAndInterruptEndAWait() throws Exception {
        LinearMemory memory = shared(1, 1);
        StoreState store = store();
        Future<?> signalled = threads.submit(() -> trap(TrapCode.INTERRUPTED,
                () -> AtomicAccess.await(store, store.memoryOver(memory.shared()), 0, 0, FOREVER, 4)));
        store.signal = StoreState.INTERRUPT;
        signalled.get();
        Thread thread = new Thread(() -> trap(TrapCode.INTERRUPTED,
                () -> AtomicAccess.await(memory.store, memory, 0, 0, FOREVER, 4)));
        thread.start();
        thread.interrupt();
        thread.join();
        assertThat(AtomicAccess.wake(memory, 0, 1)).isZero();
    }

    // ---- size and content

    @Test
    void growthIsSeenByOtherStores() {
        LinearMemory memory = shared(1, 40);
        LinearMemory other = inOtherStore(memory);
        assertThat(memory.grow(39, Growth.BY_HOST)).isEqualTo(1);
        memory.store8(40 * PAGE - 1, (byte) 9);
        assertThat(other.load8(40 * PAGE - 1)).isEqualTo((byte) 9);
        assertThat(other.pages()).isEqualTo(40);
        assertThat(other.grow(1, Growth.BY_HOST)).isEqualTo(-1);
    }

    @Test
    void threadsThatGrowAtOnceAddUp() throws Exception {
        LinearMemory memory = shared(0, 1000);
        inThreads(() -> {
            LinearMemory mine = inOtherStore(memory);
            for (int k = 0; k < 50; k++) {
                long before = mine.grow(1, Growth.BY_HOST);
                mine.store64(before * PAGE + 8, before);
            }
            return null;
        });
        assertThat(memory.pages()).isEqualTo(50 * THREADS);
        for (long page = 0; page < 50 * THREADS; page++) {
            assertThat(memory.load64(page * PAGE + 8)).isEqualTo(page);
        }
    }

    @Test
    void sameStoreHasOneObjectForAMemory() {
        LinearMemory memory = shared(1, 1);
        assertThat(((StoreState) memory.store).memoryOver(memory.shared())).isSameAs(memory);
        StoreState other = store();
        assertThat(other.memoryOver(memory.shared())).isSameAs(other.memoryOver(memory.shared()));
    }

    /** Plain accesses, also across the borders of buffers, against an array. */
    @Test
    void contentIsThatOfAnArray() {
        LinearMemory memory = shared(1, 20);
        memory.grow(18, Growth.BY_HOST);
        int size = 19 * PAGE;
        byte[] model = new byte[size];
        LinearMemory reference = store().newMemory(new MemoryShape(19, 19, 16, false, Sharing.UNSHARED));
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            int border = (1 << 16 + random.nextInt(5)) - 40;
            int at = random.nextInt(3) == 0 ? random.nextInt(size - 200) : Math.min(border + random.nextInt(80), size - 200);
            long value = random.nextLong();
            int length = random.nextInt(100);
            for (LinearMemory each : List.of(memory, reference)) {
                switch (round % 8) {
                    case 0 -> each.store8(at, (byte) value);
                    case 1 -> each.store16(at, (short) value);
                    case 2 -> each.store32(at, (int) value);
                    case 3 -> each.store64(at, value);
                    case 4 -> each.fill(at, (byte) value, length);
                    case 5 -> each.copy(at, each, Math.max(0, at - 50), length);
                    case 6 -> each.copy(Math.max(0, at - 50), each, at, length);
                    default -> each.write(at, new byte[] {1, 2, 3, 4, 5, (byte) value}, 1, 5);
                }
            }
            assertThat(memory.load8(at)).isEqualTo(reference.load8(at));
            assertThat(memory.load16(at)).isEqualTo(reference.load16(at));
            assertThat(memory.load32(at)).isEqualTo(reference.load32(at));
            assertThat(memory.load64(at)).isEqualTo(reference.load64(at));
        }
        memory.read(0, model, 0, size);
        assertThat(Arrays.equals(model, 0, size, reference.bytes, 0, size)).isTrue();
    }
}
