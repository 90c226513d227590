package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.LimitException;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.ComponentFunc;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What stops a call of a component, at each stage of it, and that the instance cannot be entered afterwards. */
class ComponentStopsTest {
    /** {@code run} takes a string, asks the host with it, and gives the answer; the allocator and {@code post-return} loop on request. */
    private static final String PROGRAM = """
            (component
              (import "ask" (func $ask (param "q" string) (result string)))
              (core module $libc
                (memory (export "mem") 1)
                (global $next (mut i32) (i32.const 1024))
                (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                  (local $at i32)
                  (if (i32.eq (local.get 3) (i32.const 13)) (then (loop $ever (br $ever))))
                  (local.set $at (global.get $next))
                  (global.set $next (i32.add (local.get $at) (local.get 3)))
                  (loop $more
                    (if (i32.gt_u (global.get $next) (i32.mul (memory.size) (i32.const 65536)))
                      (then (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))))
                  (local.get $at)))
              (core instance $libc (instantiate $libc))
              (alias core export $libc "mem" (core memory $mem))
              (alias core export $libc "realloc" (core func $realloc))
              (core func $ask (canon lower (func $ask) (memory $mem) (realloc $realloc)))
              (core module $m
                (import "libc" "mem" (memory 0))
                (import "" "ask" (func $ask (param i32 i32 i32)))
                (func (export "run") (param i32 i32) (result i32)
                  (call $ask (local.get 0) (local.get 1) (i32.const 16))
                  (i32.const 16))
                (func (export "post") (param i32)
                  (if (i32.eq (i32.load offset=4 (local.get 0)) (i32.const 3)) (then (loop $ever (br $ever)))))
                (func (export "many") (result i32)
                  (i32.store (i32.const 16) (i32.const 0)) (i32.store (i32.const 20) (i32.const 4096)) (i32.const 16)))
              (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "" (instance (export "ask" (func $ask))))))
              (func (export "run") (param "q" string) (result string)
                (canon lift (core func $i "run") (memory $mem) (realloc $realloc) (post-return (func $i "post"))))
              (func (export "many") (result (list u64)) (canon lift (core func $i "many") (memory $mem))))
            """;
    private static final String LOOPS = "thirteen char";

    private final ComponentText text = new ComponentText();

    private ComponentFunc run(ComponentText in, String answer) {
        in.linker.func("ask", (call, args) -> {
            call.checkStop();
            return answer;
        });
        return in.instantiate(PROGRAM).func("run");
    }

    private static void assertStops(ThrowingCallable call, TrapCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(code));
    }

    private void assertEndsBy(String argument, String answer) {
        ComponentText late = new ComponentText();
        ComponentFunc run = run(late, answer);
        late.store.setTimeout(Duration.ofMillis(20));
        assertStops(() -> run.call(argument), TrapCode.DEADLINE_EXCEEDED);
        late.store.clearTimeout();
        assertStops(() -> run.call("x"), TrapCode.CANNOT_ENTER_COMPONENT);
    }

    @Test
    void deadlinesEndEachStage() {
        // While arguments are lowered, while the result of the host is, and while the guest cleans up.
        assertEndsBy(LOOPS, "x");
        assertEndsBy("x", LOOPS);
        assertEndsBy("x", "abc");
    }

    @Test
    void interruptsEndACallThatIsInTheHost() {
        text.linker.func("ask", (call, args) -> {
            call.store().interrupt();
            call.checkStop();
            return "x";
        });
        ComponentFunc run = text.instantiate(PROGRAM).func("run");
        assertStops(() -> run.call("x"), TrapCode.INTERRUPTED);
        assertStops(() -> run.call("x"), TrapCode.CANNOT_ENTER_COMPONENT);
    }

    @Test
    void interruptsThatTheHostDoesNotSeeEndTheGuest() {
        text.linker.func("ask", (call, args) -> {
            call.store().interrupt();
            return LOOPS;
        });
        ComponentFunc run = text.instantiate(PROGRAM).func("run");
        assertStops(() -> run.call("x"), TrapCode.INTERRUPTED);
    }

    @Test
    void fuelEndsEachStage() {
        for (String argument : new String[] {LOOPS, "x"}) {
            ComponentFunc run = run(metered(), argument.equals("x") ? LOOPS : "x");
            assertStops(() -> run.call(argument), TrapCode.OUT_OF_FUEL);
            assertStops(() -> run.call("x"), TrapCode.CANNOT_ENTER_COMPONENT);
        }
        // Reading 32 KiB costs 512 units, before they are allocated.
        ComponentText reading = metered();
        run(reading, "x");
        ComponentFunc many = reading.instantiate(PROGRAM).func("many");
        assertThat((long[]) many.call()).hasSize(4096);
        reading.store.setFuel(300);
        assertStops(many::call, TrapCode.OUT_OF_FUEL);
    }

    private static ComponentText metered() {
        ComponentText made = new ComponentText(new Config().withFuel(Config.FuelMetering.ON));
        made.store.setFuel(1_000_000);
        return made;
    }

    @Test
    void limitsOfMemoryHoldWhileValuesAreLowered() {
        ComponentFunc run = run(text, "x");
        text.store.limiter(StoreLimits.unlimited().withMemoryBytes(4 << 16));
        assertThat(run.call("y".repeat(100_000))).isEqualTo("x");
        assertThatThrownBy(() -> run.call("y".repeat(1_000_000))).isInstanceOf(Trap.class).hasMessageContaining(
                "realloc return: beyond end of memory");
        assertStops(() -> run.call("x"), TrapCode.CANNOT_ENTER_COMPONENT);
    }

    @Test
    void limitsOfInstancesHoldForComponents() {
        run(text, "x");
        text.store.limiter(StoreLimits.unlimited().withInstances(3));
        assertThatThrownBy(() -> text.instantiate(PROGRAM)).isInstanceOf(LimitException.class);
    }
}
