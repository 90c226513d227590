package dev.vespula.examples.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.StoreLimits;
import dev.vespula.examples.javascript.ScriptException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JavaScriptSandboxTest {
    private static final Map<String, Integer> PRICES = Map.of("tea", 250, "jam", 420);
    private static final Map<String, Function<List<Object>, Object>> FUNCTIONS = Map.of(
            "price", arguments -> PRICES.get(arguments.get(0)),
            "fail", arguments -> {
                throw new IllegalStateException("no luck");
            });
    private static final StoreLimits LIMITS = StoreLimits.unlimited().withTotalBytes(16 << 20).withFuel(100_000_000)
            .withTimeout(Duration.ofMinutes(1));
    private static JavaScriptSandbox sandbox;

    @BeforeAll
    static void makeSandbox() throws IOException {
        sandbox = new JavaScriptSandbox(LIMITS, FUNCTIONS);
    }

    @Test
    void scriptsGiveValues() {
        assertThat(sandbox.evaluate("1 + 2")).isEqualTo(3);
        assertThat(sandbox.evaluate("({a: [1.5, 'ü', null, true], b: new Date(0)})"))
                .isEqualTo(Map.of("a", Arrays.asList(1.5, "ü", null, true), "b", "1970-01-01T00:00:00.000Z"));
        assertThat(sandbox.evaluate("undefined")).isNull();
        assertThat(sandbox.evaluate("[3, 1, 2n].length")).isEqualTo(3);
        assertThat(sandbox.evaluate("'a-b'.replace(/(?<x>.)-(.)/u, '$2$<x>')")).isEqualTo("ba");
        assertThat(sandbox.evaluate("Promise.resolve(20).then(x => x + 1)")).isEqualTo(21);
    }

    @Test
    void scriptsCallWhatTheyAreGiven() {
        assertThat(sandbox.evaluate("['tea', 'jam', 'tea'].map(x => price(x)).reduce((a, b) => a + b)")).isEqualTo(920);
        assertThat(sandbox.evaluate("price('gold')")).isNull();
        assertThat(sandbox.evaluate("try { fail() } catch (e) { e.name + ', ' + e.message }")).isEqualTo("TypeError, no luck");
        assertThat(sandbox.evaluate("[typeof require, typeof fetch, typeof process, typeof std, typeof os]"))
                .isEqualTo(Collections.nCopies(5, "undefined"));
    }

    @Test
    void noScriptSeesAnother() {
        sandbox.evaluate("globalThis.secret = 1; Array.prototype.map = price = null");
        assertThat(sandbox.evaluate("[typeof secret, typeof [].map, typeof price]")).isEqualTo(List.of("undefined", "function",
                "function"));
    }

    private static void assertFails(String script, Reason reason, String message) {
        assertThatThrownBy(() -> sandbox.evaluate(script)).isInstanceOfSatisfying(ScriptException.class,
                e -> assertThat(e.reason()).isEqualTo(reason)).hasMessageContaining(message);
    }

    @Test
    void hostileScriptsAreStopped() throws IOException {
        assertFails("for (;;);", Reason.TOO_MUCH_WORK, "all fuel consumed");
        assertFails("/(a*)*b/.test('a'.repeat(40))", Reason.TOO_MUCH_WORK, "all fuel consumed");
        assertFails("a = []; for (;;) a.push(new Uint8Array(1e6))", Reason.THROWN, "out of memory");
        assertFails("'" + "x".repeat(17 << 20) + "'", Reason.TOO_MUCH_MEMORY, "no room");
        assertFails("x = ", Reason.THROWN, "SyntaxError");
        assertFails("1\0", Reason.THROWN, "SyntaxError");
        assertFails("throw new Error('mine')", Reason.THROWN, "Error: mine");
        // QuickJS writes down all that is active, which is more work than the others may do.
        JavaScriptSandbox patient = new JavaScriptSandbox(LIMITS.withFuel(2_000_000_000), Map.of());
        assertThatThrownBy(() -> patient.evaluate("function f() { return f() + 1 } f()")).isInstanceOf(ScriptException.class)
                .hasMessage("InternalError: stack overflow");
        JavaScriptSandbox hasty = new JavaScriptSandbox(LIMITS.withFuel(Long.MAX_VALUE).withTimeout(Duration
                .ofMillis(50)), Map.of());
        assertThatThrownBy(() -> hasty.evaluate("for (;;);")).isInstanceOfSatisfying(ScriptException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.TOO_SLOW));
        assertThat(sandbox.evaluate("'still there'")).isEqualTo("still there");
    }

    @Test
    void manyThreadsEvaluateAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Object>> sums = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                sums.add(threads.submit(() -> sandbox.evaluate("var sum = 0; for (let i = 0; i < " + number
                        + "; i++) sum += price('tea'); sum")));
            }
            for (int i = 0; i < sums.size(); i++) {
                assertThat(sums.get(i).get()).isEqualTo(250 * i);
            }
        } finally {
            threads.shutdown();
        }
    }
}
