package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names in WIT mean. */
class WitResolveTest {
    private static final String HEAD = "package a:b@1.2.0; ";

    private static WitPackages parse(String text) {
        return WitLoader.create().withFeatures(Set.of("on")).parse(text);
    }

    private static List<String> keys(Map<WitKey, WitWorldItem> items) {
        return items.keySet().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "interface i { type t = u; }|no type `u`", "interface i { type t = t; }|`t` depends on itself",
        "interface i { record a { x: b } variant b { y(list<a>) } }|`b` depends on itself",
        "interface i { f: func(); type t = f; }|no type `f`", "interface i { f: func(a: f); }|a function, not a type",
        "interface i { type t = u8; t: func(); }|`t` is defined more than once",
        "interface i { type t = u8; T: func(); }|differs from `t` only in case",
        "interface i { type t = u8; } interface j { use i.{t}; type t = u8; }|`t` is defined more than once",
        "interface i { type t = u8; } interface j { type t = u8; use i.{t}; }|`t` is defined more than once",
        "interface i { record r { a: u8, A: u8 } }|field `A` differs", "interface i { enum e { a, a } }|case `a` is defined",
        "interface i { flags f { a, a } }|flag `a` is defined", "interface i { variant v { a, A(u8) } }|case `A` differs",
        "interface i { f: func(a: u8, a: u8); }|parameter `a` is defined",
        "interface i { resource r { f: func(self: u8); } }|parameter `self` is defined",
        "interface i { resource r { f: func(); F: static func(); } }|function `F` differs",
        "interface i { resource r { constructor(); constructor(); } }|one constructor",
        "interface i { resource r { constructor() -> r; } }|returns a `result`",
        "interface i { resource r { constructor() -> result<u8>; } }|its resource as the good case",
        "interface i { enum e {} }|`e` has no case", "interface i { variant v {} }|`v` has no case",
        "interface i { type t = u8; type h = own<t>; }|`t` is no resource",
        "interface i { type t = map<f32, u8>; }|the key of a map",
        "interface i { type t = map<list<u8>, u8>; }|the key of a map",
        "interface i { resource r; f: func() -> option<borrow<r>>; }|returns a handle that is lent",
        "interface i {} interface i {}|`i` is defined more than once", "interface i {} world I {}|differs from `i` only",
        "interface i { use j.{t}; }|no interface or world `j`", "interface i { use i.{t}; }|`i` depends on itself",
        "interface i { use j.{t}; type u = u8; } interface j { use i.{u}; type t = u8; }|depends on itself",
        "interface i { use j.{t}; } interface j {}|no type `t`",
        "interface i { use w.{t}; } world w {}|a world, not an interface",
        "world w { include i; } interface i {}|an interface, not a world", "world w { include w; }|`w` depends on itself",
        "world w { import x: func(); import x: func(); }|`x` is already the name of a function",
        "world w { type x = u8; import x: func(); }|`x` is already the name of a type",
        "world w { import x: func(); import X: func(); }|only in case",
        "interface i {} world w { import i; import i; }|more than once",
        "interface i {} world w { export i; export i; }|more than once", "world w { import x: nothing; }|no interface or world",
        "world a { import x: func(); } world b { import x: func(); include a; }|includes an import `x`",
        "world a { import x: func(); } world b { include a with { y as z } }|renames `y`",
        "interface x {} world a { import x; } world b { include a with { x as z } }|renames `x`",
        "use c:d/e; interface i {}|no package `c:d`", "package c:d {} use c:d/e; interface i {}|no interface `e`",
        "package c:d {} world w { include c:d/w; }|no world `w`", "package c:d {} package c:d {}|defined more than once",
        "package c:d { interface i { use e:f/i.{}; } } package e:f { interface i { use c:d/i.{}; } }|depends on itself",
        "package c:d { interface i {} } interface j { use c:d/i.{t}; }|no type `t` in interface `c:d/i`",
        "package c:d { interface i { type t = u8; } } interface j { use c:d/i.{t}; type h = own<t>; }|`t` is no resource",
        "use i as j; use j as k; interface i {}|no interface or world `j`",
        "use i as j; interface i {} interface j {}|name `j`",
        "interface i { use a:b/j@1.2.0.{}; } interface j {}|depends on itself",
        "interface i { @since(version = 1.2.1) f: func(); }|newer than the package",
        "package c:d { interface i { @since(version = 1.0.0) f: func(); } }|has no version",
        "interface i { @unstable(feature = off) type t = u8; type u = t; }|`t`, which is not there",
        "interface i { @unstable(feature = off) type t = u8; f: func() -> list<t>; }|`t`, which is not there",
        "@unstable(feature = off) interface i { type t = u8; }|what it stands in is not there",
        "@unstable(feature = off) interface i {} world w { import i; }|`i`, which is not there",
        "interface a { type t = u8; } interface b { use a.{t}; } interface c { use a.{t}; use b.{t as u}; }"
                + " world w { export a; export c; }|both as an export and"})
    void refuses(String text, String expected) {
        assertThatThrownBy(() -> parse(HEAD + text)).isInstanceOf(InvalidException.class)
                .hasMessageContaining(expected).hasMessageMatching("(?s)wit:1:\\d+: .*\\^");
    }

    @Test
    void refusesTextsWithoutOneName() {
        assertThatThrownBy(() -> parse("interface i {}")).isInstanceOf(InvalidException.class)
                .hasMessageContaining("no file says");
        assertThatThrownBy(() -> parse("package a:b {}")).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> WitLoader.create().parse(Map.of("x", "package a:b;", "y", "package a:c;")))
                .isInstanceOf(InvalidException.class).hasMessageContaining("`a:c` here and `a:b`");
        assertThatThrownBy(() -> WitLoader.create().parse(Map.of("x", "/// d\npackage a:b;", "y", "/// d\npackage a:b;")))
                .isInstanceOf(InvalidException.class).hasMessageStartingWith("y:1:1: more than one file");
    }

    @Test
    void filesOfOnePackageSeeOneAnotherButNotTheirUses() {
        Map<String, String> files = Map.of("x", "use i as k; interface j { use k.{t}; }", "y",
                "package a:b; interface i { type t = u8; }");
        WitPackages packages = WitLoader.create().parse(files);
        assertThat(packages.findInterface("a:b/j").orElseThrow().types().get("t").shape())
                .isEqualTo(new WitShape.Alias(packages.findInterface("i").orElseThrow().types().get("t")));
        assertThatThrownBy(() -> WitLoader.create().parse(Map.of("x", "use i as k;", "y",
                "package a:b; interface i {} interface j { use k.{}; }"))).isInstanceOf(InvalidException.class);
    }

    @Test
    void resourcesUsedAsTypesAreHandles() {
        WitInterface made = parse(HEAD + "interface i { resource r { m: func(other: r) -> r; } type s = r; record t { a: s } }")
                .findInterface("i").orElseThrow();
        WitTypeDef resource = made.types().get("r");
        WitFunction method = made.functions().get("[method]r.m");
        assertThat(((WitTypeDef) method.parameters().get(0).type()).shape()).isEqualTo(new WitShape.Borrow(resource));
        assertThat(((WitTypeDef) method.parameters().get(1).type()).shape()).isEqualTo(new WitShape.Own(resource));
        assertThat(method.result()).contains(method.parameters().get(1).type());
        assertThat(made.types().get("s").shape()).isEqualTo(new WitShape.Alias(resource));
        assertThat(made.types().get("s").resource()).contains(resource);
        WitType field = made.types().get("t").shape().parts().get(0);
        assertThat(((WitTypeDef) field).shape()).isEqualTo(new WitShape.Own(made.types().get("s")));
    }

    @Test
    void worldsImportWhatTheirInterfacesUse() {
        WitPackages packages = parse(HEAD + "interface x { type t = u8; } interface y { use x.{t}; } interface z { use y.{t}; }"
                + " world in { import z; } world out { export z; } world both { export z; export x; export y; }"
                + " world types { use z.{t}; } world named { import n: z; export n: z; }");
        assertThat(keys(packages.world("in").orElseThrow().imports())).containsExactly("a:b/x@1.2.0", "a:b/y@1.2.0",
                "a:b/z@1.2.0");
        assertThat(keys(packages.world("out").orElseThrow().imports())).containsExactly("a:b/x@1.2.0", "a:b/y@1.2.0");
        assertThat(keys(packages.world("both").orElseThrow().imports())).isEmpty();
        assertThat(keys(packages.world("both").orElseThrow().exports())).containsExactly("a:b/x@1.2.0", "a:b/y@1.2.0",
                "a:b/z@1.2.0");
        assertThat(keys(packages.world("types").orElseThrow().imports())).containsExactly("a:b/x@1.2.0", "a:b/y@1.2.0",
                "a:b/z@1.2.0", "t");
        assertThat(keys(packages.world("a:b/named@1.2.0").orElseThrow().imports())).containsExactly("a:b/x@1.2.0",
                "a:b/y@1.2.0", "n");
    }

    @Test
    void includesMergeInterfacesAndRenamePlainNames() {
        WitPackages packages = parse(HEAD
                + "interface i {} world one { import i; resource r { m: func(); } import f: func(a: r);"
                + " import n: interface { type t = u8; g: func() -> t; } export f: func(); }"
                + " world two { include one; include one with { r as q, f as h, n as o } }");
        WitWorld world = packages.world("two").orElseThrow();
        assertThat(keys(world.imports())).containsExactlyInAnyOrder("a:b/i@1.2.0", "r", "[method]r.m", "f", "n", "q",
                "[method]q.m", "h", "o");
        assertThat(keys(world.exports())).containsExactlyInAnyOrder("f", "h");
        WitTypeDef renamed = ((WitWorldItem.Type) world.imports().get(new WitKey.Name("q"))).type();
        assertThat(renamed.name()).contains("q");
        assertThat(renamed.owner()).contains(world);
        WitFunction method = ((WitWorldItem.Function) world.imports().get(new WitKey.Name("[method]q.m"))).function();
        assertThat(method.name()).isEqualTo("[method]q.m");
        assertThat(method.resource()).contains(renamed);
        WitInterface copy = ((WitWorldItem.Interface) world.imports().get(new WitKey.Name("o"))).target();
        assertThat(copy.copyOf()).isPresent();
        assertThat(copy.types().get("t").owner()).contains(copy);
    }

    @Test
    void gatesCloseWhatNeedsAFeature() {
        String text = HEAD + "interface i { @unstable(feature = off) type t = u8; @unstable(feature = on) f: func();"
                + " @unstable(feature = off) g: func(a: t); @since(version = 1.2.0) h: func(); }"
                + " @unstable(feature = off) interface j {} world w { @unstable(feature = off) import j;"
                + " @unstable(feature = off) import x: func(); @unstable(feature = off) record r { a: u8 } import i; }"
                + " @unstable(feature = off) world v {} world u { @unstable(feature = off) include v; }";
        WitPackages packages = parse(text);
        WitInterface made = packages.findInterface("i").orElseThrow();
        assertThat(made.types()).isEmpty();
        assertThat(made.functions().keySet()).containsExactly("f", "h");
        assertThat(packages.root().interfaces().keySet()).containsExactly("i");
        assertThat(keys(packages.world("w").orElseThrow().imports())).containsExactly("a:b/i@1.2.0");
        assertThat(packages.root().worlds().keySet()).containsExactlyInAnyOrder("w", "u");
        assertThat(WitLoader.create().withAllFeatures().parse(text).root().worlds()).hasSize(3);
        assertThat(WitLoader.create().parse(text).findInterface("i").orElseThrow().functions().keySet())
                .containsExactly("h");
    }

    @Test
    void aTypeThatIsComposedInPlaceOutlivesAGateOfAnother() {
        WitInterface made = parse(HEAD + "interface i { @unstable(feature = off) type t = tuple<list<u8>>;"
                + " f: func() -> list<u8>; }").findInterface("i").orElseThrow();
        assertThat(((WitTypeDef) made.functions().get("f").result().orElseThrow()).gate()).isEmpty();
    }

    @Test
    void versionsOfAPackageStandSideBySide() {
        WitPackages packages = parse("package a:b; package c:d@1.0.0 { interface i { type t = u8; } }"
                + " package c:d@2.0.0 { interface i { type t = u8; } }"
                + " interface j { use c:d/i@1.0.0.{t as one}; use c:d/i@2.0.0.{t as two}; }");
        assertThat(packages.packages()).extracting(p -> p.name().toString()).containsExactly("c:d@1.0.0", "c:d@2.0.0",
                "a:b");
        assertThat(packages.root().name()).isEqualTo(new PackageName("a", "b", Optional.empty()));
        assertThat(packages.onlyWorld()).isEmpty();
    }

    @Test
    void foldersHaveDependencies(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("deps/c/deps"));
        Files.writeString(folder.resolve("a.wit"), "package a:b; interface i { use c:d/t.{x}; use e:f/u.{y}; }");
        Files.writeString(folder.resolve("b.wit"), "world w { import i; }");
        Files.writeString(folder.resolve("deps/c/t.wit"), "package c:d; interface t { type x = u8; }");
        Files.writeString(folder.resolve("deps/c/deps/not.wit"), "not looked at");
        Files.writeString(folder.resolve("deps/f.wit"), "package e:f; interface u { type y = u8; }");
        Files.writeString(folder.resolve("deps/readme.txt"), "not looked at");
        WitPackages packages = WitLoader.create().load(folder);
        assertThat(keys(packages.onlyWorld().orElseThrow().imports())).containsExactly("c:d/t", "e:f/u", "a:b/i");
        Files.writeString(folder.resolve("deps/f.wit"), "package e:f; interface u { type y = ");
        assertThatThrownBy(() -> WitLoader.create().load(folder)).isInstanceOf(MalformedException.class)
                .hasMessageContaining("f.wit:1:37: expected a type");
    }
}
