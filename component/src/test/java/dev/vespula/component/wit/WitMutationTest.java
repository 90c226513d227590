package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.ModuleException;
import dev.vespula.testing.OnOneJdk;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts with random changes: they end in documented exceptions, or are WIT whose output is WIT. */
@OnOneJdk
class WitMutationTest {
    private static final String TEXT = """
            /// d
            package a:b@1.0.0; use c:d/i as k; package c:d { interface i { type t = u8; resource r { constructor(a: u8); } } }
            interface j { use k.{t, r as s}; record x { a: list<t, 3>, b: option<s> } flags g { a, b } enum e { c, d }
            variant v { a, b(result<_, e>) } @since(version = 1.0.0) f: async func(a: borrow<s>, b: map<u8, v>) -> tuple<x, g>;
            @unstable(feature = on) h: func() -> future<stream<u8>>; }
            world w { import j; import n: j; import l: interface { m: func(); } resource q { o: static func() -> q; }
            export y: func(a: q); @external-id("z") export k; }
            world u { include w with { q as p, n as nn } import z: func(); }
            """;
    private static final String[] PIECES = {"{", "}", "<", ">", ";", ":", ",", "(", ")", ".", "@", "%", "/", "*", "\"", "-",
        "_",
        "a", "i", "t", "q", "use ", "type ", "resource ", "include ", "1.0.0", "own<", "borrow<", "/*", "//", "\n", "\u00e9"};

    @Test
    void endInDocumentedExceptions() {
        Random random = new Random(3);
        WitLoader loader = WitLoader.create().withFeatures(Set.of("on"));
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder changed = new StringBuilder(TEXT);
            for (int j = random.nextInt(3); j >= 0; j--) {
                int at = random.nextInt(changed.length());
                int end = Math.min(changed.length(), at + random.nextInt(4));
                changed.replace(at, end, random.nextBoolean() ? PIECES[random.nextInt(PIECES.length)] : "");
            }
            WitPackages packages;
            try {
                packages = loader.parse(changed.toString());
            } catch (ModuleException expected) {
                continue;
            }
            accepted++;
            String text = packages.toWit();
            assertThat(loader.parse(text).toWit()).as("%s", changed).isEqualTo(text);
        }
        assertThat(accepted).isGreaterThan(1_000);
    }
}
