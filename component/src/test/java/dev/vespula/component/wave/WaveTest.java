package dev.vespula.component.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveTest {
    private static final ValueType U8 = Primitive.U8;
    private static final ValueType STRING = Primitive.STRING;
    private static final RecordType POINT = new RecordType(List.of(new NamedType("x", Primitive.S32),
            new NamedType("label", new OptionType(STRING))));
    private static final VariantType SHAPE = new VariantType(List.of(new VariantType.Case("circle", Optional.of(Primitive.F32)),
            new VariantType.Case("none", Optional.empty())));
    private static final ResultType OUTCOME = new ResultType(Optional.of(U8), Optional.of(STRING));
    private static final ResultType BARE = new ResultType(Optional.empty(), Optional.empty());

    private static Primitive primitive(String name) {
        return Primitive.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static void assertReadsAs(ValueType type, Object value, String... texts) {
        for (String text : texts) {
            assertThat(Wave.parse(text, type)).as(text).isEqualTo(value);
        }
        assertThat(Wave.print(value, type)).isEqualTo(texts[0]);
    }

    private static void assertRefused(ValueType type, String text, int line, int column, String reason) {
        assertThatExceptionOfType(WaveException.class).isThrownBy(() -> Wave.parse(text, type)).satisfies(e -> {
            assertThat(e.reason()).contains(reason);
            assertThat(e.line() + ":" + e.column()).as(e.getMessage()).isEqualTo(line + ":" + column);
            assertThat(e.getMessage()).startsWith(line + ":" + column + ": ").contains("\n");
        });
    }

    @Test
    void scalars() {
        assertReadsAs(Primitive.BOOL, true, "true");
        assertReadsAs(Primitive.S8, (byte) -128, "-128");
        assertReadsAs(U8, 255, "255", " 255 // most", "// a\n255");
        assertReadsAs(Primitive.S16, (short) -9, "-9");
        assertReadsAs(Primitive.U16, 65535, "65535");
        assertReadsAs(Primitive.S32, Integer.MIN_VALUE, "-2147483648");
        assertReadsAs(Primitive.U32, 4294967295L, "4294967295");
        assertReadsAs(Primitive.S64, Long.MIN_VALUE, "-9223372036854775808");
        assertReadsAs(Primitive.U64, -1L, "18446744073709551615");
        assertReadsAs(Primitive.F32, 1.5f, "1.5", "15e-1", "0.15E+1");
        assertReadsAs(Primitive.F32, Float.NaN, "nan");
        assertReadsAs(Primitive.F32, Float.NEGATIVE_INFINITY, "-inf");
        assertReadsAs(Primitive.F64, -0.0, "-0");
        assertReadsAs(Primitive.F64, 1e300, "1e300");
        assertReadsAs(Primitive.F64, Double.POSITIVE_INFINITY, "inf");
        assertReadsAs(Primitive.CHAR, (int) 'x', "'x'");
        assertReadsAs(Primitive.CHAR, 0x1F41D, "'\ud83d\udc1d'", "'\\u{1f41d}'");
        assertReadsAs(Primitive.CHAR, (int) '\'', "'\\''");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            u8 | 256 | the number is out of the range of u8, from 0 to 255
            u8 | -1 | the number is out of the range of u8, from 0 to 255
            s8 | 128 | the number is out of the range of s8, from -128 to 127
            u64 | 18446744073709551616 | out of the range of u64, from 0 to 18446744073709551615
            s64 | -9223372036854775809 | out of the range of s64
            u32 | 99999999999999999999999999999999 | out of the range of u32
            u8 | 1.5 | a number of type u8 expected, found `1`
            u8 | 007 | a number of type u8 expected, found `007`
            u8 | x | a number of type u8 expected, found `x`
            f32 | 1e39 | the number is too large
            f32 | 1. | a number of type f32 expected
            f64 | -nan | a number of type f64 expected
            bool | 1 | true or false expected, found `1`
            bool | truest | true or false expected, found `truest`
            char | x | a character in quotes expected, found `x`
            """)
    void wrongScalars(String type, String text, String reason) {
        assertRefused(primitive(type), text, 1, 1, reason);
    }

    @Test
    void thereIsOneValue() {
        assertRefused(U8, "1 2", 1, 3, "there is more text behind the value");
        assertRefused(U8, "", 1, 1, "a number of type u8 expected, but the text ends");
        assertRefused(U8, " // nothing", 1, 12, "but the text ends");
    }

    @Test
    void strings() {
        assertReadsAs(STRING, "", "\"\"");
        assertReadsAs(STRING, "a\"b'\\\t\n\r\u001b\u00e4", "\"a\\\"b'\\\\\\t\\n\\r\\u{1b}\u00e4\"",
                "\"a\\\"b\\'\\\\\t\\n\\r\\u{1B}\\u{e4}\"");
        assertThat(Wave.parse("\"\"\"\n    a\n      b \\\"\"\"\n\n    \"\"\"".replace("\n\n", "\n    \n"), STRING))
                .isEqualTo("a\n  b \"\"\"\n");
        assertThat(Wave.parse("\"\"\"\r\na\r\nb\n\"\"\"", STRING)).isEqualTo("a\nb");
        assertThat(Wave.parse("\"\"\"\n\"\"\"", STRING)).isEqualTo("");
    }

    @Test
    void wrongStringsAndCharacters() {
        assertRefused(STRING, "\"ab", 1, 4, "a quote is missing");
        assertRefused(STRING, "\"a\nb\"", 1, 3, "a quote is missing");
        assertRefused(STRING, "\"a\\x\"", 1, 3, "there is no such escape");
        assertRefused(STRING, "\"\\", 1, 2, "an escape is not finished");
        for (String escape : List.of("\\u", "\\u{}", "\\u{1234567}", "\\u{12", "\\u{g}")) {
            assertRefused(STRING, '"' + escape + '"', 1, 2, "an escape of up to six hexadecimal digits");
        }
        for (String escape : List.of("\\u{110000}", "\\u{d800}")) {
            assertRefused(STRING, '"' + escape + '"', 1, 2, "there is no such character");
        }
        assertRefused(STRING, "\"\ud800\"", 1, 2, "half of a character");
        assertRefused(STRING, "\"\"\"a\n\"\"\"", 1, 4, "a line break expected");
        assertRefused(STRING, "\"\"\"\na", 2, 2, "three quotes expected");
        assertRefused(STRING, "\"\"\"\n a\n  \"\"\"", 2, 1, "less space in front");
        assertRefused(STRING, "\"\"\"\n a \"\"\"", 2, 1, "only spaces may stand before");
        assertRefused(Primitive.CHAR, "''", 1, 2, "no character");
        assertRefused(Primitive.CHAR, "'ab'", 1, 3, "a quote behind it");
        assertThatIllegalArgumentException().isThrownBy(() -> Wave.print("\ud800", STRING)).withMessageContaining("half");
    }

    @Test
    void lists() {
        assertReadsAs(new ListType(U8), new byte[] {1, -1}, "[1, 255]", "[1,255,]", "[ 1 // one\n , 255 ]");
        assertReadsAs(new ListType(Primitive.S16), new short[] {-1}, "[-1]");
        assertReadsAs(new ListType(Primitive.U32), new int[] {-1}, "[4294967295]");
        assertReadsAs(new ListType(Primitive.U64), new long[] {-1}, "[18446744073709551615]");
        assertReadsAs(new ListType(Primitive.F32), new float[] {0.5f}, "[0.5]");
        assertReadsAs(new ListType(Primitive.F64), new double[0], "[]");
        assertReadsAs(new ListType(STRING), List.of("a", "b"), "[\"a\", \"b\"]");
        assertReadsAs(new ListType(new ListType(Primitive.BOOL)), List.of(List.of(true), List.of()), "[[true], []]");
        assertReadsAs(new FixedListType(U8, 2), List.of(1, 2), "[1, 2]");
        assertThat(Wave.print(List.of(1, 2), new ListType(U8))).isEqualTo("[1, 2]");
        assertRefused(new FixedListType(U8, 2), " [1]", 1, 2, "the list has 1 elements and not 2");
        assertRefused(new ListType(U8), "[1 2]", 1, 4, "`]` or `,` expected, found `2`");
        assertRefused(new ListType(U8), "[1", 1, 3, "`]` or `,` expected, but the text ends");
        assertRefused(new ListType(U8), "1", 1, 1, "a list of u8 expected");
    }

    @Test
    void tuplesAndMaps() {
        TupleType tuple = new TupleType(List.of(U8, STRING));
        assertReadsAs(tuple, List.of(1, "a"), "(1, \"a\")", "(1,\"a\",)");
        assertRefused(tuple, "(1)", 1, 3, "the tuple has 1 members and not 2");
        assertRefused(tuple, "(1, \"a\", 2)", 1, 10, "the tuple has more than 2 members");
        MapType map = new MapType(STRING, U8);
        assertReadsAs(map, Map.of("a", 1), "[(\"a\", 1)]", "[(\"a\", 2), (\"a\", 1)]");
    }

    @Test
    void records() {
        assertReadsAs(POINT, point(1, Optional.of("p")), "{x: 1, label: some(\"p\")}", "{label: \"p\", x: 1,}");
        assertReadsAs(POINT, point(1, Optional.empty()), "{x: 1}", "{x: 1, label: none}", "{%x: 1}");
        RecordType options = new RecordType(List.of(new NamedType("ok", new OptionType(U8))));
        assertReadsAs(options, Map.of("ok", Optional.empty()), "{:}", "{ : }", "{ok: none}");
        assertReadsAs(options, Map.of("ok", Optional.of(1)), "{%ok: some(1)}", "{ok: 1}");
        assertRefused(POINT, "{label: none}", 1, 13, "the field `x` is missing");
        assertRefused(POINT, "{x: 1, x: 2}", 1, 8, "the field `x` stands there twice");
        assertRefused(POINT, "{x: 1,\n  y: 2}", 2, 3, "there is no field `y` among x, label");
        assertRefused(POINT, "{x 1}", 1, 4, "`:` after the name of a field expected, found `1`");
        assertRefused(POINT, "{x: \"1\"}", 1, 5, "a number of type s32 expected");
        assertRefused(options, "{: 1}", 1, 4, "`}` after a colon");
        assertRefused(POINT, "[1]", 1, 1, "record { x: s32, label: option<string> } expected");
    }

    private static Map<String, Object> point(int x, Optional<String> label) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("x", x);
        point.put("label", label);
        return point;
    }

    @Test
    void casesAndFlags() {
        assertReadsAs(SHAPE, new VariantValue("circle", 0.5f), "circle(0.5)", "circle ( 0.5 )", "%circle(0.5)");
        assertReadsAs(SHAPE, new VariantValue("none"), "%none", "none");
        assertRefused(SHAPE, "circle", 1, 7, "`(` after the case `circle` expected, but the text ends");
        assertRefused(SHAPE, "none(1)", 1, 5, "the case `none` has no payload");
        assertRefused(SHAPE, "square", 1, 1, "there is no case `square` among circle, none");
        EnumType side = new EnumType(List.of("left", "true"));
        assertReadsAs(side, "true", "%true", "true");
        assertRefused(side, "1", 1, 1, "one of left, true expected");
        FlagsType flags = new FlagsType(List.of("read", "write", "nan"));
        assertReadsAs(flags, Set.of("write", "read"), "{read, write}", "{write, read,}");
        assertReadsAs(flags, Set.of(), "{}");
        assertReadsAs(flags, Set.of("nan"), "{%nan}", "{nan}");
        assertRefused(flags, "{read, read}", 1, 8, "a flag stands there twice");
        assertRefused(flags, "{exec}", 1, 2, "there is no flag `exec`");
    }

    @Test
    void options() {
        ValueType option = new OptionType(U8);
        assertReadsAs(option, Optional.of(1), "some(1)", "1");
        assertReadsAs(option, Optional.empty(), "none");
        ValueType nested = new OptionType(option);
        assertReadsAs(nested, Optional.of(Optional.of(1)), "some(some(1))", "some(1)");
        assertReadsAs(nested, Optional.of(Optional.empty()), "some(none)");
        assertReadsAs(nested, Optional.empty(), "none");
        assertRefused(nested, "1", 1, 1, "`some` or `none` expected, found `1`");
        // A case with the name of a word, within an option.
        assertThat(Wave.parse("%none", new OptionType(SHAPE))).isEqualTo(Optional.of(new VariantValue("none")));
        assertThat(Wave.parse("none", new OptionType(SHAPE))).isEqualTo(Optional.empty());
    }

    @Test
    void results() {
        assertReadsAs(OUTCOME, Result.ok(1), "ok(1)", "1");
        assertReadsAs(OUTCOME, Result.err("e"), "err(\"e\")");
        assertReadsAs(BARE, Result.ok(null), "ok");
        assertReadsAs(BARE, Result.err(null), "err");
        assertRefused(BARE, "1", 1, 1, "`ok` or `err` expected");
        assertRefused(BARE, "ok(1)", 1, 3, "the case `ok` has no payload");
        assertRefused(OUTCOME, "err", 1, 4, "`(` after the case `err` expected");
    }

    @Test
    void handlesAreShownAndNotRead() {
        ValueType own = new OwnType(new ResourceType("file"));
        assertThat(Wave.print(new Object(), own)).isEqualTo("<own file>");
        assertRefused(own, "1", 1, 1, "a value of type own<file> cannot be written");
        assertRefused(new FutureType(Optional.empty()), "1", 1, 1, "a value of type future cannot be written");
        assertRefused(Primitive.ERROR_CONTEXT, "1", 1, 1, "error-context cannot be written");
    }

    @Test
    void valuesOfOtherTypesAreNotPrinted() {
        ValueType points = new ListType(POINT);
        assertThatIllegalArgumentException().isThrownBy(() -> Wave.print(List.of(point(1, Optional.empty()), Map.of("x", "1")),
                points)).withMessage("[1].x: a java.lang.String is no s32");
        assertThatIllegalArgumentException().isThrownBy(() -> Wave.print(null, U8)).withMessage("null is no u8");
        assertThatIllegalArgumentException().isThrownBy(() -> Wave.print("up", new EnumType(List.of("left"))))
                .withMessage("up is none of enum { left }");
        assertThatIllegalArgumentException().isThrownBy(() -> Wave.print(List.of(1), new TupleType(List.of(U8, U8))))
                .withMessageContaining("1 members are no tuple<u8, u8>");
    }

    @Test
    void calls() {
        FunctionType type = new FunctionType(false, List.of(new NamedType("a", U8), new NamedType("b", STRING)),
                Optional.empty());
        WaveCall call = WaveCall.parse("ns:pkg/iface.f@0.1.0(1, \"x(\")");
        assertThat(call.name()).isEqualTo("ns:pkg/iface.f@0.1.0");
        assertThat(call.arguments(type)).containsExactly(1, "x(");
        assertThat(WaveCall.parse("f ( )").arguments(new FunctionType(false, List.of(), Optional.empty()))).isEmpty();
        assertThatExceptionOfType(WaveException.class).isThrownBy(() -> WaveCall.parse("f"))
                .withMessageContaining("name(arguments)");
        assertThatExceptionOfType(WaveException.class).isThrownBy(() -> WaveCall.parse("(1)"))
                .withMessageContaining("the name of a function is missing");
        assertThatExceptionOfType(WaveException.class).isThrownBy(() -> WaveCall.parse("f(1)").arguments(type))
                .withMessageContaining("there are 1 arguments for the 2 of func(a: u8, b: string)");
        assertThatExceptionOfType(WaveException.class).isThrownBy(() -> WaveCall.parse("f(1, \"x\", 2)").arguments(type))
                .withMessageContaining("there are more arguments than the 2");
        assertThatExceptionOfType(WaveException.class).isThrownBy(() -> WaveCall.parse("f(1, \"x\") 3").arguments(type))
                .withMessageContaining("1:11: there is more text");
    }

    @Test
    void theMessageShowsThePlace() {
        assertThatExceptionOfType(WaveException.class).isThrownBy(() -> Wave.parse("{x: 1,\n  label: 2}", POINT))
                .withMessage("2:10: a string in quotes expected, found `2`\n    label: 2}\n           ^");
    }
}
