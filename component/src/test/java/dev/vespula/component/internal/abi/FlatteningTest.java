package dev.vespula.component.internal.abi;

import static dev.vespula.component.types.Primitive.F32;
import static dev.vespula.component.types.Primitive.F64;
import static dev.vespula.component.types.Primitive.STRING;
import static dev.vespula.component.types.Primitive.U32;
import static dev.vespula.component.types.Primitive.U64;
import static dev.vespula.component.types.Primitive.U8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Core types of values and functions. */
class FlatteningTest {
    private static final List<ValueType> MIXED = List.of(U8, F32, F64);

    private static List<NumType> core(String letters) {
        List<NumType> types = new ArrayList<>();
        for (String letter : letters.isEmpty() ? new String[0] : letters.split(" ")) {
            types.add(NumType.valueOf(letter.toUpperCase()));
        }
        return types;
    }

    /** Parameters, result, and the core type of what the function is lowered to. */
    static Stream<Arguments> functions() {
        return Stream.of(
                arguments(MIXED, null, "i32 f32 f64", ""),
                arguments(MIXED, F32, "i32 f32 f64", "f32"),
                arguments(MIXED, U8, "i32 f32 f64", "i32"),
                arguments(MIXED, U64, "i32 f32 f64", "i64"),
                arguments(MIXED, new TupleType(List.of(F32)), "i32 f32 f64", "f32"),
                arguments(MIXED, new TupleType(List.of(F32, F32)), "i32 f32 f64 i32", ""),
                arguments(List.of(), STRING, "i32", ""),
                arguments(List.of(), new OptionType(U8), "i32", ""),
                arguments(List.of(), new ResultType(Optional.empty(), Optional.empty()), "", "i32"),
                arguments(Collections.nCopies(16, U8), null, "i32 ".repeat(16).trim(), ""),
                arguments(Collections.nCopies(17, U8), null, "i32", ""),
                arguments(Collections.nCopies(17, F64), U8, "i32", "i32"),
                arguments(Collections.nCopies(17, U8), new TupleType(List.of(U8, U8)), "i32 i32", ""),
                arguments(Collections.nCopies(8, STRING), null, "i32 ".repeat(16).trim(), ""),
                arguments(List.of(new FixedListType(F64, 1 << 20)), null, "i32", ""));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionsAreLowered(List<ValueType> params, ValueType result, String coreParams, String coreResults) {
        FuncType lowered = new Plans().of(Border.function(params, result)).lowered(LoweredForm.SYNC);
        assertThat(lowered).isEqualTo(new FuncType(List.copyOf(core(coreParams)), List.copyOf(core(coreResults))));
    }

    @Test
    void moreThanFitsIsListedUpToTheLimit() {
        FunctionType type = Border.function(Collections.nCopies(9, STRING), new TupleType(List.of(U8, U8)));
        assertThat(Flattening.params(type)).hasSize(Flattening.LIMIT);
        assertThat(Flattening.results(type)).containsExactly(NumType.I32, NumType.I32);
        assertThat(new Flattening(NumType.I64).parameters(type)).containsOnly(NumType.I64);
    }

    /** What a slot is that several cases use. */
    @Test
    void slotsAreJoined() {
        NumType[] types = {NumType.I32, NumType.I64, NumType.F32, NumType.F64};
        ValueType[] values = {U32, U64, F32, F64};
        String[] joined = {"i32 i64 i32 i64", "i64 i64 i64 i64", "i32 i64 f32 i64", "i64 i64 i64 f64"};
        for (int i = 0; i < types.length; i++) {
            for (int j = 0; j < types.length; j++) {
                NumType expected = core(joined[i]).get(j);
                assertThat(Flattening.joined(types[i], types[j])).isEqualTo(expected);
                ValueType type = new ResultType(Optional.of(values[i]), Optional.of(values[j]));
                assertThat(Flattening.of(type)).isEqualTo(Arrays.asList(NumType.I32, expected));
            }
        }
        ValueType three = Types.variant(Types.of("a", Types.tuple(F32, F32)), Types.of("b", U32), Types.of("c", Types.tuple(F32,
                F64, U8)));
        assertThat(Flattening.of(three)).isEqualTo(core("i32 i32 i64 i32"));
    }
}
