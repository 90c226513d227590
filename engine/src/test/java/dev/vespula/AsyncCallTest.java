package dev.vespula;

import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncCallTest {
    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final List<CompletableFuture<Integer>> asked = new ArrayList<>();

    @AfterEach
    void stop() {
        one.shutdownNow();
    }

    /** run(x) = ask(x) + ask(x + 1) over an asynchronous import whose answers the test gives. */
    private Func run(Engine engine, Store<Void> store) {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "i", "i");
        builder.func("run", "i", "i", "",
                "local.get 0; call 0; local.get 0; i32.const 1; i32.add; call 0; i32.add");
        return new Linker<Void>(engine).asyncFunc("env", "ask", FuncType.of(I32).returning(I32), (caller, args) -> {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            synchronized (asked) {
                asked.add(answer);
                asked.notifyAll();
            }
            return answer;
        }).instantiate(store, builder.module(engine)).func("run");
    }

    private CompletableFuture<Integer> question(int number) throws InterruptedException {
        synchronized (asked) {
            while (asked.size() <= number) {
                asked.wait();
            }
            return asked.get(number);
        }
    }

    @Test
    void threadIsFreeWhileTheCallWaits() throws Exception {
        Engine engine = Engine.create();
        CompletableFuture<Object[]> result = run(engine, new Store<>(engine)).callAsync(one, 5);
        CompletableFuture<Integer> first = question(0);
        // The only thread of the executor has nothing to do now.
        assertThat(one.submit(() -> "free").get()).isEqualTo("free");
        assertThat(result).isNotDone();
        first.complete(30);
        question(1).complete(12);
        assertThat(result.get()).containsExactly(42);
    }

    @Test
    void callsOfOneStoreInterleave() throws Exception {
        Engine engine = Engine.create();
        Func run = run(engine, new Store<>(engine));
        List<CompletableFuture<Object[]>> results = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            results.add(run.callAsync(i));
        }
        for (int i = 0; i < 100; i++) {
            question(i).complete(1);
        }
        for (CompletableFuture<Object[]> result : results) {
            assertThat(result.get()).containsExactly(2);
        }
    }

    @Test
    void failureOfTheHostIsTheFailureOfTheCall() throws Exception {
        Engine engine = Engine.create();
        CompletableFuture<Object[]> result = run(engine, new Store<>(engine)).callAsync(5);
        question(0).completeExceptionally(new IllegalStateException("no answer"));
        assertThatThrownBy(result::join).isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class).hasRootCauseMessage("no answer");
    }

    @Test
    void answerOfTheWrongTypeFailsTheCall() throws Exception {
        Engine engine = Engine.create();
        CompletableFuture<Object[]> result = run(engine, new Store<>(engine)).callAsync(5);
        @SuppressWarnings({"unchecked", "rawtypes"})
        CompletableFuture<Object> answer = (CompletableFuture) question(0);
        answer.complete("forty-two");
        assertThatThrownBy(result::join).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cancelledCallIsGivenUpAtItsWait() throws Exception {
        Engine engine = Engine.create();
        Func run = run(engine, new Store<>(engine));
        CompletableFuture<Object[]> result = run.callAsync(5);
        CompletableFuture<Integer> first = question(0);
        result.cancel(true);
        first.complete(1);
        CompletableFuture<Object[]> next = run.callAsync(6);
        question(1).complete(2);
        question(2).complete(3);
        assertThat(next.get()).containsExactly(5);
        assertThat(asked).hasSize(3);
    }

    @Test
    void trapsAndEmptyTanksCompleteExceptionally() {
        Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
        Store<Void> store = new Store<>(engine);
        WasmBuilder builder = new WasmBuilder();
        builder.func("run", "", "", "", "unreachable");
        Func run = new Linker<Void>(engine).instantiate(store, builder.module(engine)).func("run");
        assertThatThrownBy(run.callAsync()::join).satisfies(failure -> assertThat(code(failure))
                .isEqualTo(TrapCode.OUT_OF_FUEL));
        store.setFuel(1000);
        assertThatThrownBy(run.callAsync()::join).satisfies(failure -> assertThat(code(failure))
                .isEqualTo(TrapCode.UNREACHABLE));
    }

    // ---- executors that do not do what they should

    private Func identity(Engine engine) {
        WasmBuilder builder = new WasmBuilder();
        builder.func("same", "i", "i", "", "local.get 0");
        return new Linker<Void>(engine).instantiate(new Store<>(engine), builder.module(engine)).func("same");
    }

    private static void assertRefused(CompletableFuture<Object[]> result) {
        assertThatThrownBy(() -> result.get()).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void executorRefusesTheFirstStep() throws Exception {
        Func same = identity(Engine.create());
        assertRefused(same.callAsync(task -> {
            throw new RejectedExecutionException("full");
        }, 1));
        assertThat(same.callAsync(one, 2).get()).as("the next one is not held up").containsExactly(2);
        one.shutdown();
        assertRefused(same.callAsync(one, 1));
        assertThat(same.callAsync(3).get()).containsExactly(3);
    }

    @Test
    void executorRefusesALaterStep() throws Exception {
        Engine engine = Engine.create();
        Func run = run(engine, new Store<>(engine));
        CompletableFuture<Object[]> result = run.callAsync(one, 5);
        CompletableFuture<Integer> first = question(0);
        one.shutdown();
        first.complete(1);
        assertRefused(result);
        CompletableFuture<Object[]> next = run.callAsync(6);
        question(1).complete(2);
        question(2).complete(3);
        assertThat(next.get()).containsExactly(5);
    }

    /** What it has in its queue is forgotten without a word. */
    @Test
    void executorIsShutDownWithTheCallInItsQueue() throws Exception {
        Func same = identity(Engine.create());
        CountDownLatch end = new CountDownLatch(1);
        one.execute(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                // It is shut down.
            }
        });
        CompletableFuture<Object[]> forgotten = same.callAsync(one, 1);
        CompletableFuture<Object[]> behind = same.callAsync(2);
        assertThat(behind).isNotDone();
        assertThat(one.shutdownNow()).hasSize(1);
        assertRefused(forgotten);
        assertThat(behind.get()).containsExactly(2);
    }

    /** One that nobody can ask: the call must be given up by hand. */
    @Test
    void executorForgetsTheCall() throws Exception {
        Func same = identity(Engine.create());
        List<Runnable> kept = new ArrayList<>();
        CompletableFuture<Object[]> forgotten = same.callAsync(kept::add, 1);
        CompletableFuture<Object[]> late = same.callAsync(one, 2).orTimeout(1, TimeUnit.MILLISECONDS);
        CompletableFuture<Object[]> behind = same.callAsync(one, 3);
        assertThatThrownBy(() -> late.get()).hasCauseInstanceOf(TimeoutException.class);
        assertThat(behind).isNotDone();
        forgotten.cancel(true);
        assertThat(behind.get()).containsExactly(3);
        kept.forEach(Runnable::run);
        assertThat(same.callAsync(one, 4).get()).containsExactly(4);
    }

    @Test
    void executorRunsEverythingTwiceAndThrows() throws Exception {
        Func same = identity(Engine.create());
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Object[]> result = same.callAsync(task -> {
                task.run();
                task.run();
                throw new RejectedExecutionException("though it was run");
            }, i);
            assertThat(result.get()).containsExactly(i);
        }
    }

    // ---- many calls

    @Test
    void manyCallsWaitOnADirectExecutor() throws Exception {
        Engine engine = Engine.create();
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "", "i");
        builder.func("run", "", "i", "", "call 0");
        CompletableFuture<Integer> gate = new CompletableFuture<>();
        Func run = new Linker<Void>(engine).asyncFunc("env", "ask", FuncType.of().returning(I32), (caller, args) -> gate)
                .instantiate(new Store<>(engine), builder.module(engine)).func("run");
        List<CompletableFuture<Object[]>> results = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            results.add(run.callAsync(Runnable::run));
        }
        gate.complete(7);
        for (CompletableFuture<Object[]> result : results) {
            assertThat(result.getNow(null)).containsExactly(7);
        }
    }

    /** While one call is under way others come from elsewhere, all to be run by the thread that gives turns. */
    @Test
    void manyCallsQueueOnADirectExecutor() throws Exception {
        Engine engine = Engine.create();
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "more", "i", "i");
        builder.func("run", "i", "i", "", "local.get 0; call 0");
        List<CompletableFuture<Object[]>> results = new ArrayList<>();
        Func[] run = new Func[1];
        run[0] = new Linker<Void>(engine).func("env", "more", FuncType.of(I32).returning(I32), (caller, args) -> {
            int count = args.i32(0);
            for (int i = 0; i < count; i++) {
                results.add(run[0].callAsync(Runnable::run, 0));
            }
            args.result(0, count);
        }).instantiate(new Store<>(engine), builder.module(engine)).func("run");
        assertThat(run[0].callAsync(Runnable::run, 20_000).get()).containsExactly(20_000);
        assertThat(results).hasSize(20_000);
        for (CompletableFuture<Object[]> result : results) {
            assertThat(result.getNow(null)).containsExactly(0);
        }
    }

    @Test
    void answersThatAreThereAtOnceDoNotNest() throws Exception {
        Engine engine = Engine.create();
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "", "i");
        builder.func("run", "i", "i", "i", "loop; call 0; local.get 1; i32.add; local.set 1;"
                + " local.get 0; i32.const 1; i32.sub; local.tee 0; br_if 0; end; local.get 1");
        Func run = new Linker<Void>(engine).asyncFunc("env", "ask", FuncType.of().returning(I32),
                (caller, args) -> CompletableFuture.completedFuture(1))
                .instantiate(new Store<>(engine), builder.module(engine)).func("run");
        assertThat(run.callAsync(Runnable::run, 100_000).get()).containsExactly(100_000);
        assertThat(run.callAsync(one, 10_000).get()).containsExactly(10_000);
    }

    /** What hangs on a future may wait for another call of the same store. */
    @Test
    void callbacksMayWaitForOtherCalls() throws Exception {
        Func same = identity(Engine.create());
        for (Executor executor : List.of(one, (Executor) Runnable::run, Executors.newCachedThreadPool())) {
            CountDownLatch ready = new CountDownLatch(1);
            executor.execute(() -> {});
            CompletableFuture<Object> nested = new CompletableFuture<>();
            Executor inner = executor == one ? Runnable::run : executor;
            CompletableFuture.runAsync(() -> {
                CompletableFuture<Object[]> outer = same.callAsync(task -> executor.execute(() -> {
                    try {
                        ready.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    task.run();
                }), 1);
                outer.thenAccept(done -> nested.complete(same.callAsync(inner, 2).join()[0]));
            });
            ready.countDown();
            assertThat(nested.get()).isEqualTo(2);
            if (executor != one && executor instanceof ExecutorService pool) {
                pool.shutdown();
            }
        }
    }

    // ---- stages that are not what they should be

    private CompletableFuture<Object[]> answered(FuncType type, AsyncHostFunction<Void> ask) {
        Engine engine = Engine.create();
        WasmBuilder builder = new WasmBuilder();
        String results = type.results().size() == 2 ? "ii" : "i";
        builder.importFunc("env", "ask", "", results);
        builder.func("run", "", results, "", "call 0");
        return new Linker<Void>(engine).asyncFunc("env", "ask", type, ask)
                .instantiate(new Store<>(engine), builder.module(engine)).func("run").callAsync(one);
    }

    private static void assertFails(CompletableFuture<Object[]> result, Class<? extends Throwable> cause) {
        assertThatThrownBy(() -> result.get()).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(cause);
    }

    @Test
    void stagesThatAreNotWhatTheyShouldBe() throws Exception {
        FuncType none = FuncType.of().returning(I32);
        FuncType two = FuncType.of().returning(I32, I32);
        assertFails(answered(none, (caller, args) -> null), NullPointerException.class);
        assertFails(answered(none, (caller, args) -> {
            throw new IllegalStateException("before it began");
        }), IllegalStateException.class);
        assertFails(answered(none, (caller, args) -> CompletableFuture.completedFuture(null)), IllegalArgumentException.class);
        assertFails(answered(none, (caller, args) -> CompletableFuture.completedFuture(1L)), IllegalArgumentException.class);
        assertFails(answered(none, (caller, args) -> CompletableFuture.completedFuture(new Object[2])),
                IllegalArgumentException.class);
        assertThat(answered(none, (caller, args) -> CompletableFuture.completedFuture(new Object[] {41}))
                .get()).containsExactly(41);
        assertFails(answered(two, (caller, args) -> CompletableFuture.completedFuture(5)), IllegalArgumentException.class);
        assertFails(answered(two, (caller, args) -> CompletableFuture.completedFuture(new Object[] {1})),
                IllegalArgumentException.class);
        assertThat(answered(two, (caller, args) -> CompletableFuture.completedFuture(new Object[] {1, 2}))
                .get()).containsExactly(1, 2);
        assertFails(answered(none, (caller, args) -> CompletableFuture.failedFuture(new CompletionException(
                new UnsupportedOperationException("no")))), UnsupportedOperationException.class);
        assertFails(answered(none, (caller, args) -> CompletableFuture.failedFuture(new StackOverflowError())),
                StackOverflowError.class);
        assertFails(answered(none, (caller, args) -> {
            throw caller.suspend("to be resumed by hand");
        }), HostSuspension.class);
    }

    /** A stage of the host's own making, whose callback throws, or is called twice. */
    @Test
    void stagesOfTheHostsOwnMaking() throws Exception {
        FuncType none = FuncType.of().returning(I32);
        assertFails(answered(none, (caller, args) -> new CompletableFuture<Integer>() {
            @Override
            public CompletableFuture<Integer> whenComplete(BiConsumer<? super Integer, ? super Throwable> action) {
                throw new IllegalStateException("cannot be waited for");
            }
        }), IllegalStateException.class);
        assertThat(answered(none, (caller, args) -> new CompletableFuture<Integer>() {
            @Override
            public CompletableFuture<Integer> whenComplete(BiConsumer<? super Integer, ? super Throwable> action) {
                action.accept(6, null);
                action.accept(7, null);
                throw new IllegalStateException("too late");
            }
        }).handle((value, failure) -> failure != null || (Integer) value[0] == 6).get()).isTrue();
    }

    /** A host function in between cannot wait: its own results must not be taken from the stage. */
    @Test
    void callsBelowAHostFunctionCannotWait() {
        Engine engine = Engine.create();
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "", "i");
        builder.importFunc("env", "nest", "", "i");
        builder.func("inner", "", "i", "", "call 0");
        builder.func("outer", "", "i", "", "call 1");
        Instance instance = new Linker<Void>(engine)
                .asyncFunc("env", "ask", FuncType.of().returning(I32), (caller, args) -> CompletableFuture.completedFuture(1))
                .func("env", "nest", FuncType.of().returning(I32),
                        (caller, args) -> args.result(0, 100 + (Integer) caller.func("inner").call()[0]))
                .instantiate(new Store<>(engine), builder.module(engine));
        assertFails(instance.func("outer").callAsync(one), IllegalStateException.class);
        assertThatThrownBy(() -> instance.func("inner").call()).isInstanceOf(HostSuspension.class)
                .hasMessageContaining("callAsync");
    }

    @Test
    void cancelledCallLetsGoOfItsStacks() throws Exception {
        Engine engine = Engine.create();
        Func run = run(engine, new Store<>(engine));
        CompletableFuture<Object[]> result = run.callAsync(one, 5);
        CompletableFuture<Integer> first = question(0);
        result.cancel(true);
        one.shutdown();
        // Nobody may be asked to run anything any more.
        first.complete(1);
        assertThat(result).isCancelled();
        CompletableFuture<Object[]> next = run.callAsync(6);
        question(1).complete(2);
        question(2).complete(3);
        assertThat(next.get()).containsExactly(5);
    }

    private static TrapCode code(Throwable failure) {
        return ((Trap) failure.getCause()).code();
    }
}
