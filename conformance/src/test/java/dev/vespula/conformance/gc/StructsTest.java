package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.V128;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code struct.new}, {@code struct.new_default}, {@code struct.get} and {@code struct.set} on fields of every type. */
class StructsTest {
    private static final String MIXED = """
        (module
          (type $t (struct (field (mut i8)) (field (mut externref)) (field (mut i64)) (field (mut i16)) (field (mut f32))
            (field (mut v128)) (field (mut i8)) (field (mut f64)) (field (mut i32)) (field (mut externref))))
          (global $g (mut (ref null $t)) (ref.null $t))
          (func (export "fill") (param externref externref)
            (global.set $g (struct.new $t (i32.const -1) (local.get 0) (i64.const 0x1234567890abcdef) (i32.const 0x18001)
              (f32.const -1.5) (v128.const i64x2 11 -12) (i32.const 0x17f) (f64.const 2.25) (i32.const -7) (local.get 1))))
          (func (export "clear") (global.set $g (struct.new_default $t)))
          (func (export "drop") (global.set $g (ref.null $t)))
          (func (export "i8s") (result i32) (struct.get_s $t 0 (global.get $g)))
          (func (export "i8u") (result i32) (struct.get_u $t 0 (global.get $g)))
          (func (export "ref1") (result externref) (struct.get $t 1 (global.get $g)))
          (func (export "i64") (result i64) (struct.get $t 2 (global.get $g)))
          (func (export "i16s") (result i32) (struct.get_s $t 3 (global.get $g)))
          (func (export "i16u") (result i32) (struct.get_u $t 3 (global.get $g)))
          (func (export "f32") (result f32) (struct.get $t 4 (global.get $g)))
          (func (export "v128") (result v128) (struct.get $t 5 (global.get $g)))
          (func (export "other8") (result i32) (struct.get_s $t 6 (global.get $g)))
          (func (export "f64") (result f64) (struct.get $t 7 (global.get $g)))
          (func (export "i32") (result i32) (struct.get $t 8 (global.get $g)))
          (func (export "ref9") (result externref) (struct.get $t 9 (global.get $g)))
          (func (export "set8") (param i32) (struct.set $t 0 (global.get $g) (local.get 0)))
          (func (export "setref1") (param externref) (struct.set $t 1 (global.get $g) (local.get 0)))
          (func (export "set64") (param i64) (struct.set $t 2 (global.get $g) (local.get 0)))
          (func (export "set16") (param i32) (struct.set $t 3 (global.get $g) (local.get 0)))
          (func (export "setf32") (param f32) (struct.set $t 4 (global.get $g) (local.get 0)))
          (func (export "setv128") (param v128) (struct.set $t 5 (global.get $g) (local.get 0)))
          (func (export "setf64") (param f64) (struct.set $t 7 (global.get $g) (local.get 0)))
          (func (export "set32") (param i32) (struct.set $t 8 (global.get $g) (local.get 0))))
        """;

    private final GcProgram mixed = new GcProgram(MIXED);

    @Test
    void fieldsOfEveryTypeKeepTheirValues() {
        mixed.call("fill", "a", "b");
        assertThat(mixed.call("i8s")).isEqualTo(-1);
        assertThat(mixed.call("i8u")).isEqualTo(255);
        assertThat(mixed.call("ref1")).isEqualTo("a");
        assertThat(mixed.call("i64")).isEqualTo(0x1234567890abcdefL);
        assertThat(mixed.call("i16s")).isEqualTo(-32767);
        assertThat(mixed.call("i16u")).isEqualTo(0x8001);
        assertThat(mixed.call("f32")).isEqualTo(-1.5f);
        assertThat(mixed.call("v128")).isEqualTo(new V128(11, -12));
        assertThat(mixed.call("other8")).isEqualTo(0x7f);
        assertThat(mixed.call("f64")).isEqualTo(2.25);
        assertThat(mixed.call("i32")).isEqualTo(-7);
        assertThat(mixed.call("ref9")).isEqualTo("b");
    }

    @Test
    void settingAFieldChangesNoOther() {
        mixed.call("fill", "a", "b");
        mixed.call("set8", 0x1ff02);
        mixed.call("set16", -2);
        mixed.call("set32", 5);
        mixed.call("set64", -5L);
        mixed.call("setf32", 8f);
        mixed.call("setf64", 9.0);
        mixed.call("setv128", new V128(1, 2));
        mixed.call("setref1", "c");
        assertThat(mixed.call("i8s")).isEqualTo(2);
        assertThat(mixed.call("i16u")).isEqualTo(0xFFFE);
        assertThat(mixed.call("i32")).isEqualTo(5);
        assertThat(mixed.call("i64")).isEqualTo(-5L);
        assertThat(mixed.call("f32")).isEqualTo(8f);
        assertThat(mixed.call("f64")).isEqualTo(9.0);
        assertThat(mixed.call("v128")).isEqualTo(new V128(1, 2));
        assertThat(mixed.call("ref1")).isEqualTo("c");
        assertThat(mixed.call("other8")).isEqualTo(0x7f);
        assertThat(mixed.call("ref9")).isEqualTo("b");
    }

    @Test
    void aDefaultStructIsZeroAndNull() {
        mixed.call("fill", "a", "b");
        mixed.call("clear");
        assertThat(mixed.call("i8s")).isEqualTo(0);
        assertThat(mixed.call("i64")).isEqualTo(0L);
        assertThat(mixed.call("v128")).isEqualTo(new V128(0, 0));
        assertThat(mixed.call("ref1")).isNull();
        assertThat(mixed.call("ref9")).isNull();
    }

    @Test
    void nullTraps() {
        mixed.call("drop");
        assertThat(mixed.trap("i8s")).isEqualTo("null structure reference");
        assertThat(mixed.trap("v128")).isEqualTo("null structure reference");
        assertThat(mixed.trap("ref9")).isEqualTo("null structure reference");
        assertThat(mixed.trap("set32", 1)).isEqualTo("null structure reference");
        assertThat(mixed.trap("setref1", "x")).isEqualTo("null structure reference");
    }

    /** Structs of many sizes: fields of references and numbers by turns, read back after all were set. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 9, 11, 13, 15, 17, 19, 23, 40, 200})
    void structsOfEverySizeHoldTheirFields(int fields) {
        String types = IntStream.range(0, fields).mapToObj(StructsTest::fieldType).collect(Collectors.joining(" "));
        String sets = IntStream.range(0, fields).mapToObj(k -> "(struct.set $t " + k + " (local.get 0) " + value(k) + ")")
                .collect(Collectors.joining("\n"));
        String checks = IntStream.range(0, fields).mapToObj(k -> """
                (if (i32.eqz %s) (then (return (i32.const %d))))
                """.formatted(isValue(k), k)).collect(Collectors.joining("\n"));
        GcProgram program = new GcProgram("""
            (module (type $t (struct %s))
              (func (export "set") (result i32) (local (ref null $t))
                (local.set 0 (struct.new_default $t))
                %s
                %s
                (i32.const -1))
              (func (export "new") (result i32) (local (ref null $t))
                (local.set 0 (struct.new $t %s))
                %s
                (i32.const -1)))
            """.formatted(types, sets, checks,
                IntStream.range(0, fields).mapToObj(StructsTest::value).collect(Collectors.joining(" ")), checks));
        assertThat(program.call("set")).isEqualTo(-1);
        assertThat(program.call("new")).isEqualTo(-1);
    }

    private static String fieldType(int k) {
        return switch (k % 5) {
            case 0, 2 -> "(field (mut i31ref))";
            case 1 -> "(field (mut i32))";
            case 3 -> "(field (mut i8))";
            default -> "(field (mut f64))";
        };
    }

    private static String value(int k) {
        return switch (k % 5) {
            case 0, 2 -> "(ref.i31 (i32.const " + 10 * k + "))";
            case 1 -> "(i32.const " + -k + ")";
            case 3 -> "(i32.const " + k + ")";
            default -> "(f64.const " + k + ")";
        };
    }

    private static String isValue(int k) {
        return switch (k % 5) {
            case 0, 2 -> "(i32.eq (i31.get_s (struct.get $t " + k + " (local.get 0))) (i32.const " + 10 * k + "))";
            case 1 -> "(i32.eq (struct.get $t " + k + " (local.get 0)) (i32.const " + -k + "))";
            case 3 -> "(i32.eq (struct.get_u $t " + k + " (local.get 0)) (i32.const " + (k & 0xFF) + "))";
            default -> "(f64.eq (struct.get $t " + k + " (local.get 0)) (f64.const " + k + "))";
        };
    }

    @Test
    void aSubtypeKeepsThePlacesOfItsSupertypesFields() {
        GcProgram program = new GcProgram("""
            (module
              (type $a (sub (struct (field i8) (field i31ref))))
              (type $b (sub $a (struct (field i8) (field i31ref) (field i64) (field i31ref) (field i8) (field i31ref))))
              (type $c (sub final $b (struct (field i8) (field i31ref) (field i64) (field i31ref) (field i8) (field i31ref)
                (field i31ref) (field i31ref) (field i31ref) (field i31ref) (field f64) (field v128) (field i16))))
              (func $i (param i32) (result (ref i31)) (ref.i31 (local.get 0)))
              (func $sum (param (ref $a)) (result i32)
                (i32.add (struct.get_s $a 0 (local.get 0)) (i31.get_s (struct.get $a 1 (local.get 0)))))
              (func $sum2 (param (ref $b)) (result i32)
                (i32.add (call $sum (local.get 0)) (i32.add (struct.get_s $b 4 (local.get 0))
                  (i31.get_s (struct.get $b 5 (local.get 0))))))
              (func (export "a") (result i32) (call $sum (struct.new $a (i32.const 1) (call $i (i32.const 20)))))
              (func (export "b") (result i32)
                (call $sum2 (struct.new $b (i32.const 1) (call $i (i32.const 20)) (i64.const -1) (ref.null i31)
                  (i32.const 3) (call $i (i32.const 400)))))
              (func (export "c") (result i32)
                (call $sum2 (struct.new $c (i32.const 1) (call $i (i32.const 20)) (i64.const -1) (ref.null i31)
                  (i32.const 3) (call $i (i32.const 400)) (ref.null i31) (ref.null i31) (ref.null i31) (ref.null i31)
                  (f64.const 1) (v128.const i64x2 1 2) (i32.const 9)))))
            """);
        assertThat(program.call("a")).isEqualTo(21);
        assertThat(program.call("b")).isEqualTo(424);
        assertThat(program.call("c")).isEqualTo(424);
    }

    @Test
    void readsAndTrapsStayInTheOrderOfTheProgram() {
        GcProgram program = new GcProgram("""
            (module
              (type $t (struct (field (mut i32))))
              (global $log (mut i32) (i32.const 0))
              (func (export "read-before-set") (result i32) (local $s (ref $t))
                (local.set $s (struct.new $t (i32.const 1)))
                (struct.get $t 0 (local.get $s))
                (struct.set $t 0 (local.get $s) (i32.const 5))
                (i32.add (i32.mul (i32.const 10) (struct.get $t 0 (local.get $s)))))
              (func (export "trap-before-set") (param (ref null $t))
                (struct.get $t 0 (local.get 0))
                (global.set $log (i32.const 1))
                drop)
              (func (export "trap-before-new") (result i32) (local $n (ref null $t))
                (i32.div_s (i32.const 1) (i32.const 0))
                (struct.get $t 0 (struct.new $t (struct.get $t 0 (local.get $n))))
                i32.add)
              (func (export "each-new-is-another") (result i32) (local $a (ref $t)) (local $b (ref $t))
                (local.set $a (struct.new $t (i32.const 1)))
                (local.set $b (local.get $a))
                (struct.set $t 0 (local.get $b) (i32.const 2))
                (i32.or (i32.shl (struct.get $t 0 (local.get $a)) (i32.const 4))
                  (i32.or (ref.eq (local.get $a) (local.get $b))
                    (i32.shl (ref.eq (struct.new_default $t) (struct.new_default $t)) (i32.const 1)))))
              (func (export "log") (result i32) (global.get $log)))
            """);
        assertThat(program.call("read-before-set")).isEqualTo(51);
        assertThat(program.trap("trap-before-set", (Object) null)).isEqualTo("null structure reference");
        assertThat(program.call("log")).isEqualTo(0);
        assertThat(program.trap("trap-before-new")).isEqualTo("integer divide by zero");
        assertThat(program.call("each-new-is-another")).isEqualTo(0x21);
    }
}
