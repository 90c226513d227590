package dev.vespula.component.internal.abi;

import static dev.vespula.component.types.Primitive.BOOL;
import static dev.vespula.component.types.Primitive.CHAR;
import static dev.vespula.component.types.Primitive.S16;
import static dev.vespula.component.types.Primitive.S32;
import static dev.vespula.component.types.Primitive.S64;
import static dev.vespula.component.types.Primitive.S8;
import static dev.vespula.component.types.Primitive.STRING;
import static dev.vespula.component.types.Primitive.U16;
import static dev.vespula.component.types.Primitive.U32;
import static dev.vespula.component.types.Primitive.U64;
import static dev.vespula.component.types.Primitive.U8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vespula.Trap;
import dev.vespula.component.VariantValue;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.ValueType;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, and what lies in memory within them. */
class HeapBorderTest {
    private static final ValueType ALIGNED = Types.tuple(U8, U8, U16, U32);
    private static final ValueType PADDED = Types.tuple(U8, U16, U8, U32);

    private final Border border = new Border();

    private Border.Side with(String hex) {
        return border.side(StringEncoding.UTF8, HexFormat.ofDelimiter(" ").parseHex(hex), 0);
    }

    private static Set<String> all(int flags) {
        return IntStream.range(0, flags).mapToObj(i -> "l" + i).collect(Collectors.toSet());
    }

    /** Element type, address, length, bytes of the memory, and the value: bytes that say nothing are EE. */
    static Stream<Arguments> lists() {
        return Stream.of(
                arguments(BOOL, 0, 3, "01 00 01", List.of(true, false, true)),
                arguments(BOOL, 0, 3, "01 00 02", List.of(true, false, true)),
                arguments(BOOL, 3, 3, "ee ee ee 01 00 01", List.of(true, false, true)),
                arguments(U8, 0, 3, "01 02 fd", new byte[] {1, 2, -3}),
                arguments(U16, 0, 3, "01 00 02 00 03 ff", new short[] {1, 2, -253}),
                arguments(U32, 0, 2, "01 00 00 00 02 00 00 80", new int[] {1, Integer.MIN_VALUE + 2}),
                arguments(U64, 0, 1, "01 00 00 00 00 00 00 80", new long[] {Long.MIN_VALUE + 1}),
                arguments(S8, 0, 2, "ff fe", new byte[] {-1, -2}),
                arguments(S16, 0, 2, "ff ff fe ff", new short[] {-1, -2}),
                arguments(S32, 0, 2, "ff ff ff ff fe ff ff ff", new int[] {-1, -2}),
                arguments(S64, 0, 1, "fe ff ff ff ff ff ff ff", new long[] {-2}),
                arguments(CHAR, 0, 2, "41 00 00 00 ff ff 10 00", List.of(65, 0x10FFFF)),
                arguments(STRING, 0, 2, "10 00 00 00 02 00 00 00 15 00 00 00 03 00 00 00 68 69 ee ee ee 77 61 74",
                        List.of("hi", "wat")),
                arguments(Types.list(U8), 0, 3, "18 00 00 00 03 00 00 00 00 00 00 00 00 00 00 00 1b 00 00 00 02 00 00 00"
                        + " 03 04 05 06 07", List.of(new byte[] {3, 4, 5}, new byte[0], new byte[] {6, 7})),
                arguments(Types.list(U16), 0, 1, "08 00 00 00 02 00 00 00 05 00 06 00", List.of(new short[] {5, 6})),
                arguments(new FixedListType(U8, 2), 0, 2, "01 02 03 04", List.of(List.of(1, 2), List.of(3, 4))),
                arguments(new FixedListType(U32, 2), 0, 1, "01 00 00 00 02 00 00 00", List.of(List.of(1L, 2L))),
                arguments(ALIGNED, 0, 2, "06 07 08 00 09 00 00 00 04 05 06 00 07 00 00 00",
                        List.of(List.of(6, 7, 8, 9L), List.of(4, 5, 6, 7L))),
                arguments(PADDED, 0, 2, "06 ee 07 00 08 ee ee ee 09 00 00 00 04 ee 05 00 06 ee ee ee 07 00 00 00",
                        List.of(List.of(6, 7, 8, 9L), List.of(4, 5, 6, 7L))),
                arguments(Types.tuple(U16, U8), 0, 2, "06 00 07 ee 08 00 09 ee", List.of(List.of(6, 7), List.of(8, 9))),
                arguments(Types.tuple(Types.tuple(U16, U8), U8), 0, 2, "04 00 05 ee 06 ee 07 00 08 ee 09 ee",
                        List.of(List.of(List.of(4, 5), 6), List.of(List.of(7, 8), 9))),
                arguments(Types.flags(2), 0, 4, "00 02 03 04", List.of(Set.of(), Set.of("l1"), all(2), Set.of())),
                arguments(Types.flags(9), 0, 3, "ff 01 00 00 ff 03", List.of(all(9), Set.of(), all(9))),
                arguments(Types.flags(17), 0, 2, "ff ff 03 ff 00 00 00 00", List.of(all(17), Set.of())),
                arguments(Types.flags(32), 0, 2, "ff ff ff ff 00 00 00 80", List.of(all(32), Set.of("l31"))),
                arguments(new EnumType(List.of("a", "b")), 0, 2, "01 00", List.of("b", "a")),
                arguments(new OptionType(U16), 0, 2, "00 ee ee ee 01 ee 34 12", List.of(Optional.empty(), Optional.of(0x1234))),
                arguments(Types.variant(Types.of("x", U8), Types.of("y", U64), Types.of("z", null)), 0, 3,
                        "00 ee ee ee ee ee ee ee 07 ee ee ee ee ee ee ee"
                                + " 01 ee ee ee ee ee ee ee 08 00 00 00 00 00 00 00"
                                + " 02 ee ee ee ee ee ee ee ee ee ee ee ee ee ee ee",
                        List.of(new VariantValue("x", 7), new VariantValue("y", 8L), new VariantValue("z"))));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listsAreReadAndWritten(ValueType element, int address, int length, String hex, Object value) {
        Border.Side guest = with(hex);
        Object lifted = border.lift(Types.list(element), guest, address, length);
        assertThat(lifted).usingRecursiveComparison().isEqualTo(value);
        Border.Side second = border.side();
        long[] place = border.lower(Types.list(element), second, lifted);
        assertThat(border.lift(Types.list(element), second, place)).usingRecursiveComparison().isEqualTo(value);
        Border.Side third = border.side();
        long[] copy = border.transfer(Types.list(element), guest, third, address, length);
        assertThat(border.lift(Types.list(element), third, copy)).usingRecursiveComparison().isEqualTo(value);
        // Bytes between values are not carried from one memory to another: they may be secrets.
        int bytes = length * (int) new Layout(4).size(element);
        assertThat(third.bytes(copy[0], bytes)).isEqualTo(second.bytes(place[0], bytes)).doesNotContain(0xEE);
    }

    /** The order of entries is that of the memory; between guests a key may come twice, and for the host the last one counts. */
    @Test
    void mapsAreListsOfPairs() {
        ValueType map = new MapType(U8, U16);
        Border.Side guest = with("2a ee 53 00 2b ee 54 00 2a ee 55 00");
        assertThat(border.lift(map, guest, 0, 2)).isEqualTo(Map.of(42, 83, 43, 84));
        assertThat(border.lift(map, guest, 0, 3)).isEqualTo(Map.of(42, 85, 43, 84));
        Border.Side other = border.side();
        long[] copy = border.transfer(map, guest, other, 0, 3);
        assertThat(copy[1]).isEqualTo(3);
        assertThat(other.bytes(copy[0], 12)).containsExactly(42, 0, 83, 0, 43, 0, 84, 0, 42, 0, 85, 0);
        long[] place = border.lower(map, other, Map.of(1, 2));
        assertThat(other.bytes(place[0], 4)).containsExactly(1, 0, 2, 0);
    }

    @Test
    void pointersAreAligned() {
        for (ValueType element : List.of(U16, S16, U32, S32, U64, S64, CHAR, STRING, new FixedListType(U32, 2), ALIGNED)) {
            Border.Side guest = border.side(StringEncoding.UTF8, new byte[64], 0);
            for (int length = 0; length < 2; length++) {
                long count = length;
                assertThatThrownBy(() -> border.lift(Types.list(element), guest, 1, count)).isInstanceOf(Trap.class)
                        .hasMessageContaining("unaligned");
                assertThatThrownBy(() -> border.transfer(Types.list(element), guest, border.side(), 1, count)).isInstanceOf(
                        Trap.class).hasMessageContaining("unaligned");
            }
        }
        Border.Side inner = with("09 00 00 00 02 00 00 00 00 05 00 06 00");
        assertThat(Border.traps(() -> border.lift(Types.list(Types.list(U16)), inner, 0, 1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 0x1FFF_FFFF, 0x4000_0000, 0xFFFF_FFFFL})
    void listsEndWithinTheMemory(long length) {
        Border.Side guest = border.side(StringEncoding.UTF8, new byte[24], 0);
        for (ValueType element : List.of(U32, Types.tuple(U32), Types.tuple(U64))) {
            assertThat(Border.traps(() -> border.lift(Types.list(element), guest, 0, (int) length))).isTrue();
            assertThat(Border.traps(() -> border.transfer(Types.list(element), guest, border.side(), 0, (int) length)))
                    .isTrue();
        }
        assertThat(Border.traps(() -> border.lift(Types.list(U32), guest, 24, 0))).isFalse();
        assertThat(Border.traps(() -> border.lift(Types.list(U32), guest, 28, 0))).isTrue();
        assertThat(Border.traps(() -> border.lift(Types.list(U32), guest, -4, 0))).isTrue();
        assertThat(Border.traps(() -> border.lift(Types.list(U32), guest, -4, 1))).isTrue();
    }

    /** Strings of 2^28 - 1 bytes are the longest; the length is looked at before pointer and memory. */
    @Test
    void lengthsHaveALimit() {
        Border.Side guest = border.side(StringEncoding.UTF16, new byte[8], 0);
        for (long units : new long[] {1 << 27, 1L << 31, 0xFFFF_FFFFL}) {
            assertThatThrownBy(() -> border.lift(STRING, guest, 1, (int) units)).isInstanceOf(Trap.class).hasMessageContaining(
                    "out of bounds");
            assertThatThrownBy(() -> border.transfer(STRING, guest, border.side(), 1, (int) units)).isInstanceOf(Trap.class)
                    .hasMessageContaining("out-of-bounds");
        }
        assertThatThrownBy(() -> border.lift(STRING, guest, 1, (1 << 27) - 1)).hasMessageContaining("unaligned");
    }

    /** Values through a function that returns its argument where it was put. */
    static Stream<Arguments> returned() {
        return Stream.of(
                arguments(S8, (byte) -1),
                arguments(Types.tuple(U16, U16), List.of(3, 4)),
                arguments(Types.list(STRING), List.of("hello there")),
                arguments(Types.list(Types.list(STRING)), List.of(List.of("one", "two"), List.of("three"))),
                arguments(Types.list(new OptionType(Types.tuple(STRING, U16))), List.of(Optional.of(List.of("answer", 42)))),
                arguments(Types.variant(Types.of("x", Types.tuple(Stream.concat(Collections.nCopies(16, U32).stream(),
                        Stream.of(STRING)).toArray(ValueType[]::new)))),
                        new VariantValue("x", List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L,
                                "wat"))));
    }

    @ParameterizedTest
    @MethodSource("returned")
    void whatIsReturnedIsWhatWasGiven(ValueType type, Object value) {
        // Behind so many bytes a parameter lies in memory, and is returned from where it lies.
        ValueType rest = new FixedListType(U8, 17);
        Border.Side guest = border.side();
        LiftedFunction function = border.lift(Border.function(List.of(type, rest), Types.tuple(type, rest)), guest,
                arguments -> arguments[0]);
        List<Integer> zeros = Collections.nCopies(17, 0);
        assertThat(Border.call(function, value, zeros)).isEqualTo(List.of(value, zeros));
    }
}
