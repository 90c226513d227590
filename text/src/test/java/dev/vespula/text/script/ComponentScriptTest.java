package dev.vespula.text.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of components: what passes, and that nothing passes which should not. */
class ComponentScriptTest {
    private static final String COUNTER = """
            (component definition $Counter
              (core module $m
                (memory (export "memory") 1)
                (global $top (mut i32) (i32.const 256))
                (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                  (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
                  (global.get $top)
                  (global.set $top (i32.add (global.get $top) (local.get 3))))
                (func (export "count") (param i32 i32) (result i32) (local.get 1))
                (global $n (mut i32) (i32.const 0))
                (func (export "next") (result i32)
                  (global.set $n (i32.add (global.get $n) (i32.const 1)))
                  (global.get $n))
                (func (export "nothing"))
                (func (export "trap") unreachable))
              (core instance $i (instantiate $m))
              (type $map (map string u32))
              (type $r' (record (field "m" $map)))
              (import "r" (type $r (eq $r')))
              (func (export "count") (param "r" $r) (result u32) (canon lift (core func $i "count")
                (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
              (func (export "next") (result s32) (canon lift (core func $i "next")))
              (func (export "nothing") (canon lift (core func $i "nothing")))
              (func (export "trap") (canon lift (core func $i "trap"))))
            (component instance $c $Counter)
            """;

    private static ScriptReport run(String text) {
        return ComponentScript.parse("s.wast", text.getBytes(StandardCharsets.UTF_8)).orElseThrow().run(Engine.create());
    }

    private static String failure(String directive) {
        ScriptReport report = run(COUNTER + directive);
        assertThat(report.failures()).hasSize(1);
        return report.failures().get(0).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "(assert_return (invoke \"next\") (s32.const 1))",
        "(assert_return (invoke $c \"next\") (s32.const 1))",
        "(assert_return (invoke \"nothing\"))",
        "(invoke \"next\") (assert_return (invoke \"next\") (s32.const 2))",
        "(assert_trap (invoke \"trap\") \"wasm trap: unreachable\")",
        "(assert_return (invoke \"count\" (record.const (field \"m\" (list.const (tuple.const (str.const \"a\") (u32.const 1))"
                + " (tuple.const (str.const \"b\") (u32.const 2)))))) (u32.const 2))",
    })
    void whatHoldsPasses(String directives) {
        assertThat(run(COUNTER + directives).failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "(assert_return (invoke \"next\") (s32.const 2)) | expected [(s32.const 2)], got [1]",
        "(assert_return (invoke \"next\") (u16.const 1)) | expected [(u16.const 1)], got [1]",
        "(assert_return (invoke \"next\"))              | expected [], got [1]",
        "(assert_return (invoke \"next\") (s32.const 1) (s32.const 1)) | expected [(s32.const 1), (s32.const 1)], got [1]",
        "(assert_return (invoke \"nothing\") (s32.const 1)) | expected [(s32.const 1)], got []",
        "(assert_trap (invoke \"nothing\") \"unreachable\")  | expected trap \"unreachable\"",
        "(assert_trap (invoke \"trap\") \"divide\")     | unreachable",
        "(invoke \"other\")                             | unknown export \"other\"",
        "(invoke $d \"next\")                           | no such component instance",
        "(component instance $d $Other)                 | no such component definition",
        "(register \"x\" $d)                            | no such component instance",
        "(nonsense)                                     | unknown operator nonsense",
        "(assert_invalid (component) \"x\")             | but the component was accepted",
        "(assert_malformed (component (export \"f\" (func 0))) \"syntax\") | function index out of bounds",
        "(assert_return (invoke \"count\" (u32.const 1)) (u32.const 1)) | record",
    })
    void whatDoesNotHoldFails(String directive, String reason) {
        assertThat(failure(directive)).startsWith("s.wast:26: ").contains(reason);
    }

    @Test
    void anInstanceIsImportedByTheNameThatIsRegistered() {
        String importer = """
                (register "counter" $c)
                (component $i
                  (import "counter" (instance $c (export "next" (func (result s32)))))
                  (export "more" (func $c "next")))
                (assert_return (invoke "more") (s32.const 1))
                (assert_return (invoke $c "next") (s32.const 2))
                """;
        assertThat(run(COUNTER + importer).failures()).isEmpty();
        assertThat(run(COUNTER + importer.replace("$c)\n(component", ")\n(component")).failures()).isEmpty();
        assertThat(run(COUNTER + importer.replace("(register", "(register \"x\") (invoke \"next\") (register"))
                .failures()).hasSize(2);
        assertThat(failure("(component (import \"counter\" (instance)) (import \"m\" (core module)))")).contains(
                "component imports module `m`");
    }

    @Test
    void componentsInEveryForm() {
        ScriptReport report = run("""
                (component quote "(component (type u8))")
                (component quote "(type u8)")
                (component binary "\\00asm" "\\0d\\00\\01\\00")
                (component definition $d binary "\\00asm\\0d\\00\\01\\00")
                (component instance $d)
                (component instance $e $d)
                (assert_malformed (component quote "(component (nonsense))") "unknown operator nonsense")
                (assert_malformed (component binary "\\00asm\\0d\\00\\02\\00") "unknown binary version")
                (assert_invalid (component (export "f" (func 0))) "function index out of bounds")
                (assert_invalid (module (func (result i32))) "type mismatch")
                (assert_unlinkable (component (import "m" (core module))) "module")
                (assert_trap (component (core module $m (func $f unreachable) (start $f)) (core instance (instantiate $m)))
                  "unreachable")
                """);
        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isEqualTo(12);
    }

    // ---- constants

    private static ComponentConstant constant(String text) {
        Source source = new Source("s.wast", ("(assert_return (invoke \"f\") " + text + ")").getBytes(StandardCharsets.UTF_8));
        ComponentDirective directive = new ComponentScriptParser(source, Lexer.tokens(source)).parse().get(0);
        return ((ComponentDirective.AssertReturn) directive).expected().get(0);
    }

    private static void assertMatch(String constant, ValueType type, Object... values) {
        for (Object value : values) {
            assertThat(constant(constant).matches(value, type)).as(constant).isTrue();
        }
    }

    private static void assertNoMatch(String constant, ValueType type, Object... values) {
        for (Object value : values) {
            assertThat(constant(constant).matches(value, type)).as(constant).isFalse();
        }
    }

    @Test
    void floatsAreComparedByTheirBits() {
        float quiet = Float.intBitsToFloat(0x7fe0_0000);
        float canonical = Float.intBitsToFloat(0x7fc0_0000);
        float negative = Float.intBitsToFloat(0xffc0_0000);
        assertMatch("(f32.const nan:canonical)", Primitive.F32, canonical, negative);
        assertNoMatch("(f32.const nan:canonical)", Primitive.F32, quiet, 1f);
        assertMatch("(f32.const nan:arithmetic)", Primitive.F32, canonical, negative, quiet);
        assertNoMatch("(f32.const nan:arithmetic)", Primitive.F32, Float.POSITIVE_INFINITY);
        assertMatch("(f32.const nan)", Primitive.F32, canonical);
        assertNoMatch("(f32.const nan)", Primitive.F32, negative, quiet);
        assertMatch("(f32.const nan:0x600000)", Primitive.F32, quiet);
        assertNoMatch("(f32.const 0)", Primitive.F32, -0f);
        assertNoMatch("(f32.const nan:canonical)", Primitive.F64, Double.longBitsToDouble(0x7ff8_0000_0000_0000L));
        assertMatch("(f64.const nan:canonical)", Primitive.F64, Double.longBitsToDouble(0x7ff8_0000_0000_0000L));
        assertNoMatch("(f64.const nan:canonical)", Primitive.F64, Double.longBitsToDouble(0x7ff8_0000_0000_0001L));
        assertMatch("(f64.const nan:arithmetic)", Primitive.F64, Double.longBitsToDouble(0x7ff8_0000_0000_0001L));
        assertMatch("(list.const (f32.const nan:arithmetic) (f32.const 1))", new ListType(Primitive.F32),
                new float[] {quiet, 1}, List.of(quiet, 1f));
        assertNoMatch("(list.const (f32.const nan:canonical) (f32.const 1))", new ListType(Primitive.F32),
                new float[] {quiet, 1});
    }

    @Test
    void constantsAreOfOneType() {
        assertMatch("(u8.const 200)", Primitive.U8, 200);
        assertNoMatch("(u8.const 200)", Primitive.U16, 200);
        assertNoMatch("(u8.const 200)", Primitive.S32, 200);
        assertNoMatch("(u64.const 1)", Primitive.S64, 1L);
        assertNoMatch("(char.const \"a\")", Primitive.S32, 97);
        assertMatch("(str.const \"a\")", Primitive.STRING, "a");
        assertMatch("(enum.const \"a\")", new EnumType(List.of("a")), "a");
        assertNoMatch("(enum.const \"a\")", Primitive.STRING, "a");
        assertNoMatch("(str.const \"a\")", new EnumType(List.of("a")), "a");
        assertMatch("(list.const (u8.const 200))", new ListType(Primitive.U8), new byte[] {(byte) 200});
        assertNoMatch("(list.const (u8.const 200))", new ListType(Primitive.S8), new byte[] {(byte) 200});
        assertMatch("(list.const (u32.const 0xffffffff))", new ListType(Primitive.U32), new int[] {-1});
        assertMatch("(list.const (s16.const -1))", new ListType(Primitive.S16), new short[] {-1});
        assertMatch("(list.const (u16.const 65535))", new ListType(Primitive.U16), new short[] {-1});
        assertNoMatch("(list.const (u8.const 1))", new ListType(Primitive.U8), new byte[] {1, 1}, new byte[0]);
        assertMatch("(tuple.const (u8.const 1) (str.const \"a\"))", new TupleType(List.of(Primitive.U8, Primitive.STRING)),
                List.of(1, "a"));
        assertNoMatch("(list.const (u8.const 1))", new TupleType(List.of(Primitive.U8)), List.of(1));
        assertNoMatch("(tuple.const (u8.const 1))", new ListType(Primitive.U8), new byte[] {1});
    }

    @Test
    void compositeValues() {
        ValueType record = new RecordType(List.of(new NamedType("a", Primitive.U8), new NamedType("b", Primitive.BOOL)));
        assertMatch("(record.const (field \"b\" (bool.const true)) (field \"a\" (u8.const 1)))", record, Map.of("a", 1, "b",
                true));
        assertNoMatch("(record.const (field \"a\" (u8.const 1)))", record, Map.of("a", 1, "b", true));
        assertNoMatch("(record.const (field \"a\" (u8.const 1)) (field \"c\" (bool.const true)))", record,
                Map.of("a", 1, "b", true));
        ValueType variant = new VariantType(List.of(new VariantType.Case("none", Optional.empty()),
                new VariantType.Case("one", Optional.of(Primitive.U8))));
        assertMatch("(variant.const \"none\")", variant, new VariantValue("none", null));
        assertMatch("(variant.const \"one\" (u8.const 1))", variant, new VariantValue("one", 1));
        assertNoMatch("(variant.const \"one\")", variant, new VariantValue("one", 1));
        assertNoMatch("(variant.const \"none\")", variant, new VariantValue("one", 1));
        ValueType option = new OptionType(Primitive.U8);
        assertMatch("(option.none)", option, Optional.empty());
        assertMatch("(option.some (u8.const 1))", option, Optional.of(1));
        assertNoMatch("(option.none)", option, Optional.of(1));
        ValueType result = new ResultType(Optional.of(Primitive.U8), Optional.empty());
        assertMatch("(result.ok (u8.const 1))", result, Result.ok(1));
        assertMatch("(result.err)", result, Result.err(null));
        assertNoMatch("(result.ok)", result, Result.ok(1));
        assertNoMatch("(result.err)", result, Result.ok(1));
        ValueType flags = new FlagsType(List.of("a", "b"));
        assertMatch("(flags.const \"b\" \"a\")", flags, Set.of("a", "b"));
        assertNoMatch("(flags.const \"a\")", flags, Set.of("a", "b"));
        ValueType map = new MapType(Primitive.STRING, Primitive.U8);
        assertMatch("(list.const (tuple.const (str.const \"a\") (u8.const 1)))", map, Map.of("a", 1));
        assertNoMatch("(list.const (tuple.const (str.const \"a\") (u8.const 2)))", map, Map.of("a", 1));
        assertNoMatch("(list.const)", map, Map.of("a", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(bool.const true)", "(s8.const -1)", "(u64.const 18446744073709551615)", "(f32.const 1.5)",
        "(f64.const nan:arithmetic)", "(f32.const nan:0x600000)", "(char.const \"x\")", "(str.const \"a b\")",
        "(list.const (u8.const 1) (u8.const 2))", "(tuple.const (u8.const 1))", "(record.const (field \"a\" (u8.const 1)))",
        "(variant.const \"a\")", "(variant.const \"a\" (u8.const 1))", "(enum.const \"a\")", "(option.none)",
        "(option.some (u8.const 1))", "(result.ok)", "(result.err (u8.const 1))", "(flags.const \"a\" \"b\")"})
    void constantsAreShownAsTheyAreWritten(String text) {
        assertThat(constant(text)).hasToString(text);
    }
}
