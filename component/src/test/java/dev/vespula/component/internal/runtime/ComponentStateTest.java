package dev.vespula.component.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who may enter an instance while others run. */
class ComponentStateTest {
    private final Store<Void> store = new Store<>(Engine.create());
    private final ComponentState root = state(null);
    private final ComponentState one = state(root);
    private final ComponentState other = state(root);
    private final ComponentState inner = state(one);
    private final ComponentState stranger = state(null);

    private ComponentState state(ComponentState parent) {
        return new ComponentState(store, parent, ComponentState.UsesSlots.NO);
    }

    private static void refused(ThrowingCallable entering) {
        assertThatThrownBy(entering).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap
                .code()).isEqualTo(TrapCode.CANNOT_ENTER_COMPONENT));
    }

    @Test
    void theHostEntersWithAllThatIsAround() {
        inner.enter(null);
        refused(() -> inner.enter(null));
        refused(() -> one.enter(null));
        refused(() -> root.enter(null));
        refused(() -> other.enter(null));
        stranger.enter(null);
        inner.leave(null);
        one.enter(null);
    }

    @Test
    void siblingsCallEachOther() {
        one.enter(null);
        other.enter(one);
        refused(() -> other.enter(one));
        refused(() -> one.enter(other));
        other.leave(one);
        other.enter(one);
    }

    @Test
    void cousinsAndStrangersCallEachOther() {
        inner.enter(null);
        other.enter(inner);
        stranger.enter(other);
        refused(() -> one.enter(stranger));
        stranger.leave(other);
        other.leave(inner);
        inner.leave(null);
        root.enter(null);
    }

    @Test
    void thoseWithinEachOtherDoNot() {
        refused(() -> root.enter(root));
        refused(() -> root.enter(one));
        refused(() -> one.enter(root));
        refused(() -> root.enter(inner));
        refused(() -> inner.enter(root));
    }

    @Test
    void whatIsNotLeftCannotBeEnteredAgain() {
        one.enter(null);
        other.enter(one);
        refused(() -> inner.enter(null));
        refused(() -> other.enter(stranger));
        assertThatCode(() -> stranger.enter(null)).doesNotThrowAnyException();
    }

    @Test
    void whoeverIsConfinedCannotLeave() {
        one.confined(() -> {
            assertThatThrownBy(one::checkMayLeave).hasMessageContaining("cannot leave component instance");
            one.confined(() -> {});
            assertThatThrownBy(one::checkMayLeave).isInstanceOf(Trap.class);
        });
        one.checkMayLeave();
        assertThatThrownBy(() -> one.confined(() -> {
            throw new Trap(TrapCode.UNREACHABLE);
        })).isInstanceOf(Trap.class);
        assertThatThrownBy(one::checkMayLeave).isInstanceOf(Trap.class);
    }
}
