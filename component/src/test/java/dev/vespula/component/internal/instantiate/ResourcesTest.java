package dev.vespula.component.internal.instantiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.ResourceHandle;
import dev.vespula.component.internal.abi.Border;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handles: which index they get, what lends them, who destroys what they stand for. */
class ResourcesTest {
    private final Border border = new Border();
    private final Border.Side maker = border.side();
    private final Border.Side user = border.side();
    private final ResourceType token = new ResourceType("thing");
    private final ResourceType ownToken = new ResourceType("of-user");
    private final List<Integer> destroyed = new ArrayList<>();
    /** Defined by the maker. */
    private final ResourceClass things = ResourceClass.ofGuest("thing", maker.state, destroyed::add);
    /** Defined by the user. */
    private final ResourceClass ofUser = ResourceClass.ofGuest("of-user", user.state, destroyed::add);
    private final ValueType own = new OwnType(token);
    private final ValueType borrow = new BorrowType(token);

    @BeforeEach
    void define() {
        Border.define(maker, token, things);
        Border.define(user, token, things);
        Border.define(user, ownToken, ofUser);
    }

    // ---- built-in functions

    private int operation(Canon.ResourceOperation operation, Border.Side side, ResourceClass type, int argument) {
        Object[] results = new Builtins(border.store, side.state).resource(operation, type).call(argument);
        return results.length == 0 ? 0 : (Integer) results[0];
    }

    private int make(Border.Side side, ResourceClass type, int representation) {
        return operation(Canon.ResourceOperation.NEW, side, type, representation);
    }

    private int representation(Border.Side side, ResourceClass type, int handle) {
        return operation(Canon.ResourceOperation.REP, side, type, handle);
    }

    private void drop(Border.Side side, ResourceClass type, int handle) {
        operation(Canon.ResourceOperation.DROP, side, type, handle);
    }

    /** A thing in the hands of the host. */
    private ResourceHandle thing(int representation) {
        return (ResourceHandle) Border.call(border.lift(Border.function(List.of(Primitive.S32), own), maker, arguments -> make(
                maker, things, (int) arguments[0])), representation);
    }

    private LiftedFunction ofUser(List<ValueType> params, ValueType result, Border.Core core) {
        return border.lift(Border.function(params, result), user, core);
    }

    // ---- indices

    @Test
    void theIndexThatWasFreedLastIsTakenNext() {
        for (int i = 1; i <= 4; i++) {
            assertThat(make(maker, things, 10 * i)).isEqualTo(i);
        }
        drop(maker, things, 2);
        drop(maker, things, 4);
        drop(maker, things, 1);
        assertThat(destroyed).containsExactly(20, 40, 10);
        assertThat(make(maker, things, 50)).isEqualTo(1);
        assertThat(make(maker, things, 60)).isEqualTo(4);
        assertThat(make(maker, things, 70)).isEqualTo(2);
        assertThat(make(maker, things, 80)).isEqualTo(5);
        assertThat(representation(maker, things, 2)).isEqualTo(70);
        assertThat(maker.state.handles().size()).isEqualTo(5);
    }

    @Test
    void indicesOfNothingTrap() {
        make(maker, things, 1);
        make(maker, things, 2);
        drop(maker, things, 1);
        for (int index : new int[] {0, 1, 3, -1, Integer.MIN_VALUE}) {
            String message = "unknown handle index " + Integer.toUnsignedString(index);
            assertThatThrownBy(() -> representation(maker, things, index)).isInstanceOf(Trap.class).hasMessageContaining(
                    message);
            assertThatThrownBy(() -> drop(maker, things, index)).isInstanceOf(Trap.class).hasMessageContaining(message);
        }
        assertThat(representation(maker, things, 2)).isEqualTo(2);
    }

    @Test
    void handlesOfAnotherTypeTrap() {
        int handle = make(user, ofUser, 1);
        assertThatThrownBy(() -> representation(user, things, handle)).hasMessageContaining("wrong type");
        assertThatThrownBy(() -> drop(user, things, handle)).hasMessageContaining("wrong type");
        assertThat(representation(user, ofUser, handle)).isEqualTo(1);
        assertThat(destroyed).isEmpty();
    }

    // ---- calls

    /** All that a call can do with handles, in the way of the definition's own test. */
    @Test
    void handlesComeAndGo() {
        List<Object> lentToHost = new ArrayList<>();
        ResourceHandle fromHost = thing(45);
        FunctionType exchange = Border.function(List.of(borrow, borrow), own);
        Border.Core host = border.lower(exchange, user, border.host(exchange, user, arguments -> {
            lentToHost.addAll(List.of(arguments));
            assertThat(((ResourceHandle) arguments[0]).isOwned()).isFalse();
            assertThat(((ResourceHandle) arguments[0]).isValid()).isTrue();
            return fromHost;
        }));
        ValueType result = new TupleType(List.of(own, own, own));
        LiftedFunction function = ofUser(List.of(own, own, borrow, new BorrowType(ownToken)), result, arguments -> {
            // A resource of the callee itself comes as what stands for it.
            assertThat(arguments).containsExactly(1, 2, 3, 13);
            assertThat(List.of(representation(user, things, 1), representation(user, things, 2), representation(user, things,
                    3)))
                    .containsExactly(42, 43, 44);
            assertThat(host.run(new long[] {1, 3})).isEqualTo(4);
            assertThat(representation(user, things, 4)).isEqualTo(45);
            drop(user, things, 1);
            assertThat(destroyed).containsExactly(42);
            assertThat(user.state.handles().own(things, 46)).isEqualTo(1);
            // What is lent is given back, not destroyed.
            drop(user, things, 3);
            assertThat(destroyed).containsExactly(42);
            assertThat(user.state.handles().size()).isEqualTo(3);
            return store(1, 2, 4);
        });
        ResourceHandle lent = thing(44);
        ResourceHandle users = (ResourceHandle) Border.call(ofUser(List.of(), new OwnType(ownToken), arguments -> make(user,
                ofUser,
                13)));
        Object got = Border.call(function, thing(42), thing(43), lent, users);
        assertThat(got).isInstanceOf(List.class);
        assertThat(user.state.handles().size()).isZero();
        assertThat(lentToHost).hasSize(2).noneMatch(one -> ((ResourceHandle) one).isValid());
        assertThat(fromHost.isValid()).isFalse();
        assertThat(lent.isValid()).isTrue();
        ((List<?>) got).forEach(one -> ((ResourceHandle) one).close());
        assertThat(destroyed).containsExactly(42, 46, 43, 45);
    }

    /** Puts handles where a tuple of them is returned from. */
    private long store(int... handles) {
        for (int i = 0; i < handles.length; i++) {
            user.writeInt(64 + 4 * i, handles[i]);
        }
        return 64;
    }

    @Test
    void aHandleIsLentTwiceButNotGivenAwayMeanwhile() {
        int handle = user.state.handles().own(things, 7);
        FunctionType twice = Border.function(List.of(borrow, borrow), null);
        List<Object> seen = new ArrayList<>();
        border.lower(twice, user, border.host(twice, user, arguments -> {
            seen.addAll(List.of(arguments));
            return null;
        })).run(new long[] {handle, handle});
        assertThat(seen).hasSize(2);
        FunctionType lendThenGive = Border.function(List.of(borrow, own), null);
        assertThatThrownBy(() -> border.lower(lendThenGive, user, border.host(lendThenGive, user, arguments -> null)).run(
                new long[] {handle, handle})).isInstanceOf(Trap.class).hasMessageContaining(
                        "cannot remove owned resource while borrowed");
        FunctionType giveThenLend = Border.function(List.of(own, borrow), null);
        int next = user.state.handles().own(things, 8);
        assertThatThrownBy(() -> border.lower(giveThenLend, user, border.host(giveThenLend, user, arguments -> null)).run(
                new long[] {next, next})).isInstanceOf(Trap.class).hasMessageContaining("unknown handle index " + next);
    }

    @Test
    void whatIsLentCannotBeDroppedBeforeTheCallIsOver() {
        int handle = user.state.handles().own(things, 7);
        FunctionType lending = Border.function(List.of(borrow), null);
        border.lower(lending, user, border.host(lending, user, arguments -> {
            assertThatThrownBy(() -> drop(user, things, handle)).hasMessageContaining("while borrowed");
            return null;
        })).run(new long[] {handle});
        drop(user, things, handle);
        assertThat(destroyed).containsExactly(7);
    }

    /** A borrowed handle may be lent on, but not given away. */
    @Test
    void borrowsOwnNothing() {
        FunctionType taking = Border.function(List.of(own), null);
        FunctionType lending = Border.function(List.of(borrow), null);
        Border.Side third = border.side();
        Border.define(third, token, things);
        Border.Core lend = border.lower(lending, user, border.lift(lending, third, arguments -> {
            drop(third, things, (int) arguments[0]);
            return 0;
        }));
        Border.Core give = border.lower(taking, user, border.lift(taking, third, arguments -> 0));
        LiftedFunction lends = ofUser(List.of(borrow), null, arguments -> {
            lend.run(arguments);
            drop(user, things, (int) arguments[0]);
            return 0;
        });
        ResourceHandle thing = thing(5);
        Border.call(lends, thing);
        Border.call(lends, thing);
        LiftedFunction gives = ofUser(List.of(borrow), null, arguments -> give.run(arguments));
        assertThatThrownBy(() -> Border.call(gives, thing)).isInstanceOf(Trap.class);
        assertThat(destroyed).isEmpty();
    }

    @Test
    void whoeverReturnsHasGivenBackWhatWasLent() {
        LiftedFunction keeps = ofUser(List.of(borrow), null, arguments -> 0);
        assertThatThrownBy(() -> Border.call(keeps, thing(1))).isInstanceOf(Trap.class).hasMessageContaining(
                "borrow handles still remain at the end of the call");
    }

    /** The maker gets what stands for its own resource: there is no handle to be dropped. */
    @Test
    void theMakerGetsItsResourceAsItIs() {
        FunctionType reading = Border.function(List.of(borrow), Primitive.S32);
        LiftedFunction read = border.lift(reading, maker, arguments -> arguments[0]);
        assertThat(Border.call(read, thing(99))).isEqualTo(99);
        int handle = user.state.handles().own(things, 98);
        assertThat(border.lower(reading, user, read).run(new long[] {handle})).isEqualTo(98);
        assertThat(maker.state.handles().size()).isZero();
    }

    @Test
    void whatTheHostGaveAwayItHasNoMore() {
        LiftedFunction takes = ofUser(List.of(own), null, arguments -> 0);
        ResourceHandle thing = thing(1);
        Border.call(takes, thing);
        assertThat(thing.isValid()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Border.call(takes, thing)).withMessageContaining("given away");
        thing.close();
        assertThat(destroyed).isEmpty();
        ResourceHandle twice = thing(2);
        LiftedFunction takesTwo = ofUser(List.of(own, own), null, arguments -> 0);
        assertThatIllegalArgumentException().isThrownBy(() -> Border.call(takesTwo, twice, twice)).withMessageContaining(
                "p1: the resource");
        LiftedFunction takesList = ofUser(List.of(new ListType(own)), null, arguments -> 0);
        assertThatIllegalArgumentException().isThrownBy(() -> Border.call(takesList, List.of(twice, twice)))
                .withMessageContaining("p0[1]");
        LiftedFunction lendsToo = ofUser(List.of(borrow, own), null, arguments -> 0);
        assertThatIllegalArgumentException().isThrownBy(() -> Border.call(lendsToo, twice, twice));
        assertThat(twice.isValid()).isTrue();
        Border.call(takesTwo, twice, thing(3));
        assertThat(user.state.handles().size()).isEqualTo(3);
    }

    @Test
    void whatTheHostLentItCannotCloseMeanwhile() {
        ResourceHandle thing = thing(6);
        Border.Core[] then = new Border.Core[1];
        LiftedFunction lent = ofUser(List.of(borrow), null, arguments -> {
            assertThatIllegalStateException().isThrownBy(thing::close).withMessageContaining("borrows");
            drop(user, things, (int) arguments[0]);
            return then[0].run(arguments);
        });
        then[0] = arguments -> 0;
        Border.call(lent, thing);
        then[0] = arguments -> {
            throw new Trap(TrapCode.UNREACHABLE);
        };
        assertThatThrownBy(() -> Border.call(lent, thing)).isInstanceOf(Trap.class);
        thing.close();
        assertThat(destroyed).containsExactly(6);
    }

    // ---- destructors

    @Test
    void destructorsRunInTheInstanceThatDefinesThem() {
        List<Object> seen = new ArrayList<>();
        ResourceClass type = ResourceClass.ofGuest("seen", maker.state, representation -> {
            seen.add(maker.state.context(0).i64());
            seen.add(representation);
            assertThatThrownBy(() -> maker.state.enter(null)).isInstanceOf(Trap.class);
        });
        maker.state.context(0).setI64(5);
        drop(user, type, user.state.handles().own(type, 3));
        assertThat(seen).containsExactly(0L, 3);
        assertThat(maker.state.context(0).i64()).isEqualTo(5);
        maker.state.enter(null);
    }

    @Test
    void aTrapInADestructorLeavesNoHandle() {
        ResourceClass type = ResourceClass.ofGuest("bad", maker.state, representation -> {
            throw new Trap(TrapCode.UNREACHABLE);
        });
        int handle = user.state.handles().own(type, 3);
        assertThatThrownBy(() -> drop(user, type, handle)).isInstanceOf(Trap.class);
        assertThat(user.state.handles().size()).isZero();
        assertThatThrownBy(() -> drop(user, type, handle)).hasMessageContaining("unknown handle index");
        // The destructor's instance has trapped, and is not entered any more.
        int next = user.state.handles().own(type, 4);
        assertThatThrownBy(() -> drop(user, type, next)).hasMessageContaining("cannot enter component instance");
    }

    @Test
    void instancesDoNotReachThemselvesThroughOthers() {
        FunctionType type = Border.function(List.of(), null);
        LiftedFunction[] first = new LiftedFunction[1];
        Border.Core there = border.lower(type, maker, ofUser(List.of(), null, arguments -> border.lower(type, user,
                first[0]).run(arguments)));
        first[0] = border.lift(type, maker, arguments -> there.run(arguments));
        assertThatThrownBy(() -> Border.call(first[0])).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code())
                .isEqualTo(TrapCode.CANNOT_ENTER_COMPONENT));
        // Neither is entered after that.
        assertThatThrownBy(() -> thing(1)).isInstanceOf(Trap.class);
        assertThatThrownBy(() -> Border.call(ofUser(List.of(), null, arguments -> 0))).isInstanceOf(Trap.class);
    }
}
