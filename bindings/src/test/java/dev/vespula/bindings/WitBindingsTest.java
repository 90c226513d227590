package dev.vespula.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.component.wit.WitLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bindings of WIT. */
class WitBindingsTest {
    private static final String SHOP = """
            package my:app@1.0.0;

            /// What there is to buy.
            ///
            /// Prices are in `cents`, and <b>never</b> @negative */.
            interface shop {
                /// Something in the shelf.
                record item {
                    name: string,
                    /// For one piece,
                    /// with taxes.
                    unit-price: u32,
                    tags: list<string>,
                }
                enum problem { unknown, sold-out }
                flags perms { read, write }
                variant payment { cash, card(string), items(list<item>) }
                /// What a customer carries.
                resource basket {
                    constructor(owner: option<string>);
                    add: func(name: string, count: u8) -> result<_, problem>;
                    pay: func(how: payment) -> result<u64, problem>;
                    merge: static func(a: borrow<basket>, b: borrow<basket>) -> basket;
                }
                /// Looks for things.
                @since(version = 1.0.0)
                find: func(word: string) -> list<item>;
                @since(version = 1.0.0)
                @deprecated(version = 1.0.0)
                stock: func(counts: list<u8>, of: tuple<string, u32>) -> result<tuple<s8, perms>, string>;
                class: func(default: bool);
            }

            interface errors {
                record failure { code: s32 }
            }

            /// A shop that
            /// tells what it does.
            world store {
                use errors.{failure};
                import log: interface {
                    enum level { info, error }
                    say: func(level: level, text: string);
                }
                import now: func() -> u64;
                export shop;
                export check: func(how: result<u8, failure>) -> result<option<failure>>;
            }
            """;

    private static GeneratedFiles generate(String wit) {
        return new Bindings("com.acme").generate("shop.wit", WitLoader.create().parse(wit));
    }

    private static String source(GeneratedFiles files, String name) {
        return files.sources().stream().filter(file -> file.path().endsWith("/" + name + ".java")).findFirst().orElseThrow()
                .text();
    }

    @Test
    void theSourcesOfAWorld() throws IOException {
        GeneratedFiles files = new Bindings("com.acme").withResource("/shop.wasm").generate("shop.wit", WitLoader.create()
                .parse(SHOP));
        Golden.check("shop", files);
        GeneratedClasses.of(files.sources());
    }

    @Test
    void namesThatJavaHasAlreadyAndNamesThatCollide() {
        GeneratedFiles files = generate("""
                package a:b;
                interface error {
                    resource error { constructor(); close: func(); to-string: func() -> string; }
                    variant optional { %string(string), object, error(error), optional(option<string>), %list(list<string>) }
                    record fields { class: u8, a-1: u8, a1: u8, hash-code: u8 }
                    enum set { a-1, a1, values, default }
                    flags override { override }
                    new-error: func() -> optional;
                    get-class: func(x: fields, y: set, z: override) -> list<optional>;
                    take: func(int: u8, a-1: u8, a1: u8) -> result<error, error>;
                    f-1: func();
                    f1: func();
                }
                interface tuple2 { f: func() -> tuple<u8, u8>; }
                interface imports { f: func(); }
                interface errors-component { f: func(); }
                world errors {
                    import error;
                    import tuple2;
                    import imports;
                    import imports-2: interface { use error.{error as mine}; record imports { x: mine } f: func(x: imports); }
                    import imports: func();
                    export errors-component;
                    export error;
                    export store: interface { f: func(); }
                    type store = u32;
                }
                """);
        GeneratedClasses.of(files.sources());
        assertThat(source(files, "Error")).contains("@WitName(\"error\")\n    interface Error_2 extends AutoCloseable {",
                "void close_();", "java.lang.String toString_();",
                "record String(java.lang.String value) implements Optional {}",
                "@WitName(\"optional\")\n        record Optional_2(java.util.Optional<java.lang.String> value)",
                "@WitName(\"new-error\")\n    Optional newError_2();",
                "@WitName(\"[constructor]error\")\n    Error.Error_2 newError();", "int class_", "@WitName(\"a-1\") int a1",
                "@WitName(\"a1\") int a1_2", "@WitName(\"f-1\")\n    void f1();", "@WitName(\"f1\")\n    void f1_2();");
    }

    @Test
    void interfacesOfSeveralPackagesThatAreCalledAlike() {
        GeneratedFiles files = generate("""
                package a:b;
                package c:d@1.0.0 { interface types { enum e { x } f: func() -> e; } }
                package c:d@2.0.0 { interface types { enum e { x } f: func() -> e; } }
                package c:e { interface types { enum e { x } f: func() -> e; } }
                world w {
                    import c:d/types@1.0.0;
                    import c:d/types@2.0.0;
                    export c:e/types;
                    import f: func() -> list<list<list<option<result<list<u8>, map<u8, list<char>>>>>>>;
                }
                """);
        GeneratedClasses.of(files.sources());
        assertThat(files.sources()).extracting(file -> Path.of(file.path()).getFileName().toString()).containsExactly(
                "DTypes.java",
                "DTypes_2.java", "ETypes.java", "W.java", "WComponent.java");
        assertThat(source(files, "W")).contains("ETypes types();", "DTypes types();", "DTypes_2 types_2();");
    }

    @Test
    void whatWasiHasIsNotImplementedAgain() {
        String wasi = """
                package wasi:io@0.2.0 { interface streams {
                    resource output-stream { write: func(what: list<u8>); }
                    enum state { open, closed }
                    record unused { x: u8 }
                    all: func() -> output-stream;
                } }
                """;
        GeneratedFiles files = generate("package a:b;" + wasi + """
                interface log { use wasi:io/streams@0.2.0.{output-stream, state}; to: func(out: borrow<output-stream>) -> state; }
                world w { import log; import wasi:io/streams@0.2.0; }
                """);
        GeneratedClasses.of(files.sources());
        assertThat(source(files, "Log")).contains("Streams.State to(Object out);");
        assertThat(source(files, "Streams")).contains("enum State {").doesNotContain("OutputStream", "Unused", "all(");
        assertThat(source(files, "W")).contains("Log log();").doesNotContain("Streams");
        assertThat(source(files, "WComponent")).doesNotContain("instantiate(Store<T> store");
        GeneratedFiles own = generate(wasi.replace("0.2.0 {", "0.2.0;").replaceFirst("}\\s*}\\s*$", "}"));
        assertThat(source(own, "Streams")).contains("interface OutputStream extends AutoCloseable {",
                "record Unused(int x) {}");
    }

    @Test
    void oneWorldOfSeveral(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("two.wit");
        Files.writeString(file, """
                package a:b;
                interface unused { f: func(); }
                world one { import f: func(); @unstable(feature = new) export g: func(); }
                world two { export f: func(); }
                """);
        Bindings bindings = new Bindings("com.acme");
        assertThat(bindings.generate(file).sources()).extracting(GeneratedFile::path).containsExactly("com/acme/One.java",
                "com/acme/OneComponent.java", "com/acme/Two.java", "com/acme/TwoComponent.java", "com/acme/Unused.java");
        GeneratedFiles one = bindings.withWorld("one").withClassName("Main").withWitFeatures(Set.of("new")).generate(file);
        assertThat(one.sources()).extracting(GeneratedFile::path).containsExactly("com/acme/Main.java",
                "com/acme/MainComponent.java");
        assertThat(source(one, "Main")).contains("void g();");
        assertThat(source(bindings.generate(file), "One")).doesNotContain("void g();");
        assertThatThrownBy(() -> bindings.withWorld("three").generate(file)).isInstanceOf(BindingsException.class)
                .hasMessageContaining("two.wit").hasMessageContaining("\"three\"").hasMessageContaining("[one, two]");
    }

    @Test
    void whatCannotBeBoundIsTold() {
        String labels = IntStream.range(0, 2_001).mapToObj(i -> "l" + i).collect(Collectors.joining(", "));
        String fields = IntStream.range(0, 130).mapToObj(i -> "x" + i + ": u8").collect(Collectors.joining(", "));
        assertThatThrownBy(() -> generate("""
                package a:b;
                interface i {
                    type bytes = stream<u8>;
                    enum big { %s }
                    record wide { %s }
                    f: async func();
                    g: func(x: list<future<u8>>, y: error-context);
                    h: func(%s);
                }
                """.formatted(labels, fields, fields))).isInstanceOfSatisfying(BindingsException.class, e -> assertThat(e
                .reasons())
                .containsExactly("a:b/i: bytes: stream is not supported",
                        "a:b/i: big: an enum of Java cannot have 2001 constants",
                        "a:b/i: wide: a record of Java cannot have 130 components",
                        "a:b/i: f: asynchronous functions are not supported", "a:b/i: g: future is not supported",
                        "a:b/i: g: error-context is not supported", "a:b/i: h: a method of Java cannot have 130 parameters"));
    }

    @Test
    void badWitIsRefusedAsTheLoaderRefusesIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.wit");
        Files.writeString(file, "package a:b; interface i { f: func(");
        assertThatThrownBy(() -> new Bindings("x").generate(file)).isInstanceOf(MalformedException.class).hasMessageContaining(
                "bad.wit");
        Files.writeString(file, "package a:b; interface i { f: func(x: y); }");
        assertThatThrownBy(() -> new Bindings("x").generate(file)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> new Bindings("x").generate(folder.resolve("none.wit"))).isInstanceOf(IOException.class);
    }
}
