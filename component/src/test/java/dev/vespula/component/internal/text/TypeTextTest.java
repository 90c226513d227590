package dev.vespula.component.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.CoreModuleType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypeTextTest {
    private static final ValueType U8 = Primitive.U8;
    private static final ResourceType FILE = new ResourceType("file");

    @Test
    void valueTypes() {
        assertThat(TypeText.of(Primitive.ERROR_CONTEXT)).isEqualTo("error-context");
        assertThat(TypeText.of(new RecordType(List.of(new NamedType("a", U8), new NamedType("b", Primitive.STRING)))))
                .isEqualTo("record { a: u8, b: string }");
        assertThat(TypeText.of(new VariantType(List.of(new VariantType.Case("a", Optional.of(U8)),
                new VariantType.Case("b", Optional.empty()))))).isEqualTo("variant { a(u8), b }");
        assertThat(TypeText.of(new FlagsType(List.of("a", "b")))).isEqualTo("flags { a, b }");
        assertThat(TypeText.of(new EnumType(List.of("a")))).isEqualTo("enum { a }");
        assertThat(TypeText.of(new TupleType(List.of(U8, Primitive.BOOL)))).isEqualTo("tuple<u8, bool>");
        assertThat(TypeText.of(new ListType(new FixedListType(U8, 3)))).isEqualTo("list<list<u8, 3>>");
        assertThat(TypeText.of(new MapType(Primitive.STRING, new OptionType(U8)))).isEqualTo("map<string, option<u8>>");
        assertThat(TypeText.of(new OwnType(FILE))).isEqualTo("own<file>");
        assertThat(TypeText.of(new BorrowType(new ResourceType("")))).isEqualTo("borrow<resource>");
        assertThat(TypeText.of(new StreamType(Optional.of(U8)))).isEqualTo("stream<u8>");
        assertThat(TypeText.of(new FutureType(Optional.empty()))).isEqualTo("future");
    }

    @Test
    void results() {
        Optional<ValueType> none = Optional.empty();
        Optional<ValueType> some = Optional.of(U8);
        assertThat(TypeText.of(new ResultType(none, none))).isEqualTo("result");
        assertThat(TypeText.of(new ResultType(some, none))).isEqualTo("result<u8>");
        assertThat(TypeText.of(new ResultType(none, some))).isEqualTo("result<_, u8>");
        assertThat(TypeText.of(new ResultType(some, some))).isEqualTo("result<u8, u8>");
    }

    @Test
    void otherTypes() {
        FunctionType function = new FunctionType(false, List.of(new NamedType("a", U8)), Optional.of(U8));
        FunctionType async = new FunctionType(true, List.of(), Optional.empty());
        assertThat(TypeText.of(function)).isEqualTo("func(a: u8) -> u8");
        assertThat(TypeText.of(async)).isEqualTo("async func()");
        assertThat(TypeText.of(new InstanceType(Map.of("f", async)))).isEqualTo("interface { f: async func() }");
        assertThat(TypeText.of(new ComponentType(Map.of("m", new CoreModuleType(List.of(), List.of())), Map.of())))
                .isEqualTo("component { import m: core module } {}");
        assertThat(TypeText.of(new ComponentType(Map.of(), Map.of("r", new TypeBound.OfResource(FILE)))))
                .isEqualTo("component {} { export r: resource }");
        assertThat(TypeText.of(new TypeBound.OfValues(U8))).isEqualTo("type u8");
        assertThat(TypeText.of(new TypeBound.OfExtern(async))).isEqualTo("type async func()");
    }

    /** A type that doubles with each level would have 2^60 parts. */
    @Test
    void longTypesAreCut() {
        ValueType type = U8;
        for (int k = 0; k < 60; k++) {
            type = new TupleType(List.of(type, type));
        }
        assertThat(TypeText.of(type)).startsWith("tuple<tuple<").endsWith("...").hasSizeLessThan(500);
    }

    @Test
    void namesAreMadeFitToBeShown() {
        assertThat(TypeText.of(new OwnType(new ResourceType("a\u001bb")))).isEqualTo("own<a\\u{1b}b>");
    }
}
