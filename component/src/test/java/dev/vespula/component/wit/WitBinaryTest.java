package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.ModuleException;
import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.testing.OnOneJdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of WIT as components. */
@OnOneJdk
class WitBinaryTest {
    private static final String ALL = """
            package a:b@1.0.0;

            interface i {
              enum e {
                x,
                y,
              }

              resource r {
                constructor(a: list<u8, 4>) -> result<r, e>;

                m: async func(a: borrow<r>, b: r) -> tuple<e, option<string>>;

                s: static func();
              }
            }

            interface j {
              use i.{e as f, r};

              record s {
                a: f,
                b: own-r,
                c: map<string, list<bool>>,
              }

              type own-r = own<r>;

              variant v {
                a,
                b(stream<u8>),
                c(future),
                d(result<_, char>),
              }

              flags g {
                x,
              }

              type t = f;

              type u = s64;

              f2: func(a: v) -> r;
            }

            world w {
              import i;
              import j;
              import n: i;
              import k: interface {
                use i.{r};

                f: func(a: r);
              }
              use i.{r};

              resource q {
                constructor();
              }

              type z = r;

              @external-id("x y")
              import g: func(a: z, b: borrow<q>);
              export i;
              export j;
              export h: async func() -> r;
            }
            """;

    private static WitPackages parse(String text) {
        return WitLoader.create().parse(text);
    }

    private static WitPackages roundTrip(String text) {
        return WitLoader.create().decode(WitPackages.toBinary(parse(text).root()));
    }

    @Test
    void comesBackAsItWas() {
        assertThat(roundTrip(ALL).toWit()).isEqualTo(parse(ALL).toWit());
    }

    @Test
    void hasPartsOfWhatItUses() {
        WitPackages packages = roundTrip("package a:b; package c:d@0.1.0 { interface i { type unused = u8; record r { a: e }"
                + " enum e { x } f: func(); } } interface j { use c:d/i@0.1.0.{r}; f: func(a: r); }");
        WitInterface part = packages.findInterface("c:d/i@0.1.0").orElseThrow();
        assertThat(part.types().keySet()).containsExactlyInAnyOrder("r", "e");
        assertThat(part.functions()).isEmpty();
        assertThat(packages.findInterface("j").orElseThrow().functions()).containsKey("f");
    }

    @Test
    void functionsMayMentionTypesThatTheirInterfaceDoesNotExport() {
        byte[] binary = WitPackages.toBinary(parse("package a:b; interface i { type t = u8; } world w { import i; }").root());
        assertThat(WitLoader.create().decode(binary).world("w")).isPresent();
    }

    @Test
    void folderHasBinaryDependencies(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("deps"));
        Files.writeString(folder.resolve("a.wit"), "package a:b; interface i { use c:d/j.{t}; use e:f/k.{u}; }");
        Files.write(folder.resolve("deps/c.wasm"), WitPackages.toBinary(parse("package c:d; interface j { type t = u8; }")
                .root()));
        Files.write(folder.resolve("deps/e.wasm"), WitPackages.toBinary(parse("package e:f; package c:d { interface j"
                + " { type t = u8; } } interface k { use c:d/j.{t as u}; }").root()));
        assertThat(WitLoader.create().load(folder).packages()).extracting(p -> p.name().toString())
                .containsExactly("c:d", "e:f", "a:b");
        Files.writeString(folder.resolve("deps/e.wat"), "(component)");
        assertThatThrownBy(() -> WitLoader.create().load(folder)).isInstanceOf(InvalidException.class)
                .hasMessageContaining("e.wat: this is a component in the text format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"record r {}", "flags f {}", "type t = tuple<>;",
        "flags f { a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,aa,ab,ac,ad,ae,af,ag }", "f: func(a: tuple<>);"})
    void refusesTypesThatNoComponentHas(String member) {
        WitPackages packages = parse("package a:b; interface i { " + member + " }");
        assertThatThrownBy(() -> WitPackages.toBinary(packages.root())).isInstanceOf(InvalidException.class)
                .hasMessageContaining("a component cannot have");
    }

    @Test
    void whatIsNoPackageIsRefused() {
        byte[] empty = {0, 'a', 's', 'm', 0x0D, 0, 1, 0};
        assertThatThrownBy(() -> WitLoader.create().decode(empty)).isInstanceOf(InvalidException.class)
                .hasMessageContaining("no package of WIT");
        assertThatThrownBy(() -> WitLoader.create().decode("x".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModuleException.class);
    }

    @Test
    void changedBytesEndInDocumentedExceptions() {
        byte[] binary = WitPackages.toBinary(parse(ALL).root());
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = binary.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                changed[8 + random.nextInt(changed.length - 8)] = (byte) random.nextInt(256);
            }
            try {
                WitLoader.create().decode(changed).toWit();
            } catch (ModuleException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(5_000, 19_999);
    }

    @Test
    void sharedTypesDoNotMultiply() {
        List<Declaration> instance = new ArrayList<>();
        instance.add(new Declaration.OfType(0, new TypeDefinition.OfFunction(false, List.of(), Optional.empty())));
        for (int i = 0; i < 2000; i++) {
            instance.add(new Declaration.OfExport(0, new ExternName("f" + i), new ExternDescription.OfFunction(0)));
        }
        List<Declaration> world = new ArrayList<>();
        world.add(new Declaration.OfType(0, new TypeDefinition.OfInstance(instance)));
        for (int i = 0; i < 900; i++) {
            world.add(new Declaration.OfImport(0, new ExternName("n" + i), new ExternDescription.OfInstance(0)));
        }
        List<Declaration> around = List.of(new Declaration.OfType(0, new TypeDefinition.OfComponent(world)),
                new Declaration.OfExport(0, new ExternName("a:b/w"), new ExternDescription.OfComponent(0)));
        byte[] binary = ComponentEncoder.encode(new ComponentModel(0, List.of(
                new Definition.OfType(0, new TypeDefinition.OfComponent(around)),
                new Definition.OfExport(0, new ExternName("w"), Sort.TYPE, 0, Optional.empty())), ComponentNames.NONE));
        assertThatThrownBy(() -> WitLoader.create().decode(binary)).isInstanceOf(LimitException.class)
                .hasMessageContaining("written as WIT");
    }
}
