package dev.vespula.wasi.internal.preview2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PreparedComponent;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.io.ClockSource;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.Reactor;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guests that wait in {@code wasi:io/poll}: how they are woken, and how they are stopped. */
class WaitingGuestsTest {
    private static final int GUESTS = 1000;
    private static final int TIMES = Boolean.getBoolean("vespula.stress") ? 1000 : 20;
    /** Every fourth guest waits for a channel, all others for time. */
    private static final int EACH_WITH_CHANNEL = 4;
    /** {@code run} gets a pollable from the host so many times, waits for it, and says so. */
    private static final String GUEST = """
            (component
              (import "wasi:io/poll@0.2.0" (instance $poll
                (export "pollable" (type $p (sub resource)))
                (export "[method]pollable.block" (func (param "self" (borrow $p))))))
              (alias export $poll "pollable" (type $pollable))
              (import "next" (func $next (param "guest" u32) (result (own $pollable))))
              (import "done" (func $done (param "guest" u32)))
              (core func $next (canon lower (func $next)))
              (core func $done (canon lower (func $done)))
              (core func $block (canon lower (func $poll "[method]pollable.block")))
              (core func $drop (canon resource.drop $pollable))
              (core module $code
                (import "m" "next" (func $next (param i32) (result i32)))
                (import "m" "done" (func $done (param i32)))
                (import "m" "block" (func $block (param i32)))
                (import "m" "drop" (func $drop (param i32)))
                (func (export "run") (param $guest i32) (param $times i32) (local $p i32)
                  (loop $again
                    (local.set $p (call $next (local.get $guest)))
                    (call $block (local.get $p))
                    (call $drop (local.get $p))
                    (call $done (local.get $guest))
                    (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))))
              (core instance $i (instantiate $code (with "m" (instance (export "next" (func $next))
                (export "done" (func $done)) (export "block" (func $block)) (export "drop" (func $drop))))))
              (func (export "run") (param "guest" u32) (param "times" u32) (canon lift (core func $i "run"))))
            """;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final ResourceCount count = new ResourceCount(10 * GUESTS);

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    /** Makes guests of one engine. */
    private final class Guests implements AutoCloseable {
        private final Engine engine = Engine.create();
        private final Wasi wasi = Wasi.builder().build();
        private final PreparedComponent<Void> prepared;

        Guests(Function<Integer, Source> next, BiConsumer<Integer, Source> done) throws IOException {
            ComponentLinker<Void> linker = new ComponentLinker<>(engine);
            wasi.addTo(linker);
            Source[] last = new Source[GUESTS];
            linker.func("next", (call, args) -> {
                int guest = ((Number) args[0]).intValue();
                last[guest] = next.apply(guest);
                return new Pollable(count, last[guest]);
            });
            linker.func("done", (call, args) -> {
                int guest = ((Number) args[0]).intValue();
                done.accept(guest, last[guest]);
                return null;
            });
            prepared = linker.prepare(Component.of(engine, GUEST.getBytes(StandardCharsets.UTF_8)));
        }

        ComponentFunc run(Store<Void> store) {
            return prepared.instantiate(store).func("run");
        }

        Store<Void> store() {
            return new Store<>(engine);
        }

        @Override
        public void close() throws IOException {
            wasi.close();
            engine.close();
        }
    }

    // ---- many

    private static final class ChannelSource implements Source {
        private final Pipe.SourceChannel channel;
        private final ByteBuffer got = ByteBuffer.allocate(1);

        ChannelSource(Pipe.SourceChannel channel) {
            this.channel = channel;
        }

        @Override
        public synchronized boolean isReady() {
            try {
                return !got.hasRemaining() || channel.read(got) > 0;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void watch(Runnable waiter) {
            Reactor.shared().watch(channel, SelectionKey.OP_READ, waiter);
        }

        @Override
        public void unwatch(Runnable waiter) {
            Reactor.shared().unwatch(channel, waiter);
        }
    }

    @Test
    void aThousandAreWokenForTimeAndChannels() throws Exception {
        AtomicLong woken = new AtomicLong();
        List<Pipe> pipes = new ArrayList<>();
        for (int i = 0; i < GUESTS / EACH_WITH_CHANNEL; i++) {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipes.add(pipe);
        }
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Function<Integer, Source> next = guest -> {
            if (guest % EACH_WITH_CHANNEL != 0) {
                return new ClockSource(WasiClock.SYSTEM, WasiClock.SYSTEM.monotonic() + guest % 10 * 100_000L);
            }
            Pipe pipe = pipes.get(guest / EACH_WITH_CHANNEL);
            writer.execute(() -> {
                try {
                    pipe.sink().write(ByteBuffer.allocate(1));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            return new ChannelSource(pipe.source());
        };
        BiConsumer<Integer, Source> done = (guest, source) -> {
            if (!source.isReady()) {
                throw new AssertionError("woken too early: " + guest);
            }
            woken.incrementAndGet();
        };
        try (Guests guests = new Guests(next, done)) {
            List<CompletableFuture<Object>> calls = new ArrayList<>();
            for (int i = 0; i < GUESTS; i++) {
                calls.add(guests.run(guests.store()).callAsync(pool, (long) i, (long) TIMES));
            }
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(10, TimeUnit.MINUTES);
            assertThat(woken.get()).isEqualTo((long) GUESTS * TIMES);
            assertThat(count.open()).isZero();
        } finally {
            writer.shutdownNow();
            for (Pipe pipe : pipes) {
                Reactor.shared().close(pipe.source());
                pipe.sink().close();
            }
        }
    }

    // ---- stopped

    /** Never ready; knows who waits for it. */
    private static final class Never implements Source {
        private final Set<Runnable> waiters = ConcurrentHashMap.newKeySet();
        private final CountDownLatch watched = new CountDownLatch(1);

        void awaitWatched(CompletableFuture<?> call) throws Exception {
            while (!watched.await(10, TimeUnit.MILLISECONDS)) {
                if (call.isDone()) {
                    call.get();
                }
            }
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void watch(Runnable waiter) {
            waiters.add(waiter);
            watched.countDown();
        }

        @Override
        public void unwatch(Runnable waiter) {
            waiters.remove(waiter);
        }
    }

    /** How a guest waits that nothing wakes, and what is done to it. */
    private interface Trial {
        void run(Store<Void> store, ComponentFunc run, Never never) throws Exception;
    }

    private void tryWithout(Trial trial) throws Exception {
        Never never = new Never();
        try (Guests guests = new Guests(guest -> never, (guest, source) -> {})) {
            Store<Void> store = guests.store();
            trial.run(store, guests.run(store), never);
            assertThat(never.waiters).isEmpty();
        }
    }

    private static void assertTrap(Throwable thrown, TrapCode code) {
        assertThat(thrown).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(code));
    }

    private static void assertFails(CompletableFuture<?> call, TrapCode code) {
        assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .satisfies(thrown -> assertTrap(thrown.getCause(), code));
    }

    @Test
    void aThreadThatWaitsEndsAtTheDeadline() throws Exception {
        tryWithout((store, run, never) -> {
            store.setTimeout(Duration.ofMillis(30));
            assertThatThrownBy(() -> run.call(0L, 1L)).satisfies(thrown -> assertTrap(thrown, TrapCode.DEADLINE_EXCEEDED));
        });
    }

    @Test
    void aThreadThatWaitsEndsByInterrupt() throws Exception {
        tryWithout((store, run, never) -> {
            CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> run.call(0L, 1L), pool);
            never.awaitWatched(call);
            store.interrupt();
            assertFails(call, TrapCode.INTERRUPTED);
        });
    }

    @Test
    void aCallWithoutThreadEndsAtTheDeadline() throws Exception {
        tryWithout((store, run, never) -> {
            store.setTimeout(Duration.ofMillis(30));
            assertFails(run.callAsync(pool, 0L, 1L), TrapCode.DEADLINE_EXCEEDED);
        });
    }

    @Test
    void aCallWithoutThreadEndsByInterrupt() throws Exception {
        tryWithout((store, run, never) -> {
            CompletableFuture<Object> call = run.callAsync(pool, 0L, 1L);
            never.awaitWatched(call);
            store.interrupt();
            assertFails(call, TrapCode.INTERRUPTED);
        });
    }

    @Test
    void aCallThatIsCancelledLeavesNobodyWaiting() throws Exception {
        tryWithout((store, run, never) -> {
            CompletableFuture<Object> call = run.callAsync(pool, 0L, 1L);
            never.awaitWatched(call);
            assertThat(call.cancel(false)).isTrue();
            // The call is closed in a turn of the store; the next one comes after it.
            store.inTurns(pool, () -> new dev.vespula.AsyncStep.Done<>(null)).get(60, TimeUnit.SECONDS);
        });
    }
}
