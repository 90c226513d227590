package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is WIT and what is not. */
class WitSyntaxTest {
    private static WitPackages parse(String text) {
        return WitLoader.create().withAllFeatures().parse(text);
    }

    private static WitInterface inInterface(String members) {
        return parse("package a:b@1.2.3; interface i { " + members + " }").findInterface("i").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"f: func() g|11:expected ';'",
        "f: func(a u32);|11:expected ':'", "type t = ;|10:expected a type", "type t = list<u8, >;|19:the length of a list",
        "type t = list<u8, 0>;|19:a number from 1", "type t = list<u8, 007>;|19:a number from 1",
        "type t = list<u8, 4294967296>;|19:a number from 1", "type t = result<_>;|18:expected ','",
        "type u8 = u32;|6:expected an identifier, found keyword `u8`", "type a-B_c = u32;|6:not in kebab case",
        "type aB = u32;|6:not in kebab case", "type a- = u32;|6:not in kebab case",
        "type a-1 = u32; type -a = u32;|22:expected",
        "type %  = u32;|6:not in kebab case", "f: async();|9:expected keyword `func`", "async f: func();|1:expected a function",
        "resource r { async constructor(); }|14:expected `constructor`", "f: static func();|4:expected keyword `func`",
        "@since f: func();|8:expected '('", "@since(feature = a) f: func();|8:expected `version`",
        "@since(version = 1.0) f: func();|18:malformed version `1.0`", "@since(version = 1.02.3) f: func();|18:leading zero",
        "@since(version = 1.0.0-01) f: func();|18:leading zero",
        "@since(version = 1.0.0-) f: func();|18:empty",
        "@since(version = 99999999999999999999.0.0) f: func();|18:exceeds 2^64-1",
        "@other f: func();|2:no attribute `@other`", "@deprecated(version = 1.0.0) f: func();|2:needs `@since`",
        "@since(version = 1.0.0) @since(version = 1.0.0) f: func();|26:stands twice",
        "@since(version = 1.0.0) @unstable(feature = x) f: func();|2:either",
        "@external-id(\"a) f: func();|28:control character", "@external-id(\"\\q\") f: func();|16:illegal escape",
        "@external-id(\"\\ff\") f: func();|14:malformed UTF-8", "@external-id(\"\\u{d800}\") f: func();|22:malformed Unicode",
        "use x.{a b};|10:expected '}'", "use x;|6:expected '.'", "include w;|1:expected a function",
        "import x: func();|1:expected a function", "#|1:unexpected character '#'", "/* /* */|1:unclosed block comment",
        "record r { a: u32 b: u32 }|19:expected '}'", "variant v { a( }|16:expected a type",
        "constructor();|1:expected a function", "type t = own<u32>;|14:expected an identifier"})
    void refusesMembers(String members, String expected) {
        int column = Integer.parseInt(expected.substring(0, expected.indexOf(':')));
        String text = "package a:b@1.2.3; interface i {\n" + members + "\n}";
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("wit:2:" + column + ": ")
                .hasMessageContaining(expected.substring(expected.indexOf(':') + 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"package a;|10:expected ':'",
        "package a:b|12:expected '{'", "package A:b;|9:not in lower case", "package a:b; package c:d;|25:expected '{'",
        "package a:b; @since(version = 1.0.0) package c:d {}|38:no attributes",
        "package a:b; package c:d { package e:f {} }|28:another package",
        "package a:b; @since(version = 1.0.0) use c:d/e;|38:no attributes",
        "package a:b; use c:d;|21:expected '/'", "package a:b; func f();|14:expected `interface`",
        "package a:b; world w { import c:d; }|34:expected '/'",
        "package a:b; world w { include x with { a }; }|43:expected keyword `as`",
        "package a:b; @external-id(\"x\") interface i {}|14:cannot stand",
        "package a:b; world w { f: func(); }|24:expected `import`", "package a:b; interface i {|27:expected a function"})
    void refusesFiles(String text, String expected) {
        int column = Integer.parseInt(expected.substring(0, expected.indexOf(':')));
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedException.class)
                .hasMessageContaining(expected.substring(expected.indexOf(':') + 1))
                .hasMessageMatching("(?s)wit:1:" + (column == 38 ? "\\d+" : column) + ": .*");
    }

    @Test
    void errorsShowTheLineAndPointIntoIt() {
        assertThatThrownBy(() -> parse("package a:b;\ninterface i {\n\ttype t = x;\n}"))
                .isInstanceOf(ModuleException.class)
                .hasMessage("wit:3:11: there is no type `x`\n   type t = x;\n            ^");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202E, 0x2066, 0x149, 0x17A3, 7, 0x85})
    void refusesCharactersThatDeceive(int character) {
        assertThatThrownBy(() -> parse("package a:b; // " + Character.toString(character))).isInstanceOf(
                MalformedException.class)
                .hasMessageStartingWith("wit:1:17: ");
    }

    @Test
    void refusesWhatIsNotUtf8(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.wit");
        Files.write(file, "package a:b; // \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> WitLoader.create().load(file)).isInstanceOf(MalformedException.class)
                .hasMessageEndingWith("a.wit: malformed UTF-8 encoding");
    }

    @Test
    void readsAllTypes() {
        WitInterface made = inInterface("resource r; type a = tuple<bool, u8, u16, u32, u64, s8, s16, s32, s64, f32, f64, char,"
                + " string, error-context,>; type b = list<u8, 4294967295>; type c = map<string, list<r>>; type d = option<b>;"
                + " type e = result<_, a>; type f = result; type g = result<b>; type h = stream; type i = future<stream<u8>>;"
                + " type j = own<r>; type k = borrow<r>; type l = tuple<>; record m { a: u8, } flags n { a, b }"
                + " enum o { %u8, B-2 } variant p { a, b(r), }");
        assertThat(made.types().keySet()).containsExactlyInAnyOrder("r", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                "k", "l", "m", "n", "o", "p");
        assertThat(made.types().get("a").shape().parts()).containsExactly(WitPrimitive.values());
        assertThat(((WitShape.FixedList) made.types().get("b").shape()).length()).isEqualTo(4294967295L);
        assertThat(((WitShape.Enumeration) made.types().get("o").shape()).cases()).extracting(WitShape.Label::name)
                .containsExactly("u8", "B-2");
    }

    @Test
    void readsFunctionsOfAllForms() {
        WitInterface made = inInterface("f: async func(%func: u8) -> u8; resource r { constructor(a: u8) -> result<r, string>;"
                + " m: async func(); s: static async func(); }");
        assertThat(made.functions().keySet()).containsExactly("f", "[constructor]r", "[method]r.m", "[static]r.s");
        WitFunction method = made.functions().get("[method]r.m");
        assertThat(method.calling()).isEqualTo(WitFunction.Calling.ASYNC);
        assertThat(method.parameters()).extracting(WitParameter::name).containsExactly("self");
        assertThat(method.itemName()).isEqualTo("m");
        assertThat(method.resource()).contains(made.types().get("r"));
        assertThat(made.functions().get("f").parameters().get(0).name()).isEqualTo("func");
    }

    @Test
    void commentsBeforeItemsDocumentThem() {
        WitInterface made = inInterface("\n/// One\n///   two\n\n// three\n@since(version = 1.0.0)\nf: func(/* no */ a: u8);\n"
                + "/** block\r\n * more\r\n */ g: func(); /**/ h: func(); k: func(); // not for anybody\n");
        assertThat(made.functions().get("f").docs()).contains("One\n  two\nthree");
        assertThat(made.functions().get("g").docs()).contains("block\n * more");
        assertThat(made.functions().get("h").docs()).contains("");
        assertThat(made.functions().get("k").docs()).isEmpty();
    }

    @Test
    void readsGatesAndExternalIds() {
        WitInterface made = inInterface("@deprecated(version = 1.1.0) @since(version = 1.0.0-rc.1+b.01) f: func();"
                + " @unstable(feature = x-y) @external-id(\"\\\"\\u{1F600}\\41\\n\u00e9\") g: func();");
        assertThat(made.functions().get("f").gate()).contains(new WitGate.Since(SemanticVersion.parse("1.0.0-rc.1+b.01"),
                java.util.Optional.of(SemanticVersion.parse("1.1.0"))));
        assertThat(made.functions().get("g").gate())
                .contains(new WitGate.Unstable("x-y", java.util.Optional.empty()));
        assertThat(made.functions().get("g").externalId()).contains("\"\ud83d\ude00A\n\u00e9");
    }

    @Test
    void versionsEndWhereWhatFollowsBegins() {
        WitPackages packages = parse("package a:b; package c:d@1.0.0-alpha.1 { interface i { type t = u8; } }"
                + " interface j { use c:d/i@1.0.0-alpha.1.{t}; } ");
        assertThat(packages.findInterface("c:d/i@1.0.0-alpha.1")).isPresent();
    }

    @Test
    void byteOrderMarkAndLoneCarriageReturnsAreSpace() {
        assertThat(parse("\ufeffpackage a:b;\rinterface i {}").findInterface("i")).isPresent();
    }
}
