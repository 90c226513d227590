package dev.vespula.component.internal.abi;

import static dev.vespula.component.internal.model.StringEncoding.LATIN1_UTF16;
import static dev.vespula.component.internal.model.StringEncoding.UTF16;
import static dev.vespula.component.internal.model.StringEncoding.UTF8;
import static dev.vespula.component.types.Primitive.STRING;
import static dev.vespula.component.types.Primitive.U16;
import static dev.vespula.component.types.Primitive.U32;
import static dev.vespula.component.types.Primitive.U64;
import static dev.vespula.component.types.Primitive.U8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls of an allocator there are, in which order and with which arguments: guests can see them. */
class AllocationTest {
    private static final int TAG = Integer.MIN_VALUE;
    /** Where the first allocation of a receiver is: 0 would say that nothing was there before. */
    private static final int FIRST = 16;

    private final Border border = new Border();

    private Border.Side taker(StringEncoding encoding) {
        return border.side(encoding, new byte[FIRST], 1 << 12);
    }

    /** The calls as text: a star for an address that the allocator gave, so that a wrong one is seen. */
    private static String calls(Border.Side side) {
        StringBuilder text = new StringBuilder();
        for (Border.Allocation one : side.allocations) {
            text.append(one.old() == 0 ? "0" : "*").append(' ').append(one.oldSize()).append(' ').append(one.alignment())
                    .append(' ').append(one.size()).append("; ");
        }
        return text.toString().trim();
    }

    /** Encodings, text, whether latin1+utf16 has it as UTF-16, and the calls. */
    static Stream<Arguments> strings() {
        return Stream.of(
                // As it is.
                arguments(UTF8, UTF8, "", 0, "0 0 1 0;"),
                arguments(UTF8, UTF8, "añ🐢", 0, "0 0 1 7;"),
                arguments(UTF16, UTF16, "", 0, "0 0 2 0;"),
                arguments(UTF16, UTF16, "añ🐢", 0, "0 0 2 8;"),
                arguments(LATIN1_UTF16, LATIN1_UTF16, "", 0, "0 0 2 0;"),
                arguments(LATIN1_UTF16, LATIN1_UTF16, "añ", 0, "0 0 2 2;"),
                arguments(LATIN1_UTF16, UTF16, "", 0, "0 0 2 0;"),
                arguments(LATIN1_UTF16, UTF16, "añ", 0, "0 0 2 4;"),
                arguments(LATIN1_UTF16, UTF16, "aЖ", TAG, "0 0 2 4;"),
                // To UTF-8: as if it were ASCII; at most three bytes for a unit, or two, when it is not; then what it is.
                arguments(UTF16, UTF8, "", 0, "0 0 1 0;"),
                arguments(UTF16, UTF8, "abc", 0, "0 0 1 3;"),
                arguments(UTF16, UTF8, "abñ", 0, "0 0 1 3; * 3 1 9; * 9 1 4;"),
                arguments(UTF16, UTF8, "ñ", 0, "0 0 1 1; * 1 1 3; * 3 1 2;"),
                arguments(UTF16, UTF8, "\uffff\uffff", 0, "0 0 1 2; * 2 1 6;"),
                arguments(UTF16, UTF8, "🐢", 0, "0 0 1 2; * 2 1 6; * 6 1 4;"),
                arguments(LATIN1_UTF16, UTF8, "", 0, "0 0 1 0;"),
                arguments(LATIN1_UTF16, UTF8, "abc", 0, "0 0 1 3;"),
                arguments(LATIN1_UTF16, UTF8, "abñ", 0, "0 0 1 3; * 3 1 6; * 6 1 4;"),
                arguments(LATIN1_UTF16, UTF8, "ññ", 0, "0 0 1 2; * 2 1 4;"),
                arguments(LATIN1_UTF16, UTF8, "abc", TAG, "0 0 1 3;"),
                arguments(LATIN1_UTF16, UTF8, "abñ", TAG, "0 0 1 3; * 3 1 9; * 9 1 4;"),
                arguments(LATIN1_UTF16, UTF8, "\uffff", TAG, "0 0 1 1; * 1 1 3;"),
                // From UTF-8 to UTF-16: as if each byte were a unit.
                arguments(UTF8, UTF16, "", 0, "0 0 2 0;"),
                arguments(UTF8, UTF16, "abc", 0, "0 0 2 6;"),
                arguments(UTF8, UTF16, "abñ", 0, "0 0 2 8; * 8 2 6;"),
                arguments(UTF8, UTF16, "🐢", 0, "0 0 2 8; * 8 2 4;"),
                // To latin1 or UTF-16: as if it were latin1, until it is not.
                arguments(UTF8, LATIN1_UTF16, "", 0, "0 0 2 0;"),
                arguments(UTF8, LATIN1_UTF16, "abc", 0, "0 0 2 3;"),
                arguments(UTF8, LATIN1_UTF16, "abñ", 0, "0 0 2 4; * 4 2 3;"),
                arguments(UTF8, LATIN1_UTF16, "añЖ", 0, "0 0 2 5; * 5 2 10; * 10 2 6;"),
                arguments(UTF8, LATIN1_UTF16, "Ж", 0, "0 0 2 2; * 2 2 4; * 4 2 2;"),
                arguments(UTF8, LATIN1_UTF16, "🐢", 0, "0 0 2 4; * 4 2 8; * 8 2 4;"),
                arguments(UTF16, LATIN1_UTF16, "", 0, "0 0 2 0;"),
                arguments(UTF16, LATIN1_UTF16, "abñ", 0, "0 0 2 3;"),
                arguments(UTF16, LATIN1_UTF16, "añЖ", 0, "0 0 2 3; * 3 2 6;"),
                arguments(UTF16, LATIN1_UTF16, "🐢a", 0, "0 0 2 3; * 3 2 6;"),
                // What says that it is UTF-16 most probably is: it is made narrow in its place.
                arguments(LATIN1_UTF16, LATIN1_UTF16, "", TAG, "0 0 2 0; * 0 1 0;"),
                arguments(LATIN1_UTF16, LATIN1_UTF16, "abñ", TAG, "0 0 2 6; * 6 1 3;"),
                arguments(LATIN1_UTF16, LATIN1_UTF16, "aЖ", TAG, "0 0 2 4;"));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void stringsBetweenGuests(StringEncoding from, StringEncoding to, String text, int tag, String calls) {
        byte[] bytes = text.getBytes(from == UTF8 ? StandardCharsets.UTF_8
                : from == UTF16 || tag != 0 ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
        int units = from == UTF8 ? bytes.length : text.length() | tag;
        Border.Side giver = border.side(from, bytes, 0);
        Border.Side taker = taker(to);
        long[] place = border.transfer(STRING, giver, taker, 0, units);
        assertThat(calls(taker)).isEqualTo(calls);
        assertThat(border.lift(STRING, taker, place)).isEqualTo(text);
        assertThat(giver.allocations).isEmpty();
        // What is given anew is what the call before gave.
        for (int i = 1; i < taker.allocations.size(); i++) {
            assertThat(taker.allocations.get(i).oldSize()).isEqualTo(taker.allocations.get(i - 1).size());
        }
    }

    /** How long a string of the host is in an encoding is known before. */
    @ParameterizedTest
    @EnumSource(StringEncoding.class)
    void stringsOfTheHostAreAllocatedOnce(StringEncoding to) {
        int alignment = to == UTF8 ? 1 : 2;
        Map<String, List<Integer>> sizes = Map.of("", List.of(0, 0, 0), "abc", List.of(3, 6, 3), "añ", List.of(3, 4, 2), "aЖ",
                List.of(3, 4, 4), "🐢", List.of(4, 4, 4));
        sizes.forEach((text, bytes) -> {
            Border.Side taker = taker(to);
            border.lower(STRING, taker, text);
            assertThat(calls(taker)).isEqualTo("0 0 " + alignment + " " + bytes.get(to.ordinal()) + ";");
        });
    }

    /** Type, value, and the calls: those of elements come behind that of their list, in their order. */
    static Stream<Arguments> values() {
        return Stream.of(
                arguments(Types.list(U8), new byte[0], "0 0 1 0;"),
                arguments(Types.list(U8), new byte[] {1, 2, 3}, "0 0 1 3;"),
                arguments(Types.list(U64), new long[0], "0 0 8 0;"),
                arguments(Types.list(U64), new long[] {1, 2}, "0 0 8 16;"),
                arguments(Types.list(Types.tuple(U8, U32)), List.of(List.of(1, 2L)), "0 0 4 8;"),
                arguments(Types.list(STRING), List.of(), "0 0 4 0;"),
                arguments(Types.list(STRING), List.of("ab", "", "c"), "0 0 4 24; 0 0 1 2; 0 0 1 0; 0 0 1 1;"),
                arguments(Types.list(Types.list(U16)), List.of(new short[] {1}, new short[0]),
                        "0 0 4 16; 0 0 2 2; 0 0 2 0;"),
                arguments(Types.list(Types.list(Types.list(U8))), List.of(List.of(new byte[1]), List.of(new byte[2])),
                        "0 0 4 16; 0 0 4 8; 0 0 1 1; 0 0 4 8; 0 0 1 2;"),
                arguments(Types.tuple(STRING, Types.list(U8)), List.of("abc", new byte[2]), "0 0 1 3; 0 0 1 2;"),
                arguments(new OptionType(STRING), Optional.empty(), ""),
                arguments(new OptionType(STRING), Optional.of("ab"), "0 0 1 2;"),
                arguments(new MapType(STRING, Types.list(U8)), Map.of("k", new byte[2]), "0 0 4 16; 0 0 1 1; 0 0 1 2;"),
                // Seventeen core values lie in memory, which is allocated before what they point to.
                arguments(Types.tuple(Types.tuple(Collections.nCopies(15, U8).toArray(ValueType[]::new)), STRING),
                        List.of(Collections.nCopies(15, 1), "abc"), "0 0 4 24; 0 0 1 3;"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everythingElse(ValueType type, Object value, String calls) {
        Border.Side first = taker(UTF8);
        long[] place = border.lower(type, first, value);
        assertThat(calls(first)).isEqualTo(calls);
        Border.Side second = taker(UTF8);
        border.transfer(type, first, second, place);
        assertThat(calls(second)).isEqualTo(calls);
    }

    @Test
    void parametersAreAllocatedAsOne() {
        Border.Side guest = taker(UTF16);
        List<ValueType> params = new ArrayList<>(Collections.nCopies(14, (ValueType) U8));
        params.addAll(List.of(U64, Types.list(U32), STRING));
        LiftedFunction function = border.lift(Border.function(params, null), guest, arguments -> 0);
        List<Object> values = new ArrayList<>(Collections.nCopies(14, 0));
        values.addAll(List.of(5L, new int[] {1, 2, 3}, "é"));
        Border.call(function, values.toArray());
        assertThat(calls(guest)).isEqualTo("0 0 8 40; 0 0 4 12; 0 0 2 2;");
    }

    /** A result is lowered into room that the caller gives; only what it points to is allocated, before post-return. */
    @Test
    void resultsAreLoweredBeforePostReturn() {
        List<String> events = new ArrayList<>();
        Border.Side callee = border.side(UTF8, new byte[] {8, 0, 0, 0, 3, 0, 0, 0, 'a', 'b', 'c'}, 0);
        LiftedFunction giving = border.lift(Border.function(List.of(), STRING), callee, arguments -> {
            events.add("core");
            return 0;
        }, arguments -> {
            events.add("post-return " + arguments[0]);
            return 0;
        });
        Border.Side caller = taker(UTF16);
        caller.onAllocation = address -> {
            events.add("allocation");
            return address;
        };
        border.lower(giving.plan().type(), caller, giving).run(new long[] {8});
        assertThat(events).containsExactly("core", "allocation", "post-return 0");
        assertThat(calls(caller)).isEqualTo("0 0 2 6;");
        assertThat(border.lift(STRING, caller, caller.memory.readInt(8), caller.memory.readInt(12))).isEqualTo("abc");
        assertThat(Border.call(giving)).isEqualTo("abc");
    }

    /** Also where there is nothing to be written; what is not aligned is found before what is outside. */
    @Test
    void whatAnAllocatorReturnsIsChecked() {
        for (long size : new long[] {0, 2}) {
            int[] list = new int[(int) size];
            assertThatThrownBy(() -> lowerAt(1, Types.list(U32), list)).isInstanceOf(Trap.class).hasMessageContaining(
                    "not aligned");
            assertThatThrownBy(() -> lowerAt(-1, Types.list(U32), list)).isInstanceOf(Trap.class).hasMessageContaining(
                    "not aligned");
            assertThatThrownBy(() -> lowerAt(-4, Types.list(U32), list)).isInstanceOf(Trap.class).hasMessageContaining(
                    "beyond end of memory");
        }
        assertThat(lowerAt(FIRST + (1 << 12), Types.list(U32), new int[0])).hasSize(2);
        assertThat(Border.traps(() -> lowerAt(FIRST + (1 << 12) + 4, Types.list(U32), new int[0]))).isTrue();
        assertThat(Border.traps(() -> lowerAt(FIRST + (1 << 12) - 4, STRING, "abcde"))).isTrue();
    }

    private long[] lowerAt(int address, ValueType type, Object value) {
        Border.Side taker = taker(UTF8);
        taker.onAllocation = given -> (long) address;
        return border.lower(type, taker, value);
    }

    /** A memory that grows while its allocator runs is used as it is then. */
    @Test
    void memoriesGrowWithinAllocators() {
        Border.Side taker = border.side(UTF8, new byte[8], 0);
        taker.onAllocation = given -> {
            long size = taker.memory.size();
            taker.memory.grow(1 << 16);
            return size;
        };
        long[] place = border.lower(Types.list(STRING), taker, List.of("ab", "cd"));
        assertThat(border.lift(Types.list(STRING), taker, place)).isEqualTo(List.of("ab", "cd"));
    }

    /** An allocator runs with slots of its own, which are zero, and must not call out of its instance. */
    @Test
    void allocatorsAreAlone() {
        Border.Side callee = border.side(UTF8, new byte[] {8, 0, 0, 0, 3, 0, 0, 0, 10, 11, 12}, 0);
        LiftedFunction producer = border.lift(Border.function(List.of(), Types.list(U8)), callee, arguments -> {
            callee.state.context(0).setI64(0xDEAD);
            return 0;
        });
        Border.Side caller = taker(UTF8);
        List<Object> seen = new ArrayList<>();
        caller.onAllocation = address -> {
            seen.addAll(List.of(caller.state.context(0).i64(), caller.state.context(1).i64()));
            caller.state.context(0).setI64(0xFEED);
            seen.add(caller.state.context(0).i64());
            try {
                caller.state.checkMayLeave();
            } catch (Trap trap) {
                seen.add(trap.code());
            }
            try {
                caller.state.enter(null);
            } catch (Trap trap) {
                seen.add(trap.code());
            }
            return address;
        };
        Border.Core lowered = border.lower(producer.plan().type(), caller, producer);
        LiftedFunction consumer = border.lift(Border.function(List.of(), null), caller, arguments -> {
            caller.state.context(0).setI64(42);
            caller.state.context(1).setI64(43);
            lowered.run(new long[] {0});
            seen.addAll(List.of(caller.state.context(0).i64(), caller.state.context(1).i64()));
            return 0;
        });
        Border.call(consumer);
        assertThat(seen).containsExactly(0L, 0L, 0xFEEDL, TrapCode.CANNOT_LEAVE_COMPONENT, TrapCode.CANNOT_ENTER_COMPONENT, 42L,
                43L);
        assertThat(caller.bytes(caller.memory.readInt(0), 3)).containsExactly(10, 11, 12);
        caller.state.checkMayLeave();
    }
}
