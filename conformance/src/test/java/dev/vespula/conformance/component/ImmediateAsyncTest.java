package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.SnapshotException;
import dev.vespula.Trap;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentOutcome;
import dev.vespula.component.ComponentSnapshot;
import dev.vespula.component.PausedComponentCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions in the asynchronous form that return without waiting. */
class ImmediateAsyncTest {
    private static final String ECHO = ComponentText.LIBC + """
            (core func $return (canon task.return (result string) (memory $mem)))
            (core module $m
              (import "" "return" (func $return (param i32 i32)))
              (func (export "once") (param i32 i32) (result i32) (call $return (local.get 0) (local.get 1)) (i32.const 0))
              (func (export "twice") (param i32 i32) (result i32)
                (call $return (local.get 0) (local.get 1)) (call $return (local.get 0) (local.get 1)) (i32.const 0))
              (func (export "never") (param i32 i32) (result i32) (i32.const 0))
              (func (export "waits") (param i32 i32) (result i32) (i32.const 1))
              (func (export "next") (param i32 i32 i32) (result i32) unreachable)
              (func (export "outside") (param i32 i32) (result i32)
                (call $return (local.get 0) (local.get 1)) (i32.const 0)))
            (core instance $i (instantiate $m (with "" (instance (export "return" (func $return))))))
            """;

    private final ComponentText text = new ComponentText();

    private static String lift(String name) {
        return """
                (func (export "%1$s") async (param "x" string) (result string)
                  (canon lift (core func $i "%1$s") async (callback (func $i "next")) (memory $mem) (realloc $realloc)))
                """.formatted(name);
    }

    private ComponentFunc function(String name) {
        return text.instantiate("(component " + ECHO + lift(name) + ")").func(name);
    }

    @Test
    void theResultIsWhatTaskReturnGives() {
        ComponentFunc once = function("once");
        assertThat(once.call("first")).isEqualTo("first");
        assertThat(once.callResumable("second")).isEqualTo(new ComponentOutcome.Finished("second"));
    }

    @Test
    void aResultIsReturnedOnce() {
        assertThatThrownBy(() -> function("twice").call("x")).isInstanceOf(Trap.class).hasMessageContaining("second time");
        assertThatThrownBy(() -> function("never").call("x")).isInstanceOf(Trap.class).hasMessageContaining(
                "without a call of");
    }

    @Test
    void waitingIsNotSupported() {
        assertThatThrownBy(() -> function("waits").call("x")).isInstanceOf(Trap.class).hasMessageContaining(
                "waits for something");
    }

    @Test
    void taskReturnBelongsToACallInTheAsynchronousForm() {
        ComponentFunc outside = text.instantiate("(component " + ECHO + """
                (func (export "outside") (param "x" string) (result u32)
                  (canon lift (core func $i "outside") (memory $mem) (realloc $realloc))))
                """).func("outside");
        assertThatThrownBy(() -> outside.call("x")).isInstanceOf(Trap.class).hasMessageContaining("outside of an asynchronous");
    }

    @Test
    void taskReturnHasTheTypeOfTheFunction() {
        ComponentFunc once = text.instantiate("(component " + ECHO + """
                (func (export "once") async (param "x" string) (result u32)
                  (canon lift (core func $i "once") async (callback (func $i "next")) (memory $mem) (realloc $realloc))))
                """).func("once");
        assertThatThrownBy(() -> once.call("x")).isInstanceOf(Trap.class).hasMessageContaining("another type");
    }

    @Test
    void componentsCallEachOtherInEitherForm() {
        String pair = """
                (component
                  (component $inner %1$s %2$s)
                  (instance $b (instantiate $inner))
                  (component $outer %3$s
                    (import "once" (func $once async (param "x" string) (result string)))
                    (core func $sync (canon lower (func $once) (memory $mem) (realloc $realloc)))
                    (core func $async (canon lower (func $once) async (memory $mem) (realloc $realloc)))
                    (core module $m
                      (import "" "sync" (func $sync (param i32 i32 i32)))
                      (import "" "async" (func $async (param i32 i32 i32) (result i32)))
                      (func (export "sync") (param i32 i32) (result i32)
                        (call $sync (local.get 0) (local.get 1) (i32.const 16)) (i32.const 16))
                      (func (export "async") (param i32 i32) (result i32)
                        (if (i32.ne (call $async (local.get 0) (local.get 1) (i32.const 24)) (i32.const 2)) (then unreachable))
                        (i32.const 24)))
                    (core instance $i (instantiate $m (with "" (instance (export "sync" (func $sync)) (export "async" (func
                      $async))))))
                    (func (export "sync") async (param "x" string) (result string)
                      (canon lift (core func $i "sync") (memory $mem) (realloc $realloc)))
                    (func (export "async") async (param "x" string) (result string)
                      (canon lift (core func $i "async") (memory $mem) (realloc $realloc))))
                  (instance $o (instantiate $outer (with "once" (func $b "once"))))
                  (export "sync" (func $o "sync"))
                  (export "async" (func $o "async")))
                """.formatted(ECHO, lift("once"), ComponentText.LIBC);
        var instance = text.instantiate(pair);
        for (String value : List.of("plain", "caf\u00e9")) {
            assertThat(instance.func("sync").call(value)).isEqualTo(value);
            assertThat(instance.func("async").call(value)).isEqualTo(value);
        }
    }

    @Test
    void suchACallPausesAndCannotBeSaved() {
        ComponentText metered = new ComponentText(new Config().withFuel(Config.FuelMetering.ON));
        metered.store.setFuel(100_000);
        ComponentFunc number = metered.instantiate("""
                (component
                  (core func $return (canon task.return (result u32)))
                  (core module $m
                    (import "" "return" (func $return (param i32)))
                    (func (export "f") (result i32) (call $return (i32.const 5)) (i32.const 0))
                    (func (export "next") (param i32 i32 i32) (result i32) unreachable))
                  (core instance $i (instantiate $m (with "" (instance (export "return" (func $return))))))
                  (func (export "f") async (result u32) (canon lift (core func $i "f") async (callback (func $i "next")))))
                """).func("f");
        metered.store.setFuel(0);
        PausedComponentCall.NeedsFuel paused = (PausedComponentCall.NeedsFuel) number.callResumable();
        assertThatThrownBy(() -> ComponentSnapshot.of(paused)).isInstanceOfSatisfying(SnapshotException.class,
                refused -> assertThat(refused.reason()).isEqualTo(SnapshotException.Reason.UNSUPPORTED_STATE));
        metered.store.setFuel(1_000);
        assertThat(paused.resume()).isEqualTo(new ComponentOutcome.Finished(5L));
    }
}
