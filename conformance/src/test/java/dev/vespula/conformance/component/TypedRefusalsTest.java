package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.LinkException;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.Result;
import dev.vespula.component.WitException;
import dev.vespula.component.WitName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Methods that do not fit are refused when they are bound, in both directions, with all reasons. */
class TypedRefusalsTest {
    private final ComponentText text = new ComponentText();

    interface Echo<T> {
        T id(T x);
    }

    /** The lines for a type and an interface: the same for exports and imports. */
    private List<String> refusals(Class<?> type, Map<String, String> named, String wit, String flat) {
        return refusals(type, named, wit, flat, wit);
    }

    private List<String> refusals(Class<?> type, Map<String, String> named, String wit, String flat, String outcome) {
        Component component = text.component(text.echo(named, wit, flat, outcome));
        ComponentLinker<Void> linker = new ComponentLinker<>(text.engine);
        linker.defineUnknownImportsAsTraps();
        ComponentInstance instance = linker.instantiate(text.store, component);
        List<String> exports = lines(IllegalArgumentException.class, () -> instance.exports(type));
        assertThat(exports.get(0)).isEqualTo(type.getName() + " does not fit the exports of the component:");
        List<String> imports = lines(LinkException.class, () -> define(type, component));
        assertThat(imports.get(0)).isEqualTo("what is defined does not fit what the component imports as `test:echo/host`:");
        assertThat(imports.subList(1, imports.size())).isEqualTo(exports.subList(1, exports.size()));
        return exports.stream().skip(1).map(String::strip).toList();
    }

    private <I> void define(Class<I> type, Component component) {
        ComponentLinker<Void> linker = new ComponentLinker<>(text.engine);
        linker.define("test:echo/host", type, type.cast(java.lang.reflect.Proxy.newProxyInstance(type.getClassLoader(),
                new Class<?>[] {type}, (proxy, method, args) -> null)));
        linker.instantiate(text.store, component);
    }

    private static List<String> lines(Class<? extends RuntimeException> error,
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        List<String> lines = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(error, thrown -> lines.addAll(thrown.getMessage().lines().toList()));
        return lines;
    }

    // ---- numbers, strings

    interface Ints {
        int id(int x);
    }

    interface Chars {
        char id(char x);
    }

    interface Texts extends Echo<CharSequence> {}

    @Test
    void numbersAndStrings() {
        assertThat(refusals(Ints.class, Map.of(), "f32", "f32")).containsExactly(
                "id: x: f32 in WIT, int in Java: float stands for it",
                "id: result: f32 in WIT, int in Java: float stands for it");
        assertThat(refusals(Ints.class, Map.of(), "s8", "i32").get(0)).endsWith("int in Java: byte stands for it");
        assertThat(refusals(Ints.class, Map.of(), "u64", "i64").get(0)).endsWith(
                "long (as raw bits) or BigInteger stands for it");
        assertThat(refusals(Chars.class, Map.of(), "char", "i32").get(0)).isEqualTo(
                "id: x: char in WIT, char in Java: int (a code point) stands for it");
        for (String[] type : new String[][] {{"bool", "i32", "boolean"}, {"u8", "i32", "int (or byte, as raw bits)"}, {"s16",
            "i32",
            "short"}, {"u16", "i32", "int (or short, as raw bits)"}, {"s32", "i32", "int"}, {"u32", "i32",
                "long (or int, as raw bits)"}, {"s64", "i64", "long"}, {"f64", "f64", "double"}}) {
            assertThat(refusals(Chars.class, Map.of(), type[0], type[1]).get(0)).endsWith(type[2] + " stands for it");
        }
        assertThat(refusals(Ints.class, Map.of(), "string", "i32 i32").get(0)).endsWith("int in Java: String stands for it");
        assertThat(refusals(Texts.class, Map.of(), "string", "i32 i32").get(0)).isEqualTo(
                "id: x: string in WIT, CharSequence in Java: String stands for it");
    }

    // ---- lists

    interface StringSets extends Echo<Set<String>> {}

    interface ListsOfSets extends Echo<List<Set<String>>> {}

    interface IntArrays extends Echo<int[]> {}

    interface RawLists extends Echo<ArrayList<String>> {}

    interface NoMaps extends Echo<List<String>> {}

    @Test
    void lists() {
        assertThat(refusals(StringSets.class, Map.of(), "(list string)", "i32 i32").get(0)).isEqualTo(
                "id: x: list<string> in WIT, Set<String> in Java: List or an array stands for it");
        assertThat(refusals(StringSets.class, Map.of(), "(list u8)", "i32 i32").get(0)).endsWith(
                "byte[] or List or an array stands for it");
        assertThat(refusals(ListsOfSets.class, Map.of(), "(list (list string))", "i32 i32").get(0)).startsWith(
                "id: x[]: list<string> in WIT");
        assertThat(refusals(IntArrays.class, Map.of(), "(list s8)", "i32 i32").get(0)).isEqualTo(
                "id: x[]: s8 in WIT, int in Java: byte stands for it");
        assertThat(refusals(RawLists.class, Map.of(), "(list string)", "i32 i32").get(0)).contains("ArrayList<String> in Java");
        assertThat(refusals(NoMaps.class, Map.of(), "(map string u8)", "i32 i32").get(0)).isEqualTo(
                "id: x: map<string, u8> in WIT, List<String> in Java: Map stands for it");
        assertThat(refusals(StringSets.class, Map.of(), "(list u8 2)", "i32 i32").get(0)).isEqualTo(
                "id: x: list<u8, 2> in WIT, Set<String> in Java: List or an array stands for it");
    }

    // ---- records

    record Item(String name, int count, String note) {}

    interface Items extends Echo<List<Item>> {}

    interface NoRecords extends Echo<List<Map<String, String>>> {}

    record One(String only) {}

    interface Tuples extends Echo<One> {}

    @Test
    void records() {
        Map<String, String> item = Map.of("item",
                "(record (field \"name\" s8) (field \"unit-price\" u32) (field \"count\" s32))");
        assertThat(refusals(Items.class, item, "(list $item)", "i32 i32")).startsWith(
                "id: x[].unit-price: u32 in WIT, but TypedRefusalsTest.Item has no component unitPrice",
                "id: x[]: the component note of TypedRefusalsTest.Item stands for no field of record { name: s8, unit-price: u32,"
                        + " count: s32 }",
                "id: x[].name: s8 in WIT, String in Java: byte stands for it").hasSize(6);
        assertThat(refusals(NoRecords.class, item, "(list $item)", "i32 i32").get(0)).isEqualTo(
                "id: x[]: record { name: s8, unit-price: u32, count: s32 } in WIT, Map<String, String> in Java: a record stands"
                        + " for it");
        assertThat(refusals(Tuples.class, Map.of(), "(tuple u8 u8)", "i32 i32").get(0)).isEqualTo(
                "id: x: tuple<u8, u8> in WIT, TypedRefusalsTest.One in Java: the record has 1 components");
        assertThat(refusals(Tuples.class, Map.of(), "(tuple u8)", "i32").get(0)).isEqualTo(
                "id: x[0]: u8 in WIT, String in Java: int (or byte, as raw bits) stands for it");
    }

    // ---- cases

    sealed interface Shape {
        record Dot(int x) implements Shape {}

        record Circle() implements Shape {}

        record Square() implements Shape {}
    }

    interface Shapes extends Echo<Shape> {}

    enum Color {
        RED, BLUE
    }

    interface Colors extends Echo<Color> {}

    interface ColorSets extends Echo<EnumSet<Color>> {}

    @Test
    void cases() {
        Map<String, String> shape = Map.of("shape", "(variant (case \"dot\") (case \"circle\" u8) (case \"line\" string))");
        assertThat(refusals(Shapes.class, shape, "$shape", "i32 i32 i32")).startsWith(
                "id: x.dot: no payload in WIT, TypedRefusalsTest.Shape.Dot in Java: a record without components, or an enum of one"
                        + " constant, stands for it",
                "id: x.circle: u8 in WIT, TypedRefusalsTest.Shape.Circle in Java: a record with one component stands for it",
                "id: x: variant { dot, circle(u8), line(string) } in WIT, TypedRefusalsTest.Shape in Java:"
                        + " TypedRefusalsTest.Shape permits no Line",
                "id: x: variant { dot, circle(u8), line(string) } in WIT, TypedRefusalsTest.Shape in Java: no case is called"
                        + " like Square").hasSize(8);
        assertThat(refusals(Colors.class, shape, "$shape", "i32 i32 i32").get(0)).endsWith(
                "TypedRefusalsTest.Color in Java: a sealed interface with a record for each case stands for it");
        assertThat(refusals(Colors.class, Map.of("c", "(enum \"red\" \"dark-red\")"), "$c", "i32")).startsWith(
                "id: x: enum { red, dark-red } in WIT, TypedRefusalsTest.Color in Java: Color has no DARK_RED",
                "id: x: enum { red, dark-red } in WIT, TypedRefusalsTest.Color in Java: nothing is called like BLUE of Color");
        assertThat(refusals(Shapes.class, Map.of("c", "(enum \"red\")"), "$c", "i32").get(0)).endsWith("an enum stands for it");
        assertThat(refusals(ColorSets.class, Map.of("f", "(flags \"red\" \"green\")"), "$f", "i32")).startsWith(
                "id: x: flags { red, green } in WIT, EnumSet<TypedRefusalsTest.Color> in Java: Color has no GREEN");
        assertThat(refusals(Colors.class, Map.of("f", "(flags \"red\" \"blue\")"), "$f", "i32").get(0)).endsWith(
                "a Set or EnumSet of an enum stands for it");
    }

    interface Options extends Echo<Optional<String>> {}

    interface Results {
        void id(Result<String, String> x);
    }

    @Test
    void optionsAndResults() {
        assertThat(refusals(Options.class, Map.of(), "(option u8)", "i32 i32").get(0)).startsWith(
                "id: x.some: u8 in WIT, String");
        assertThat(refusals(Colors.class, Map.of(), "(option u8)", "i32 i32").get(0)).endsWith("Optional stands for it");
        assertThat(refusals(Results.class, Map.of(), "(result u8)", "i32 i32")).containsExactly(
                "id: x: result<u8> in WIT, Result<String, String> in Java: Void stands for an error without a value",
                "id: x.ok: u8 in WIT, String in Java: int (or byte, as raw bits) stands for it",
                "id: result.ok: u8 in WIT, void in Java: int (or byte, as raw bits) stands for it");
        assertThat(refusals(Options.class, Map.of(), "(result u8)", "i32 i32").get(0)).endsWith("Result stands for it");
    }

    // ---- functions

    interface Two {
        int id(int x, int y);
    }

    interface Throwing {
        int id(int x) throws java.util.zip.DataFormatException, Ambiguous;
    }

    static final class Ambiguous extends Exception {
        private static final long serialVersionUID = 1L;

        Ambiguous(String message) {
            super(message);
        }

        Ambiguous(Throwable cause) {
            super(cause);
        }
    }

    static final class Other extends WitException {
        private static final long serialVersionUID = 1L;

        Other(int code) {
            super(code);
        }
    }

    interface Several {
        int id(int x) throws Ambiguous, Other;
    }

    interface WithoutPayload {
        String id(int x) throws Ambiguous;
    }

    @Test
    void signatures() {
        assertThat(refusals(Two.class, Map.of(), "s32", "i32")).containsExactly(
                "id: func(x: s32) -> s32 in WIT, int id(int, int) in Java: 1 parameters in WIT, 2 in Java");
        assertThat(refusals(Throwing.class, Map.of(), "s32", "i32", "(result s32 (error string))")).containsExactly(
                "id: result.err: dev.vespula.conformance.component.TypedRefusalsTest$Ambiguous has several constructors with one"
                        + " parameter and no method payload(): the class of the error is not clear");
        assertThat(refusals(Several.class, Map.of(), "s32", "i32", "(result s32 (error string))").get(0)).contains(
                "declares several exceptions");
        assertThat(refusals(WithoutPayload.class, Map.of(), "s32", "i32", "(result string)")).containsExactly(
                "id: result.err: the error has no value in WIT, and"
                        + " dev.vespula.conformance.component.TypedRefusalsTest$Ambiguous no constructor without parameters");
        assertThat(refusals(Ints.class, Map.of(), "s32", "i32", "(result)")).containsExactly(
                "id: result: nothing in WIT, int in Java: success of result returns nothing");
    }

    interface CodeOnly {
        int id(int x) throws Other;
    }

    @Test
    void anExceptionThatGivesNoErrorServesExportsOnly() {
        Component component = text.component(text.echo(Map.of(), "s32", "i32", "(result s32 (error s32))"));
        text.linker.define("test:echo/host", CodeOnly.class, x -> x);
        assertThatThrownBy(() -> text.linker.instantiate(text.store, component)).isInstanceOf(LinkException.class)
                .hasMessageEndingWith(
                        "id: result.err: dev.vespula.conformance.component.TypedRefusalsTest$Other has no method payload()"
                                + " that returns the error");
        ComponentLinker<Void> dynamic = new ComponentLinker<>(text.engine);
        dynamic.instance("test:echo/host").func("id", (call, args) -> Result.err(7));
        CodeOnly codes = dynamic.instantiate(text.store, component).exports(CodeOnly.class);
        assertThatThrownBy(() -> codes.id(1)).isInstanceOfSatisfying(Other.class, thrown -> assertThat(thrown.payload())
                .isEqualTo(
                        7));
    }

    interface Missing {
        int id(int x);

        int other();

        @WitName("id")
        int another(int x);
    }

    @Test
    @SuppressWarnings({"rawtypes", "unchecked"})
    void namesThatAreNotThere() {
        assertThatThrownBy(() -> text.identity("", "s32", "i32", "(local.get 0)").exports(Missing.class)).isInstanceOf(
                IllegalArgumentException.class).hasMessageEndingWith(
                        "exports of the component:\n  Missing.other: no function for it is exported; there are [id]");
        String twins = """
                (component
                  (core module $m (func (export "f") (result i32) (i32.const 1)))
                  (core instance $i (instantiate $m))
                  (func $f (result s32) (canon lift (core func $i "f")))
                  (export "a1" (func $f)) (export "a-1" (func $f)))
                """;
        ComponentInstance instance = text.instantiate(twins);
        interface Twins {
            int a1();
        }
        interface Told {
            @WitName("a-1")
            int first();
        }
        assertThatThrownBy(() -> instance.exports(Twins.class)).hasMessageContaining(
                "Twins.a1: several functions can be meant: [a1, a-1]; @WitName says which");
        assertThat(instance.exports(Told.class).first()).isEqualTo(1);
        assertThatThrownBy(() -> instance.exports(String.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String is not an interface");
        assertThatThrownBy(() -> text.linker.define("a:b/c", (Class) Ints.class, "text")).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("java.lang.String does not implement");
    }
}
