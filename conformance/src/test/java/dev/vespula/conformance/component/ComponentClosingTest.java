package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.SnapshotException;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentSnapshot;
import dev.vespula.component.HostResource;
import dev.vespula.component.PausedComponentCall;
import dev.vespula.component.ResourceHandle;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    void closingTheStoreClosesItsInstances() {
        ComponentInstance instance = keeper();
        instance.func("open").call(1L);
        PausedComponentCall.InHost paused = (PausedComponentCall.InHost) instance.func("wait").callResumable();
        ComponentInstance closedBefore = text.instantiate(KEEPER);
        closedBefore.func("open").call(0xFFFF_FFFFL);
        assertThatThrownBy(closedBefore::close).hasMessage("cannot close -1");
        ComponentInstance failing = text.instantiate(KEEPER);
        failing.func("open").call(0xFFFF_FFFEL);
        failing.func("open").call(2L);
        assertThatThrownBy(text.store::close).hasMessage("cannot close -2");
        assertThat(closed).containsExactly(-1, 1, -2, 2);
        text.store.close();
        assertThat(closed).hasSize(4);
        assertThatThrownBy(() -> instance.func("open").call(1L)).isInstanceOfAny(IllegalStateException.class, Trap.class);
        assertThatThrownBy(() -> paused.resume(null)).isInstanceOf(IllegalStateException.class);
        paused.close();
        instance.close();
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

    /** Two instances within one: the first calls the second, which calls the host. */
    private static final String CHAIN = """
            (component
              (import "host" (func $host (result u32)))
              (component $link
                (import "f" (func $f (result u32)))
                (core func $f (canon lower (func $f)))
                (core module $m
                  (import "" "f" (func $f (result i32)))
                  (func (export "f") (result i32) (call $f)))
                (core instance $i (instantiate $m (with "" (instance (export "f" (func $f))))))
                (func (export "f") (result u32) (canon lift (core func $i "f"))))
              (instance $second (instantiate $link (with "f" (func $host))))
              (instance $first (instantiate $link (with "f" (func $second "f"))))
              (export "first" (func $first "f"))
              (export "second" (func $second "f")))
            """;

    /** Exports of {@link #CHAIN}. */
    interface Chain {
        long first();

        long second();
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void anInstanceThatIsClosedWithinItsCallCannotBeEnteredAgain(Tier tier) {
        ComponentText ofTier = new ComponentText(new Config().withTier(tier));
        List<ComponentInstance> open = new ArrayList<>();
        ofTier.linker.func("host", (call, args) -> {
            open.forEach(ComponentInstance::close);
            return 7L;
        });
        ComponentInstance instance = ofTier.instantiate(CHAIN);
        Chain chain = instance.exports(Chain.class);
        assertThat(chain.first()).isEqualTo(7);
        open.add(instance);
        assertThat(chain.first()).isEqualTo(7);
        for (ThrowingCallable entering : List.<ThrowingCallable>of(chain::first, chain::second, instance.func("first")::call,
                instance.func("second")::call)) {
            assertThatThrownBy(entering).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                    TrapCode.CANNOT_ENTER_COMPONENT));
        }
        assertThatThrownBy(() -> ComponentSnapshot.of(instance)).isInstanceOf(SnapshotException.class);
    }

    @Test
    void aCallOfJavaValuesThatClosesItsInstanceIsTheLast() {
        List<ComponentInstance> open = new ArrayList<>();
        text.linker.func("host", (call, args) -> {
            open.forEach(ComponentInstance::close);
            return 7L;
        });
        ComponentInstance instance = text.instantiate(CHAIN);
        open.add(instance);
        assertThat(instance.func("first").call()).isEqualTo(7L);
        assertThatThrownBy(() -> instance.func("first").callResumable()).isInstanceOf(Trap.class);
        assertThatThrownBy(() -> instance.func("second").call()).isInstanceOf(Trap.class);
    }
}
