package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.HostSuspension;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentOutcome;
import dev.vespula.component.PausedComponentCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions of the host whose results come later, called by components. */
class AsyncComponentTest {
    static final String TWICE = ComponentText.calling("""
            (import "ask" (func $ask (param "q" string) (result string)))
            """, """
            (core func $ask (canon lower (func $ask) (memory $mem) (realloc $realloc)))
            """, """
            (import "" "ask" (func $ask (param i32 i32 i32)))
            (func (export "run") (param i32 i32) (result i32)
              (call $ask (local.get 0) (local.get 1) (i32.const 16))
              (call $ask (i32.load (i32.const 16)) (i32.load (i32.const 20)) (i32.const 16))
              (i32.const 16))
            """, "(export \"ask\" (func $ask))", """
            (func (export "run") (param "q" string) (result string)
              (canon lift (core func $i "run") (memory $mem) (realloc $realloc)))
            """);

    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final List<CompletableFuture<Object>> asked = new ArrayList<>();
    private final List<Object> questions = new ArrayList<>();

    @AfterEach
    void stop() {
        one.shutdownNow();
    }

    private ComponentFunc run(ComponentText text) {
        text.linker.asyncFunc("ask", (call, args) -> {
            CompletableFuture<Object> answer = new CompletableFuture<>();
            questions.add(args[0]);
            asked.add(answer);
            return answer;
        });
        return text.instantiate(TWICE).func("run");
    }

    /** Waits until all that the executor was given has run. */
    private void settle() throws Exception {
        one.submit(() -> {}).get();
    }

    @Test
    void callsWaitWithoutAThread() throws Exception {
        CompletableFuture<Object> result = run(new ComponentText()).callAsync(one, "a");
        settle();
        assertThat(questions).containsExactly("a");
        asked.get(0).complete("żółw");
        settle();
        assertThat(questions).containsExactly("a", "żółw");
        assertThat(result).isNotDone();
        asked.get(1).complete("end");
        assertThat(result.get()).isEqualTo("end");
    }

    @Test
    void answersThatAreThereAtOnceNeedNoOtherTurn() {
        ComponentText text = new ComponentText();
        text.linker.asyncFunc("ask", (call, args) -> CompletableFuture.completedFuture(args[0] + "!"));
        ComponentFunc run = text.instantiate(TWICE).func("run");
        assertThat(run.callAsync("a").join()).isEqualTo("a!!");
        assertThat(run.callAsync(Runnable::run, "b").join()).isEqualTo("b!!");
    }

    @Test
    void instancesOfOneStoreInterleave() throws Exception {
        ComponentText text = new ComponentText();
        ComponentFunc first = run(text);
        ComponentFunc second = text.instantiate(TWICE).func("run");
        CompletableFuture<Object> a = first.callAsync(one, "a");
        CompletableFuture<Object> b = second.callAsync(one, "b");
        for (int i = 0; i < 4; i++) {
            settle();
            asked.get(i).complete(questions.get(i) + "+");
        }
        assertThat(a.get()).isEqualTo("a++");
        assertThat(b.get()).isEqualTo("b++");
    }

    @Test
    void anInstanceThatWaitsCannotBeEntered() throws Exception {
        ComponentFunc run = run(new ComponentText());
        CompletableFuture<Object> result = run.callAsync(one, "a");
        settle();
        assertThatThrownBy(() -> run.callAsync(one, "b").join()).cause().isInstanceOfSatisfying(Trap.class, trap -> assertThat(
                trap.code()).isEqualTo(TrapCode.CANNOT_ENTER_COMPONENT));
        asked.get(0).complete("x");
        settle();
        asked.get(1).complete("y");
        assertThat(result.get()).isEqualTo("y");
        CompletableFuture<Object> again = run.callAsync(one, "c");
        settle();
        asked.get(2).complete("x");
        settle();
        asked.get(3).complete("z");
        assertThat(again.get()).isEqualTo("z");
    }

    @Test
    void resumableCallsGetTheStage() {
        ComponentFunc run = run(new ComponentText());
        PausedComponentCall.InHost paused = (PausedComponentCall.InHost) run.callResumable("a");
        assertThat(paused.payload()).isSameAs(asked.get(0));
        assertThatThrownBy(() -> paused.resume(7)).isInstanceOf(IllegalArgumentException.class);
        PausedComponentCall.InHost again = (PausedComponentCall.InHost) paused.resume("b");
        assertThat(again.resume("c")).isEqualTo(new ComponentOutcome.Finished("c"));
    }

    @Test
    void ordinaryCallsCannotWait() {
        ComponentFunc run = run(new ComponentText());
        assertThatThrownBy(() -> run.call("a")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not made with callAsync");
        ComponentText text = new ComponentText();
        text.linker.func("ask", (call, args) -> {
            throw call.suspend(args[0]);
        });
        assertThatThrownBy(() -> text.instantiate(TWICE).func("run").call("a")).isInstanceOf(HostSuspension.class);
        assertThatThrownBy(() -> text.instantiate(TWICE).func("run").callAsync("a").join())
                .hasCauseInstanceOf(HostSuspension.class);
    }

    private void assertFails(CompletableFuture<Object> result, Class<? extends Throwable> cause) {
        assertThatThrownBy(result::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(cause);
    }

    @Test
    void failuresAreThoseOfTheCall() throws Exception {
        ComponentText text = new ComponentText();
        ComponentFunc run = run(text);
        assertFails(run.callAsync(one, 7), IllegalArgumentException.class);
        CompletableFuture<Object> failing = run.callAsync(one, "a");
        settle();
        asked.get(0).completeExceptionally(new UnsupportedOperationException("no"));
        assertFails(failing, UnsupportedOperationException.class);
        CompletableFuture<Object> wrong = text.instantiate(TWICE).func("run").callAsync(one, "a");
        settle();
        asked.get(1).complete(7);
        assertFails(wrong, IllegalArgumentException.class);
        CompletableFuture<Object> lone = text.instantiate(TWICE).func("run").callAsync(one, "a");
        settle();
        asked.get(2).complete("\uD800");
        assertFails(lone, IllegalArgumentException.class);
        ComponentText none = new ComponentText();
        none.linker.asyncFunc("ask", (call, args) -> null);
        assertFails(none.instantiate(TWICE).func("run").callAsync("a"), NullPointerException.class);
        assertFails(text.instantiate(TWICE).func("run").callAsync(task -> {
            throw new RejectedExecutionException("full");
        }, "a"), RejectedExecutionException.class);
    }

    @Test
    void cancelledCallsAreGivenUp() throws Exception {
        ComponentText text = new ComponentText();
        ComponentFunc run = run(text);
        CompletableFuture<Object> result = run.callAsync(one, "a");
        settle();
        result.cancel(true);
        asked.get(0).complete("x");
        settle();
        assertThat(questions).hasSize(1);
        assertThatThrownBy(() -> run.call("b")).isInstanceOf(Trap.class);
        assertFails(text.instantiate(TWICE).func("run").callAsync(one, "a").orTimeout(1, TimeUnit.MILLISECONDS),
                java.util.concurrent.TimeoutException.class);
    }

    @Test
    void fuelAndDeadlinesEndTheCall() throws Exception {
        ComponentText metered = new ComponentText(new Config().withFuel(Config.FuelMetering.ON));
        metered.store.setFuel(1_000_000);
        ComponentFunc run = run(metered);
        CompletableFuture<Object> result = run.callAsync(one, "a");
        settle();
        metered.store.setFuel(0);
        asked.get(0).complete("");
        assertFails(result, Trap.class);

        ComponentText text = new ComponentText();
        CompletableFuture<Object> late = run(text).callAsync(one, "a");
        settle();
        text.store.setTimeout(Duration.ZERO);
        asked.get(1).complete("x");
        assertThatThrownBy(late::join).cause().isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                TrapCode.DEADLINE_EXCEEDED));
    }

    @Test
    void functionsOfTheHostThatAreExportedAgainWaitToo() throws Exception {
        ComponentText text = new ComponentText();
        run(text);
        ComponentInstance instance = text.instantiate("""
                (component
                  (import "ask" (func $ask (param "q" string) (result string)))
                  (export "ask" (func $ask)))
                """);
        CompletableFuture<Object> result = instance.func("ask").callAsync(one, "a");
        settle();
        asked.get(0).complete("b");
        assertThat(result.get()).isEqualTo("b");
        assertThatThrownBy(() -> instance.func("ask").call("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> instance.func("ask").callResumable("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void componentsWaitThroughEachOther() throws Exception {
        ComponentText text = new ComponentText();
        ComponentFunc inner = run(text);
        text.linker.root().define("run", inner);
        ComponentFunc outer = text.instantiate(ComponentText.calling("""
                (import "run" (func $run (param "q" string) (result string)))
                """, """
                (core func $ask (canon lower (func $run) (memory $mem) (realloc $realloc)))
                """, """
                (import "" "ask" (func $ask (param i32 i32 i32)))
                (func (export "run") (param i32 i32) (result i32)
                  (call $ask (local.get 0) (local.get 1) (i32.const 16)) (i32.const 16))
                """, "(export \"ask\" (func $ask))", """
                (func (export "run") (param "q" string) (result string)
                  (canon lift (core func $i "run") (memory $mem) (realloc $realloc)))
                """)).func("run");
        CompletableFuture<Object> result = outer.callAsync(one, "a");
        settle();
        asked.get(0).complete("b");
        settle();
        asked.get(1).complete("c");
        assertThat(result.get()).isEqualTo("c");
    }

    @Test
    void aCallThatTheHostMadeInBetweenCannotWait() {
        ComponentText text = new ComponentText();
        ComponentFunc inner = run(text);
        ComponentText between = new ComponentText();
        between.linker.func("ask", (call, args) -> inner.call(args));
        assertThatThrownBy(() -> between.instantiate(TWICE).func("run").callAsync("a").join())
                .hasCauseInstanceOf(IllegalStateException.class).hasMessageContaining("not made with callAsync");
    }
}
