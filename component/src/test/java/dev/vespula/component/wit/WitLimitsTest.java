package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.vespula.LimitException;
import dev.vespula.ModuleException;
import dev.vespula.testing.OnOneJdk;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts that are made to cost much. */
@OnOneJdk
class WitLimitsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static String repeated(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    private static WitPackages parse(String text) {
        return WitLoader.create().parse("package a:b;\n" + text);
    }

    private static void refuses(String text, Class<? extends ModuleException> kind) {
        assertTimeout(LONG, () -> assertThatThrownBy(() -> parse(text)).isInstanceOf(kind)
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(2000)));
    }

    private static WitPackages accepts(String text) {
        return assertTimeout(LONG, () -> parse(text));
    }

    @Test
    void typesMayBeNestedOneHundredDeep() {
        String deep = "interface i { type t = %su8%s; }";
        accepts(deep.formatted("list<".repeat(99), ">".repeat(99)));
        refuses(deep.formatted("list<".repeat(100), ">".repeat(100)), LimitException.class);
        refuses(deep.formatted("option<".repeat(200_000), ""), LimitException.class);
        refuses("interface i { f: func(a: " + "tuple<".repeat(200_000), LimitException.class);
    }

    @Test
    void nestingOfAnythingElseIsRefused() {
        refuses("package c:d {".repeat(80_000), ModuleException.class);
        refuses("/*".repeat(500_000), ModuleException.class);
        refuses("{".repeat(1_000_000), ModuleException.class);
        refuses("x".repeat(1_000_000), ModuleException.class);
        refuses("interface " + "x-".repeat(500_000) + " {}", ModuleException.class);
        refuses("@since(version = 1.0.0-" + "a.".repeat(500_000) + "a) interface i {}", ModuleException.class);
    }

    @Test
    void chainsAreAsLongAsTheText() {
        accepts("interface i { type t0 = u8; " + repeated(40_000, i -> "type t" + (i + 1) + " = t" + i + ";\n") + "}");
        accepts("interface i { resource t0; " + repeated(20_000, i -> "type t" + (i + 1) + " = t" + i + "; fn" + i
                + ": func(a: t" + i + ");\n") + "}").toWit();
        accepts("interface i0 { type t = u8; } " + repeated(20_000, i -> "interface i" + (i + 1) + " { use i" + i
                + ".{t}; }\n") + "world w { import i20000; } world v { export i20000; }").toJson();
        accepts(repeated(15_000, i -> "package c:d" + (i + 1) + " { interface i { use c:d" + i + "/i.{t}; } }\n")
                + "package c:d0 { interface i { type t = u8; } }");
        refuses(repeated(15_000, i -> "package c:d" + i + " { interface i { use c:d" + (i + 1) % 15_000
                + "/i.{}; } }\n"), ModuleException.class);
    }

    @Test
    void worldsDoNotMultiply() {
        String names = repeated(20_000, i -> "import fn" + i + ": func();\n");
        refuses("world w { " + names + " } " + repeated(100, i -> "world v" + i + " { include w; }\n"),
                LimitException.class);
        String big = "record r {" + repeated(30_000, i -> "a" + i + ": list<u8>,") + "}";
        refuses("world w { import n: interface { " + big + " } } world v { "
                + repeated(15_000, i -> "include w with { n as m" + i + " }\n") + "}", LimitException.class);
        String chain = "interface i0 { type t = u8; } "
                + repeated(8_000, i -> "interface i" + (i + 1) + " { use i" + i + ".{t}; }\n");
        refuses(chain + repeated(8_000, i -> "world w" + i + " { import i8000; }\n"), LimitException.class);
        refuses(chain + repeated(8_000, i -> "world w" + i + " { export i8000; }\n"), LimitException.class);
        refuses("world w0 { import f0: func(); }" + repeated(60, i -> "world w" + (i + 1) + " { include w" + i
                + "; include w" + i + " with { f0 as g" + i + " } }\n"), ModuleException.class);
        String renames = repeated(15_000, i -> "fn" + i + " as g" + i + ",");
        accepts("world w { " + repeated(15_000, i -> "import fn" + i + ": func();\n")
                + " } world v { include w; include w with {"
                + renames + "} }");
    }

    @Test
    void manyFilesAndNamesAreFine() {
        accepts(repeated(30_000, i -> "interface i" + i + " {}\n")).toWit();
        assertTimeout(LONG, () -> WitLoader.create().parse(IntStream.range(0, 5000).boxed()
                .collect(Collectors.toMap(i -> "file" + i, i -> "package a:b; interface i" + i + " {}"))));
        assertThat(WitLoader.create().parse(Map.of("x", "package a:b;")).interfaces()).isEmpty();
    }
}
