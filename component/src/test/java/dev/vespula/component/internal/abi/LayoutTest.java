package dev.vespula.component.internal.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.types.NumType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private final Layout layout = new Layout(4);

    @Test
    void membersLieAtMultiplesOfTheirAlignment() {
        List<ValueType> members = List.of(Primitive.U8, Primitive.U64, Primitive.U16, Primitive.STRING);
        assertThat(layout.offsets(members)).containsExactly(0, 8, 16, 20, 32);
        assertThat(layout.alignment(new TupleType(members))).isEqualTo(8);
        assertThat(new Layout(8).offsets(members)).containsExactly(0, 8, 16, 24, 40);
    }

    @Test
    void discriminantsGrowWithTheNumberOfCases() {
        assertThat(layout.size(enumOf(256))).isEqualTo(1);
        assertThat(layout.size(enumOf(257))).isEqualTo(2);
        assertThat(layout.size(enumOf(65_536))).isEqualTo(2);
        assertThat(layout.size(enumOf(65_537))).isEqualTo(4);
    }

    @Test
    void payloadsOfVariantsAreAligned() {
        ValueType type = new ResultType(Optional.of(Primitive.U8), Optional.of(Primitive.F64));
        assertThat(layout.payloadOffset(Despecialised.payloads(type).orElseThrow())).isEqualTo(8);
        assertThat(layout.size(type)).isEqualTo(16);
        assertThat(layout.size(new OptionType(Primitive.U16))).isEqualTo(4);
    }

    @Test
    void flagsTakeOneTwoOrFourBytes() {
        assertThat(layout.size(new FlagsType(labels(8)))).isEqualTo(1);
        assertThat(layout.size(new FlagsType(labels(9)))).isEqualTo(2);
        assertThat(layout.size(new FlagsType(labels(17)))).isEqualTo(4);
    }

    @Test
    void sizesOfHugeListsSaturate() {
        ValueType type = Primitive.U64;
        for (int i = 0; i < 50; i++) {
            type = new FixedListType(type, (1 << 30) - 1);
        }
        assertThat(layout.size(type)).isEqualTo(1L << 62);
        assertThat(Flattening.of(type)).hasSize(Flattening.LIMIT);
    }

    @Test
    void sharedPartsAreWalkedOnce() {
        ValueType type = Primitive.U8;
        for (int i = 0; i < 60; i++) {
            type = new ResultType(Optional.of(type), Optional.of(type));
        }
        assertThat(layout.size(type)).isEqualTo(61);
        assertThat(Flattening.of(type)).hasSize(Flattening.LIMIT);
    }

    @Test
    void casesShareSlots() {
        ValueType payload = new TupleType(List.of(Primitive.F32, Primitive.F64, Primitive.U32));
        ValueType other = new TupleType(List.of(Primitive.U32, Primitive.F64, Primitive.F64));
        assertThat(Flattening.of(new ResultType(Optional.of(payload), Optional.of(other))))
                .containsExactly(NumType.I32, NumType.I32, NumType.F64, NumType.I64);
    }

    @Test
    void functionsFlattenToParametersAndResults() {
        FunctionType type = new FunctionType(false,
                List.of(new NamedType("a", Primitive.STRING),
                        new NamedType("b", new FixedListType(Primitive.F32, 3))),
                Optional.of(new ListType(Primitive.U8)));
        assertThat(Flattening.params(type))
                .containsExactly(NumType.I32, NumType.I32, NumType.F32, NumType.F32, NumType.F32);
        assertThat(Flattening.results(type)).containsExactly(NumType.I32, NumType.I32);
        assertThat(new Flattening(NumType.I64).result(type)).containsExactly(NumType.I64, NumType.I64);
        FunctionType many = new FunctionType(false,
                Collections.nCopies(17, new NamedType("a", Primitive.U8)), Optional.empty());
        assertThat(Flattening.params(many)).hasSize(Flattening.LIMIT);
    }

    private static EnumType enumOf(int cases) {
        return new EnumType(labels(cases));
    }

    private static List<String> labels(int count) {
        return IntStream.range(0, count).mapToObj(i -> "l" + i).toList();
    }
}
