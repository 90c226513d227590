package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.I31;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests, casts and branches on casts against every kind of type; i31 and equality of references. */
class CastsTest {
    private static final String TYPES = """
        (type $open (sub (struct (field i32))))
        (type $mid (sub $open (struct (field i32) (field i64))))
        (type $leaf (sub final $mid (struct (field i32) (field i64) (field externref))))
        (type $other (struct (field f32)))
        (type $arr (array i8))
        (type $bytes (sub (array (mut i8))))
        """;
    /** What each value is, beside {@code any}. */
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "(struct.new_default $open)", List.of("eq", "struct", "$open"),
            "(struct.new_default $mid)", List.of("eq", "struct", "$open", "$mid"),
            "(struct.new_default $leaf)", List.of("eq", "struct", "$open", "$mid", "$leaf"),
            "(struct.new_default $other)", List.of("eq", "struct", "$other"),
            "(array.new_default $arr (i32.const 1))", List.of("eq", "array", "$arr"),
            "(array.new_default $bytes (i32.const 1))", List.of("eq", "array", "$bytes"),
            "(ref.i31 (i32.const 5))", List.of("eq", "i31"),
            "(any.convert_extern (local.get $host))", List.of(),
            "(ref.null any)", List.of());
    private static final List<String> TARGETS =
            List.of("any", "eq", "i31", "struct", "array", "none", "$open", "$mid", "$leaf", "$other", "$arr", "$bytes");

    @Test
    void everyValueIsOfItsTypesAndOfNoOthers() {
        StringBuilder functions = new StringBuilder();
        int number = 0;
        for (String value : MEMBERS.keySet()) {
            for (String target : TARGETS) {
                functions.append("""
                    (func (export "test%1$d") (param $host externref) (result i32) (ref.test (ref %3$s) %2$s))
                    (func (export "null%1$d") (param $host externref) (result i32) (ref.test (ref null %3$s) %2$s))
                    (func (export "cast%1$d") (param $host externref) (drop (ref.cast (ref %3$s) %2$s)))
                    (func (export "castnull%1$d") (param $host externref) (drop (ref.cast (ref null %3$s) %2$s)))
                    (func (export "br%1$d") (param $host externref) (result i32)
                      (block $yes (result (ref %3$s)) (br_on_cast $yes anyref (ref %3$s) %2$s) (return (i32.const 0) (drop)))
                      (drop) (i32.const 1))
                    (func (export "brfail%1$d") (param $host externref) (result i32)
                      (block $no (result anyref) (br_on_cast_fail $no anyref (ref null %3$s) %2$s) (drop) (return (i32.const 1)))
                      (drop) (i32.const 0))
                    """.formatted(number++, value, target).replace("(return (i32.const 0) (drop))",
                        "(drop) (return (i32.const 0))"));
            }
        }
        GcProgram program = new GcProgram("(module " + TYPES + functions + ")");
        number = 0;
        for (Map.Entry<String, List<String>> value : MEMBERS.entrySet()) {
            boolean isNull = value.getKey().equals("(ref.null any)");
            for (String target : TARGETS) {
                boolean is = !isNull && (target.equals("any") || value.getValue().contains(target));
                String what = value.getKey() + " as " + target;
                assertThat(program.call("test" + number, "host")).as(what).isEqualTo(is ? 1 : 0);
                assertThat(program.call("null" + number, "host")).as(what).isEqualTo(is || isNull ? 1 : 0);
                assertThat(program.call("br" + number, "host")).as(what).isEqualTo(is ? 1 : 0);
                assertThat(program.call("brfail" + number, "host")).as(what).isEqualTo(is || isNull ? 1 : 0);
                check(program, "cast" + number, is, what);
                check(program, "castnull" + number, is || isNull, what);
                number++;
            }
        }
    }

    private static void check(GcProgram program, String cast, boolean passes, String what) {
        if (passes) {
            program.call(cast, "host");
        } else {
            assertThat(program.trap(cast, "host")).as(what).isEqualTo("cast failure");
        }
    }

    @Test
    void functionsAreTestedAgainstFunctionTypes() {
        GcProgram program = new GcProgram("""
            (module
              (type $a (sub (func (result anyref)))) (type $b (sub $a (func (result eqref)))) (type $c (func (param i32)))
              (func $fa (type $a) (ref.null any)) (func $fb (type $b) (ref.null eq)) (func $fc (type $c))
              (table $t funcref (elem $fa $fb $fc))
              (func (export "a") (param i32) (result i32) (ref.test (ref $a) (table.get $t (local.get 0))))
              (func (export "b") (param i32) (result i32) (ref.test (ref $b) (table.get $t (local.get 0))))
              (func (export "c") (param i32) (result i32) (ref.test (ref $c) (table.get $t (local.get 0))))
              (func (export "func") (param i32) (result i32) (ref.test (ref func) (table.get $t (local.get 0))))
              (func (export "nofunc") (param i32) (result i32) (ref.test (ref nofunc) (table.get $t (local.get 0)))))
            """);
        for (int k = 0; k < 3; k++) {
            assertThat(program.call("a", k)).isEqualTo(k < 2 ? 1 : 0);
            assertThat(program.call("b", k)).isEqualTo(k == 1 ? 1 : 0);
            assertThat(program.call("c", k)).isEqualTo(k == 2 ? 1 : 0);
            assertThat(program.call("func", k)).isEqualTo(1);
            assertThat(program.call("nofunc", k)).isEqualTo(0);
        }
    }

    @Test
    void deepHierarchiesAreTold() {
        StringBuilder types = new StringBuilder("(type $t0 (sub (struct)))");
        StringBuilder functions = new StringBuilder();
        int depth = 30;
        for (int k = 1; k < depth; k++) {
            types.append("(type $t%d (sub $t%d (struct)))".formatted(k, k - 1));
        }
        for (int k = 0; k < depth; k++) {
            functions.append("(func (export \"new%1$d\") (result anyref) (struct.new $t%1$d))".formatted(k));
            functions.append("(func (export \"is%1$d\") (param anyref) (result i32) (ref.test (ref $t%1$d) (local.get 0)))"
                    .formatted(k));
        }
        GcProgram program = new GcProgram("(module " + types + functions + ")");
        for (int k = 0; k < depth; k += 7) {
            Object struct = program.call("new" + k);
            for (int other = 0; other < depth; other++) {
                assertThat(program.call("is" + other, struct)).isEqualTo(other <= k ? 1 : 0);
            }
        }
    }

    @Test
    void typesAreTheSameInEveryModuleOfAnEngine() {
        String types =
                "(rec (type $a (sub (struct (field (ref null $b))))) (type $b (sub $a (struct (field (ref null $b)) (field i32)))))";
        GcProgram program = new GcProgram("(module (type (func)) " + types
                + "(func (export \"new\") (result anyref) (struct.new $b (ref.null $b) (i32.const 3))))");
        Object struct = program.call("new");
        String reader =
                "(func (export \"get\") (param anyref) (result i32) (struct.get $b 1 (ref.cast (ref $b) (local.get 0)))))";
        assertThat(program.instantiate("(module " + types + reader).func("get").call(struct)).containsExactly(3);
        String changed = types.replace("(field i32)", "(field (mut i32))");
        assertThat(new GcProgram("(module)").instantiate("(module " + changed + reader).func("get").type()).isNotNull();
        var other = program.instantiate("(module " + changed + reader).func("get");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> other.call(struct))).hasMessageContaining(
                "cast failure");
    }

    @Test
    void integersAreReferencesOf31Bits() {
        GcProgram program = new GcProgram("""
            (module
              (func (export "new") (param i32) (result i31ref) (ref.i31 (local.get 0)))
              (func (export "s") (param i31ref) (result i32) (i31.get_s (local.get 0)))
              (func (export "u") (param i31ref) (result i32) (i31.get_u (local.get 0)))
              (func (export "eq") (param eqref eqref) (result i32) (ref.eq (local.get 0) (local.get 1))))
            """);
        for (int value : new int[] {0, 1, -1, 127, 1023, 1024, 0x3FFFFFFF, 0x40000000, 0x7FFFFFFF, Integer.MIN_VALUE, -129}) {
            Object number = program.call("new", value);
            assertThat(number).isEqualTo(I31.of(value));
            assertThat(program.call("s", number)).isEqualTo(value << 1 >> 1);
            assertThat(program.call("u", number)).isEqualTo(value & 0x7FFFFFFF);
            assertThat(program.call("eq", number, program.call("new", value))).isEqualTo(1);
            assertThat(program.call("eq", number, I31.of(value ^ 1))).isEqualTo(0);
            assertThat(program.call("eq", number, null)).isEqualTo(0);
        }
        assertThat(program.trap("s", (Object) null)).isEqualTo("null i31 reference");
        assertThat(program.trap("u", (Object) null)).isEqualTo("null i31 reference");
        assertThat(program.call("eq", null, null)).isEqualTo(1);
    }

    @Test
    void aHostObjectTravelsThroughBothHierarchies() {
        GcProgram program = new GcProgram("""
            (module
              (func (export "round") (param externref) (result externref)
                (extern.convert_any (any.convert_extern (local.get 0))))
              (func (export "i31") (result externref) (extern.convert_any (ref.i31 (i32.const 9))))
              (func (export "back") (param externref) (result i32) (i31.get_s (ref.cast (ref i31) (any.convert_extern (local.get 0))))))
            """);
        Object host = new Object();
        assertThat(program.call("round", host)).isSameAs(host);
        assertThat(program.call("round", (Object) null)).isNull();
        assertThat(program.call("back", program.call("i31"))).isEqualTo(9);
        assertThat(program.trap("back", host)).isEqualTo("cast failure");
    }
}
