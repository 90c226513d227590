package dev.vespula.conformance.component;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Shapes of components, of any size, that might take more time or memory to validate than their size has it. */
final class CostlyComponents {
    /** Levels of types within types, of which each has the one before twice. */
    private static final int LEVELS = 90;
    private static final int WIDE = 1_000;

    private CostlyComponents() {}

    /** By name what makes the text of a component of a number of bytes, about. */
    static Map<String, IntFunction<String>> all() {
        Map<String, IntFunction<String>> shapes = new LinkedHashMap<>();
        values(shapes);
        instances(shapes);
        components(shapes);
        canonical(shapes);
        return shapes;
    }

    private static String sequence(int count, IntFunction<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < count; k++) {
            text.append(piece.apply(k)).append('\n');
        }
        return text.toString();
    }

    private static String component(String... parts) {
        return "(component\n" + String.join("\n", parts) + ")";
    }

    // ---- types of values

    private static void values(Map<String, IntFunction<String>> shapes) {
        shapes.put("tuples that double", n -> component(
                "(type $t0 u8)", sequence(LEVELS, k -> "(type $t%d (tuple $t%d $t%d))".formatted(k + 1, k, k)),
                sequence(n / 8, k -> "(type (func (param \"x\" $t" + LEVELS + ")))")));
        shapes.put("tuples that grow to the limit", n -> component(
                "(type $t0 u8)", sequence(18, k -> "(type $t%d (tuple $t%d $t%d))".formatted(k + 1, k, k)),
                sequence(n / 8, k -> "(type (func (param \"x\" $t18)))")));
        shapes.put("results that grow to the limit", n -> component(
                "(type $t0 u8)", sequence(18, k -> "(type $t%d (result $t%d (error $t%d)))".formatted(k + 1, k, k)),
                sequence(n / 12, k -> "(import \"f" + k + "\" (func (param \"x\" $t18) (result $t18)))")));
        shapes.put("a record that is used often", n -> component(
                "(type $r' (record " + sequence(WIDE, k -> "(field \"f" + k + "\" string)") + "))",
                "(import \"r\" (type $r (eq $r')))",
                sequence(n / 12, k -> "(import \"f" + k + "\" (func (param \"x\" $r) (result $r)))")));
        shapes.put("lists of lists", n -> component(
                "(type $t0 (list u8))", sequence(n / 4, k -> "(type $t%d (list $t%d))".formatted(k + 1, k / 90 * 90 == k ? 0
                        : k))));
        shapes.put("flags", n -> component(sequence(n / 150, k -> "(type (flags " + sequence(32, i -> "\"l" + i + "\"")
                + "))")));
        shapes.put("long names", n -> component(sequence(n / 1000, k -> "(import \"" + "a-".repeat(400) + "b" + k
                + "\" (func))")));
        shapes.put("names of interfaces", n -> component(sequence(n / 20, k -> "(import \"a:b/c" + k + "@1." + k
                + ".0-rc.1\" (instance))")));
        shapes.put("methods", n -> component("(import \"r\" (type $r (sub resource)))",
                sequence(n / 30, k -> "(import \"[method]r.m" + k + "\" (func (param \"self\" (borrow $r))))")));
    }

    // ---- instances

    private static void instances(Map<String, IntFunction<String>> shapes) {
        shapes.put("instance types that double", n -> component(
                "(type $i0 (instance (export \"a\" (func))))",
                sequence(LEVELS, k -> """
                        (type $i%d (instance (alias outer 1 $i%d (type $i)) (export "a" (instance (type $i)))
                          (export "b" (instance (type $i)))))""".formatted(k + 1, k)),
                sequence(n / 10, k -> "(import \"i" + k + "\" (instance (type $i" + LEVELS + ")))")));
        shapes.put("instance types that grow, with resources", n -> component(
                "(type $i0 (instance (export \"r\" (type (sub resource)))))",
                sequence(12, k -> """
                        (type $i%d (instance (alias outer 1 $i%d (type $i)) (export "a" (instance (type $i)))
                          (export "b" (instance (type $i)))))""".formatted(k + 1, k)),
                sequence(n / 10, k -> "(import \"i" + k + "\" (instance (type $i12)))")));
        shapes.put("imports of a large instance", n -> component(
                "(type $i (instance " + sequence(WIDE, k -> "(export \"r" + k + "\" (type (sub resource)))") + "))",
                sequence(n / 12, k -> "(import \"i" + k + "\" (instance (type $i)))")));
        shapes.put("imports of a deep instance", n -> component(
                "(type $i0 (instance " + sequence(WIDE, k -> "(export \"r" + k + "\" (type (sub resource)))") + "))",
                sequence(LEVELS,
                        k -> "(type $i%d (instance (alias outer 1 $i%d (type $i)) (export \"a\" (instance (type $i)))))"
                                .formatted(k + 1, k)),
                sequence(n / 12, k -> "(import \"i" + k + "\" (instance (type $i" + LEVELS + ")))")));
        shapes.put("exports of a deep instance", n -> component(
                "(type $i0 (instance " + sequence(WIDE, k -> "(export \"r" + k + "\" (type (sub resource)))") + "))",
                sequence(LEVELS,
                        k -> "(type $i%d (instance (alias outer 1 $i%d (type $i)) (export \"a\" (instance (type $i)))))"
                                .formatted(k + 1, k)),
                "(import \"i\" (instance $i (type $i" + LEVELS + ")))",
                sequence(n / 12, k -> "(export \"e" + k + "\" (instance $i))")));
        shapes.put("exports of a large instance", n -> component(
                "(import \"i\" (instance $i " + sequence(WIDE, k -> "(export \"f" + k + "\" (func))") + "))",
                sequence(n / 10, k -> "(export \"e" + k + "\" (instance $i))")));
        shapes.put("aliases of an export", n -> component(
                "(import \"i\" (instance $i (export \"f\" (func)) (export \"t\" (type (sub resource)))))",
                sequence(n / 12, k -> "(alias export $i \"t\" (type)) (alias export $i \"f\" (func))")));
        shapes.put("bags of exports", n -> component(
                "(import \"f\" (func $f))",
                sequence(Math.min(900, n / 60), k -> "(instance " + sequence(n / 60 > 900 ? n / 9000 : 6,
                        i -> "(export \"f" + i + "\" (func $f))") + ")")));
        shapes.put("bags within bags", n -> component(
                "(import \"f\" (func $f)) (instance $i0 (export \"a\" (func $f)))",
                sequence(Math.min(900, n / 12),
                        k -> "(instance $i%d (export \"a\" (instance $i%d)) (export \"b\" (instance $i%d)))"
                                .formatted(k + 1, k, k)),
                sequence(n / 12, k -> "(export \"e" + k + "\" (instance $i10))")));
    }

    // ---- components

    private static void components(Map<String, IntFunction<String>> shapes) {
        shapes.put("nested components", n -> component("(component ".repeat(90) + sequence(n / 4, k -> "(type u8)")
                + ")".repeat(90)));
        shapes.put("outer aliases", n -> component("(type $t (tuple u8 u8))", "(component ".repeat(50)
                + sequence(n / 6, k -> "(alias outer 50 $t (type))") + ")".repeat(50)));
        shapes.put("instances of a component with many resources", n -> component(
                "(component $c " + sequence(n / 20, k -> "(type $r%d (resource (rep i32))) (export \"r%d\" (type $r%d))"
                        .formatted(k, k, k)) + ")",
                sequence(900, k -> "(instance (instantiate $c))")));
        shapes.put("instances with many arguments", n -> component(
                "(import \"f\" (func $f))",
                "(component $c " + sequence(n / 60, k -> "(import \"f" + k + "\" (func))") + ")",
                sequence(20, i -> "(instance (instantiate $c " + sequence(n / 60, k -> "(with \"f" + k + "\" (func $f))")
                        + "))")));
        shapes.put("instances of instances", n -> component(
                "(component $c0 (type $r (resource (rep i32))) (export \"r\" (type $r)))",
                sequence(Math.min(90, n / 60), k -> """
                        (component $c%d (alias outer 1 $c%d (component $c)) (instance $a (instantiate $c))
                          (instance $b (instantiate $c)) (export "a" (instance $a)) (export "b" (instance $b)))""".formatted(k
                        + 1, k)),
                sequence(Math.min(500, n / 8), k -> "(instance (instantiate $c9))")));
        shapes.put("a large instance that is compared", n -> component(
                "(type $i (instance " + sequence(WIDE, k -> "(export \"f" + k + "\" (func (param \"x\" string)))") + "))",
                "(component $c (alias outer 1 $i (type $i)) (import \"i\" (instance (type $i))))",
                "(import \"i\" (instance $i (type $i)))",
                sequence(Math.min(900, n / 10), k -> "(instance (instantiate $c (with \"i\" (instance $i))))")));
        shapes.put("component types that are compared", n -> component(
                "(type $c0 (component (export \"f\" (func))))",
                sequence(LEVELS, k -> """
                        (type $c%d (component (alias outer 1 $c%d (type $c)) (import "a" (component (type $c)))
                          (export "b" (component (type $c)))))""".formatted(k + 1, k)),
                "(component $k (alias outer 1 $c14 (type $c)) (import \"c\" (component (type $c))))",
                "(import \"c\" (component $c (type $c14)))",
                sequence(Math.min(900, n / 10), k -> "(instance (instantiate $k (with \"c\" (component $c))))")));
    }

    // ---- core

    private static void canonical(Map<String, IntFunction<String>> shapes) {
        shapes.put("lifted and lowered functions", n -> component(
                "(type $t0 u8)", sequence(18, k -> "(type $t%d (tuple $t%d $t%d))".formatted(k + 1, k, k)),
                "(core module $m (memory (export \"m\") 1) (func (export \"f\") (param i32))",
                "(func (export \"r\") (param i32 i32 i32 i32) (result i32) unreachable))",
                "(core instance $i (instantiate $m))",
                "(alias core export $i \"m\" (core memory $m)) (alias core export $i \"r\" (core func $r))",
                "(type $ft (func (param \"x\" $t18)))",
                sequence(n / 25, k -> "(func $f" + k + " (type $ft) (canon lift (core func $i \"f\") (memory $m) (realloc $r)))"
                        + "(core func (canon lower (func $f" + k + ") (memory $m) (realloc $r)))")));
        shapes.put("instances of a module with many exports", n -> component(
                "(core module $m (func $f) " + sequence(n / 20, k -> "(export \"f" + k + "\" (func $f))") + ")",
                sequence(900, k -> "(core instance (instantiate $m))")));
        shapes.put("a module with many imports", n -> component(
                "(core module $m (func $f) " + sequence(n / 20, k -> "(export \"f" + k + "\" (func $f))") + ")",
                "(core instance $a (instantiate $m))",
                "(core module $k " + sequence(n / 20, k -> "(import \"a\" \"f" + k + "\" (func))") + ")",
                sequence(200, k -> "(core instance (instantiate $k (with \"a\" (instance $a))))")));
        shapes.put("modules", n -> component(sequence(Math.min(900, n / 10), k -> "(core module (func))"),
                "(core module " + sequence(n / 12, k -> "(func (param i32))") + ")"));
        shapes.put("module types", n -> component(sequence(n / 30,
                k -> "(core type (module (type (func (param i32))) (import \"a\" \"b\" (func (type 0)))))")));
        shapes.put("resources and their functions", n -> component(sequence(n / 20,
                k -> "(type $r%d (resource (rep i32))) (core func (canon resource.drop $r%d))".formatted(k, k))));
    }
}
