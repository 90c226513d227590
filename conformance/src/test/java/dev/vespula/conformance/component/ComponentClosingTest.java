package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.HostResource;
import dev.vespula.component.PausedComponentCall;
import dev.vespula.component.ResourceHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resources when instances end, and when destructors fail. */
class ComponentClosingTest {
    private static final String KEEPER = """
            (component
              (import "file" (type $file (sub resource)))
              (import "open" (func $open (param "n" u32) (result (own $file))))
              (import "wait" (func $wait))
              (core func $open (canon lower (func $open)))
              (core func $wait (canon lower (func $wait)))
              (core func $drop (canon resource.drop $file))
              (core module $m
                (import "" "open" (func $open (param i32) (result i32)))
                (import "" "drop" (func $drop (param i32)))
                (import "" "wait" (func $wait))
                (func (export "open") (param i32) (result i32) (call $open (local.get 0)))
                (func (export "drop") (param i32) (call $drop (local.get 0)))
                (func (export "wait") (call $wait)))
              (core instance $i (instantiate $m (with "" (instance (export "open" (func $open)) (export "drop" (func $drop))
                (export "wait" (func $wait))))))
              (func (export "open") (param "n" u32) (result u32) (canon lift (core func $i "open")))
              (func (export "drop") (param "handle" u32) (canon lift (core func $i "drop")))
              (func (export "wait") (canon lift (core func $i "wait"))))
            """;

    private final ComponentText text = new ComponentText();
    private final List<Object> closed = new ArrayList<>();

    /** Files are numbers; those below zero cannot be closed. */
    private ComponentInstance keeper() {
        HostResource file = HostResource.of("file", Integer.class, number -> {
            closed.add(number);
            if (number < 0) {
                throw new IllegalStateException("cannot close " + number);
            }
        });
        text.linker.root().resource("file", file);
        text.linker.func("open", (call, args) -> ((Long) args[0]).intValue());
        text.linker.func("wait", (call, args) -> {
            throw call.suspend(null);
        });
        return text.instantiate(KEEPER);
    }

    @Test
    void whatAnInstanceOwnsIsDestroyedOnceWhenItIsClosed() {
        ComponentInstance instance = keeper();
        for (long number : new long[] {1, 2, 3, 3}) {
            instance.func("open").call(number);
        }
        instance.func("drop").call(2L);
        assertThat(closed).containsExactly(2);
        instance.close();
        instance.close();
        assertThat(closed).containsExactly(2, 1, 3, 3);
        assertThatThrownBy(() -> instance.func("open").call(1L)).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap
                .code()).isEqualTo(TrapCode.CANNOT_ENTER_COMPONENT));
    }

    @Test
    void errorsOfDestructorsAreCollected() {
        ComponentInstance instance = keeper();
        for (long number : new long[] {1, 0xFFFF_FFFFL, 2, 0xFFFF_FFFEL, 3}) {
            instance.func("open").call(number);
        }
        assertThatThrownBy(instance::close).hasMessage("cannot close -1").satisfies(failure -> assertThat(failure
                .getSuppressed())
                .singleElement().satisfies(other -> assertThat(other).hasMessage("cannot close -2")));
        assertThat(closed).containsExactly(1, -1, 2, -2, 3);
        assertThatCode(instance::close).doesNotThrowAnyException();
    }

    @Test
    void aDestructorThatThrowsLeavesTheOtherHandles() {
        ComponentInstance instance = keeper();
        instance.func("open").call(1L);
        instance.func("open").call(0xFFFF_FFFFL);
        assertThatThrownBy(() -> instance.func("drop").call(2L)).hasMessage("cannot close -1");
        assertThat(closed).containsExactly(-1);
        instance.close();
        assertThat(closed).containsExactly(-1, 1);
    }

    @Test
    void pausedCallsOfClosedInstancesCannotGoOn() {
        ComponentInstance instance = keeper();
        instance.func("open").call(1L);
        PausedComponentCall.InHost paused = (PausedComponentCall.InHost) instance.func("wait").callResumable();
        instance.close();
        assertThat(closed).containsExactly(1);
        assertThatThrownBy(() -> paused.resume(null)).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        paused.close();
    }

    @Test
    void aGuestsDestructorThatTrapsEndsItsInstanceAndNothingElse() {
        ComponentInstance instance = text.instantiate("""
                (component
                  (core module $d (func (export "dtor") (param i32) (if (local.get 0) (then unreachable))))
                  (core instance $d (instantiate $d))
                  (type $box (resource (rep i32) (dtor (func $d "dtor"))))
                  (core func $new (canon resource.new $box))
                  (core module $m
                    (import "" "new" (func $new (param i32) (result i32)))
                    (func (export "make") (param i32) (result i32) (call $new (local.get 0))))
                  (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
                  (export $box' "box" (type $box))
                  (func (export "make") (param "n" u32) (result (own $box')) (canon lift (core func $i "make"))))
                """);
        ResourceHandle good = (ResourceHandle) instance.func("make").call(0L);
        ResourceHandle bad = (ResourceHandle) instance.func("make").call(1L);
        ResourceHandle late = (ResourceHandle) instance.func("make").call(0L);
        good.close();
        assertThat(good.isValid()).isFalse();
        assertThatThrownBy(bad::close).isInstanceOf(Trap.class);
        assertThat(bad.isValid()).isFalse();
        bad.close();
        assertThatThrownBy(late::close).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                TrapCode.CANNOT_ENTER_COMPONENT));
        instance.close();
    }
}
