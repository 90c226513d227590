package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resolved packages as WIT and as JSON. */
class WitOutputTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static WitPackages parse(String text) {
        return WitLoader.create().withAllFeatures().parse(text);
    }

    @Test
    void isWrittenAsWit() {
        String text = """
                /// About the package
                package a:b@1.0.0;

                /// About it
                ///   and more
                @since(version = 1.0.0)
                @deprecated(version = 1.0.0)
                interface i {
                  use c:d/j.{%enum as t};

                  /// A record
                  record %record {
                    /// A field
                    a: list<option<t>>,
                    b: tuple<result, result<_, u8>, result<u8>, map<string, list<u8, 4>>>,
                  }

                  @external-id("x\\"\\u{e9}")
                  resource r {
                    constructor(a: u8);

                    m: async func() -> stream<r>;

                    s: static func(x: borrow<r>);
                  }

                  type s = own<r>;

                  flags f {
                    x,
                  }

                  variant v {
                    x,
                    y(future),
                  }

                  @unstable(feature = z)
                  g: func(%func: r) -> error-context;
                }

                world w {
                  import c:d/j;
                  import n: c:d/j;

                  /// In place
                  import p: interface {
                    f: func();
                  }
                  use c:d/j.{%enum};

                  resource r {
                    constructor() -> result<r>;
                  }

                  import h: func(a: r);
                  export c:d/j;
                }

                package c:d {
                  interface j {
                    enum %enum {
                      a,
                    }
                  }

                  world %world {}
                }
                """;
        assertThat(parse(text).toWit()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/// a", "///", "// a\n  //   b", "/** a\n * b */", "/**\n   a\n   b\n */", "/// a  \n/// b",
        "/**  a  \n\n b*/", "//// a", "/* a /* b */ */"})
    void documentationSurvives(String comment) {
        WitPackages packages = parse("package a:b;\n" + comment + "\ninterface i {}");
        String docs = packages.findInterface("i").orElseThrow().docs().orElseThrow();
        assertThat(parse(packages.toWit()).findInterface("i").orElseThrow().docs()).contains(docs);
    }

    @Test
    void isWrittenAsJson() throws Exception {
        String text = "package a:b@1.0.0; interface i { resource r { m: async func(); } flags fl { x } enum e { y }"
                + " variant v { z(list<u8>), n } record s { a: r } type t = map<u8, list<u8, 2>>; type l = tuple<future>;"
                + " @since(version = 1.0.0) @external-id(\"q\\n\") f: func(a: borrow<r>) -> result<_, u8>; }"
                + " world w { /** d */ import n: i; export f: func(); type k = u8; }";
        String expected = """
                {"worlds": [{"name": "w", "imports": {
                    "n": {"interface": {"id": 0, "docs": {"contents": "d"}}}, "k": {"type": 13}},
                  "exports": {"f": {"function": {"name": "f", "kind": "freestanding", "params": []}}}, "package": 0}],
                 "interfaces": [{"name": "i", "types": {"r": 0, "fl": 1, "e": 2, "v": 4, "s": 6, "t": 8, "l": 10},
                   "functions": {
                     "[method]r.m": {"name": "[method]r.m", "kind": {"async-method": 0},
                       "params": [{"name": "self", "type": 11}]},
                     "f": {"name": "f", "kind": "freestanding", "params": [{"name": "a", "type": 11}], "result": 12,
                       "stability": {"stable": {"since": "1.0.0"}}, "external_id": "q\\n"}}, "package": 0}],
                 "types": [{"name": "r", "kind": "resource", "owner": {"interface": 0}},
                   {"name": "fl", "kind": {"flags": {"flags": [{"name": "x"}]}}, "owner": {"interface": 0}},
                   {"name": "e", "kind": {"enum": {"cases": [{"name": "y"}]}}, "owner": {"interface": 0}},
                   {"name": null, "kind": {"list": "u8"}, "owner": null},
                   {"name": "v", "kind": {"variant": {"cases": [{"name": "z", "type": 3}, {"name": "n", "type": null}]}},
                     "owner": {"interface": 0}},
                   {"name": null, "kind": {"handle": {"own": 0}}, "owner": null},
                   {"name": "s", "kind": {"record": {"fields": [{"name": "a", "type": 5}]}}, "owner": {"interface": 0}},
                   {"name": null, "kind": {"fixed-length-list": ["u8", 2]}, "owner": null},
                   {"name": "t", "kind": {"map": ["u8", 7]}, "owner": {"interface": 0}},
                   {"name": null, "kind": {"future": null}, "owner": null},
                   {"name": "l", "kind": {"tuple": {"types": [9]}}, "owner": {"interface": 0}},
                   {"name": null, "kind": {"handle": {"borrow": 0}}, "owner": null},
                   {"name": null, "kind": {"result": {"ok": null, "err": "u8"}}, "owner": null},
                   {"name": "k", "kind": {"type": "u8"}, "owner": {"world": 0}}],
                 "packages": [{"name": "a:b@1.0.0", "interfaces": {"i": 0}, "worlds": {"w": 0}}]}
                """;
        assertThat(MAPPER.readTree(parse(text).toJson())).isEqualTo(MAPPER.readTree(expected));
    }
}
