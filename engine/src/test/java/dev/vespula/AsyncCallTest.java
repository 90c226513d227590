package dev.vespula;

import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
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
        assertThat(one.submit(() -> "free").get(10, TimeUnit.SECONDS)).isEqualTo("free");
        assertThat(result).isNotDone();
        first.complete(30);
        question(1).complete(12);
        assertThat(result.get(10, TimeUnit.SECONDS)).containsExactly(42);
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
            assertThat(result.get(10, TimeUnit.SECONDS)).containsExactly(2);
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
        assertThat(next.get(10, TimeUnit.SECONDS)).containsExactly(5);
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

    private static TrapCode code(Throwable failure) {
        return ((Trap) failure.getCause()).code();
    }
}
