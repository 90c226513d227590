package dev.vespula.component.internal.abi;

import static dev.vespula.component.types.Primitive.F32;
import static dev.vespula.component.types.Primitive.F64;
import static dev.vespula.component.types.Primitive.S32;
import static dev.vespula.component.types.Primitive.U16;
import static dev.vespula.component.types.Primitive.U32;
import static dev.vespula.component.types.Primitive.U64;
import static dev.vespula.component.types.Primitive.U8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vespula.Trap;
import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.Collections;
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

/** Values that are several core values. */
class AggregateBorderTest {
    private static final long PI = Float.floatToRawIntBits(3.14f);
    private static final ValueType MIXED = Types.variant(Types.of("x", U8), Types.of("y", F32), Types.of("z", null));
    /** Its slot is an i64, for the sake of the second case. */
    private static final ValueType JOINED = Types.variant(Types.of("word", S32), Types.of("long", U64), Types.of("f32", F32),
            Types.of("f64", F64));

    private final Border border = new Border();

    private static long[] core(long... values) {
        return values;
    }

    /** Type, core values, Java value, and the core values that it is lowered to. */
    static Stream<Arguments> values() {
        return Stream.of(
                arguments(Types.record(U8, U16, U32), core(1, 2, 3), Map.of("f0", 1, "f1", 2, "f2", 3L), core(1, 2, 3)),
                arguments(Types.tuple(Types.tuple(U8, U8), U8), core(1, 2, 3), List.of(List.of(1, 2), 3), core(1, 2, 3)),
                arguments(new FixedListType(U8, 3), core(1, 2, 0x103), List.of(1, 2, 3), core(1, 2, 3)),
                arguments(new FixedListType(new FixedListType(U8, 2), 3), core(1, 2, 3, 4, 5, 6),
                        List.of(List.of(1, 2), List.of(3, 4), List.of(5, 6)), core(1, 2, 3, 4, 5, 6)),
                arguments(Types.flags(2), core(0), Set.of(), core(0)),
                arguments(Types.flags(2), core(2), Set.of("l1"), core(2)),
                arguments(Types.flags(2), core(3), Set.of("l0", "l1"), core(3)),
                arguments(Types.flags(2), core(4), Set.of(), core(0)),
                arguments(Types.flags(2), core(-1), Set.of("l0", "l1"), core(3)),
                arguments(Types.flags(32), core(-1), IntStream.range(0, 32).mapToObj(i -> "l" + i).collect(Collectors.toSet()),
                        core(-1)),
                arguments(MIXED, core(0, 42), new VariantValue("x", 42), core(0, 42)),
                arguments(MIXED, core(0, 256), new VariantValue("x", 0), core(0, 0)),
                arguments(MIXED, core(1, PI), new VariantValue("y", 3.14f), core(1, PI)),
                arguments(MIXED, core(2, -1), new VariantValue("z"), core(2, 0)),
                arguments(JOINED, core(0, 0xABCD_EF01_FFFF_FFFFL), new VariantValue("word", -1), core(0, 0xFFFF_FFFFL)),
                arguments(JOINED, core(1, -1), new VariantValue("long", -1L), core(1, -1)),
                arguments(JOINED, core(2, 0x1234_5678_BF80_0000L), new VariantValue("f32", -1f), core(2, 0xBF80_0000L)),
                arguments(JOINED, core(3, Double.doubleToRawLongBits(-2)), new VariantValue("f64", -2.0),
                        core(3, Double.doubleToRawLongBits(-2))),
                arguments(new OptionType(F32), core(0, PI), Optional.empty(), core(0, 0)),
                arguments(new OptionType(F32), core(1, PI), Optional.of(3.14f), core(1, PI)),
                arguments(new ResultType(Optional.of(U8), Optional.of(U32)), core(0, 42), Result.ok(42), core(0, 42)),
                arguments(new ResultType(Optional.of(U8), Optional.of(U32)), core(1, 1000), Result.err(1000L), core(1, 1000)),
                arguments(new ResultType(Optional.empty(), Optional.of(U64)), core(0, -1), Result.ok(null), core(0, 0)),
                arguments(new ResultType(Optional.empty(), Optional.empty()), core(1), Result.err(null), core(1)),
                arguments(new OptionType(new OptionType(U8)), core(1, 0, 7), Optional.of(Optional.empty()), core(1, 0, 0)),
                // A case with fewer slots than another leaves the rest: what comes behind is found nevertheless.
                arguments(Types.tuple(new OptionType(Types.tuple(U8, U64, F32)), U8), core(0, 5, 6, PI, 9),
                        List.of(Optional.empty(), 9), core(0, 0, 0, 0, 9)),
                arguments(Types.tuple(Types.variant(Types.of("a", U8), Types.of("b", Types.tuple(F64, U8))), U8),
                        core(0, 7, 8, 9), List.of(new VariantValue("a", 7), 9), core(0, 7, 0, 9)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeInAndGoOut(ValueType type, long[] core, Object value, long[] lowered) {
        Border.Side guest = border.side();
        assertThat(border.lift(type, guest, core)).isEqualTo(value);
        assertThat(border.lower(type, guest, value)).containsExactly(lowered);
        assertThat(border.transfer(type, guest, border.side(), core)).containsExactly(lowered);
    }

    /** What was lowered into memory is lifted out of it again. */
    @ParameterizedTest
    @MethodSource("values")
    void valuesLieInMemory(ValueType type, long[] core, Object value, long[] lowered) {
        ValueType list = Types.list(type);
        Border.Side guest = border.side();
        long[] place = border.lower(list, guest, Collections.nCopies(3, value));
        assertThat(border.lift(list, guest, place)).isEqualTo(Collections.nCopies(3, value));
        Border.Side other = border.side();
        long[] copy = border.transfer(list, guest, other, place);
        int size = 3 * (int) new Layout(4).size(type);
        assertThat(other.bytes(copy[0], size)).isEqualTo(guest.bytes(place[0], size));
    }

    @Test
    void theWrongCaseTrapsBeforeItsPayload() {
        ValueType type = Types.variant(Types.of("a", Types.list(U8)), Types.of("b", null));
        assertThatThrownBy(() -> border.lift(type, border.side(), 2, -1, -1)).isInstanceOf(Trap.class).hasMessageContaining(
                "discriminant");
        assertThatThrownBy(() -> border.transfer(type, border.side(), border.side(), -1, -1, -1)).isInstanceOf(Trap.class)
                .hasMessageContaining("discriminant");
    }

    /** Where one more case makes the discriminant one byte longer. */
    @Test
    void discriminantsOfManyCases() {
        for (int cases : new int[] {255, 256, 257}) {
            VariantType type = new VariantType(IntStream.range(0, cases).mapToObj(i -> Types.of("c" + i, i == 0 ? null : U8))
                    .toList());
            Border.Side guest = border.side();
            VariantValue last = new VariantValue("c" + (cases - 1), 200);
            long[] place = border.lower(Types.list(type), guest, List.of(last));
            assertThat(guest.bytes(place[0], cases > 256 ? 4 : 2)).containsExactly(cases > 256
                    ? new byte[] {0, 1, (byte) 200, 0}
                    : new byte[] {(byte) (cases - 1), (byte) 200});
            assertThat(border.lift(Types.list(type), guest, place)).isEqualTo(List.of(last));
            assertThat(Border.traps(() -> border.lift(type, guest, cases, 0))).isTrue();
        }
    }

    @Test
    void parametersBeyondSixteenLieInMemory() {
        ValueType wide = new TupleType(Collections.nCopies(16, (ValueType) U8));
        Border.Side guest = border.side();
        assertThat(border.lower(wide, guest, Collections.nCopies(16, 3))).hasSize(16);
        ValueType wider = Types.tuple(wide, U32);
        List<Object> value = List.of(Collections.nCopies(16, 3), 0xFFFF_FFFFL);
        long[] place = border.lower(wider, guest, value);
        assertThat(place).hasSize(1);
        assertThat(border.lift(wider, guest, place)).isEqualTo(value);
        assertThatThrownBy(() -> border.lift(wider, guest, 2)).isInstanceOf(Trap.class).hasMessageContaining("unaligned");
        assertThatThrownBy(() -> border.lift(wider, guest, (1 << 16) - 16)).isInstanceOf(Trap.class).hasMessageContaining(
                "out");
        assertThatThrownBy(() -> border.lift(wider, guest, -4)).isInstanceOf(Trap.class).hasMessageContaining("out");
    }
}
