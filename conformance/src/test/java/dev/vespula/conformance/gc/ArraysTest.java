package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The instructions on arrays, for every type of element. */
class ArraysTest {

    /**
     * A type of element.
     *
     * @param type    storage type
     * @param plain   value type on the operand stack
     * @param get     the instruction that reads one
     * @param a       a value
     * @param b       another one
     * @param same    compares two values of the operand stack
     */
    record Element(String type, String plain, String get, String a, String b, String same) {}

    static List<Element> elements() {
        return List.of(
                new Element("i8", "i32", "array.get_s", "(i32.const -3)", "(i32.const 100)", "i32.eq"),
                new Element("i8", "i32", "array.get_u", "(i32.const 253)", "(i32.const 100)", "i32.eq"),
                new Element("i16", "i32", "array.get_s", "(i32.const -300)", "(i32.const 30000)", "i32.eq"),
                new Element("i16", "i32", "array.get_u", "(i32.const 65000)", "(i32.const 30000)", "i32.eq"),
                new Element("i32", "i32", "array.get", "(i32.const -5)", "(i32.const 1000000)", "i32.eq"),
                new Element("i64", "i64", "array.get", "(i64.const -5)", "(i64.const 0x1234567890)", "i64.eq"),
                new Element("f32", "f32", "array.get", "(f32.const 1.5)", "(f32.const -2)", "f32.eq"),
                new Element("f64", "f64", "array.get", "(f64.const 1.5)", "(f64.const -2)", "f64.eq"),
                new Element("v128", "v128", "array.get", "(v128.const i64x2 1 2)", "(v128.const i64x2 -3 4)", "call $v128eq"),
                new Element("i31ref", "i31ref", "array.get", "(ref.i31 (i32.const 7))", "(ref.i31 (i32.const -8))", "ref.eq"),
                new Element("eqref", "eqref", "array.get", "(ref.i31 (i32.const 5000))", "(ref.i31 (i32.const -8))", "ref.eq"));
    }

    private static GcProgram program(Element e) {
        return new GcProgram("""
            (module
              (type $t (array (mut TYPE)))
              (func $v128eq (param v128 v128) (result i32) (i8x16.all_true (i8x16.eq (local.get 0) (local.get 1))))
              (func $is (param (ref null $t) i32 PLAIN) (result i32) (SAME (GET $t (local.get 0) (local.get 1)) (local.get 2)))
              (func (export "new") (param i32 i32) (result i32)
                (call $is (array.new $t A (local.get 0)) (local.get 1) A))
              (func (export "default") (param i32) (result i32) (array.len (array.new_default $t (local.get 0))))
              (func (export "fixed") (result i32) (local $a (ref null $t))
                (local.set $a (array.new_fixed $t 3 A B A))
                (i32.and (call $is (local.get $a) (i32.const 1) B)
                  (i32.and (call $is (local.get $a) (i32.const 2) A) (i32.eq (array.len (local.get $a)) (i32.const 3)))))
              (func (export "set") (param i32) (result i32) (local $a (ref null $t))
                (local.set $a (array.new $t A (i32.const 4)))
                (array.set $t (local.get $a) (local.get 0) B)
                (i32.and (call $is (local.get $a) (local.get 0) B)
                  (call $is (local.get $a) (i32.and (i32.add (local.get 0) (i32.const 1)) (i32.const 3)) A)))
              (func (export "fill") (param i32 i32) (result i32) (local $a (ref null $t)) (local $n i32) (local $i i32)
                (local.set $a (array.new $t A (i32.const 8)))
                (array.fill $t (local.get $a) (local.get 0) B (local.get 1))
                (loop $l
                  (local.set $n (i32.add (local.get $n) (call $is (local.get $a) (local.get $i) B)))
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $l (i32.lt_u (local.get $i) (i32.const 8))))
                (local.get $n))
              (func (export "copy") (param i32 i32 i32) (result i32) (local $a (ref null $t))
                (local.set $a (array.new $t A (i32.const 8)))
                (array.set $t (local.get $a) (i32.const 2) B)
                (array.copy $t $t (local.get $a) (local.get 0) (local.get $a) (local.get 1) (local.get 2))
                (i32.or (call $is (local.get $a) (i32.const 3) B) (i32.shl (call $is (local.get $a) (i32.const 2) B) (i32.const 1))))
              (func (export "null-get") (drop (GET $t (ref.null $t) (i32.const 0))))
              (func (export "null-set") (array.set $t (ref.null $t) (i32.const 0) A))
              (func (export "null-fill") (array.fill $t (ref.null $t) (i32.const 0) A (i32.const 0)))
              (func (export "null-copy") (array.copy $t $t (ref.null $t) (i32.const 0) (ref.null $t) (i32.const 0) (i32.const 0)))
              (func (export "null-len") (drop (array.len (ref.null $t)))))
            """.replace("TYPE", e.type).replace("PLAIN", e.plain).replace("GET", e.get).replace("SAME", e.same)
                .replaceAll("\\bA\\b", e.a).replaceAll("\\bB\\b", e.b));
    }

    @ParameterizedTest
    @MethodSource("elements")
    void elementsKeepTheirValues(Element element) {
        GcProgram program = program(element);
        assertThat(program.call("new", 3, 2)).isEqualTo(1);
        assertThat(program.call("new", 1, 0)).isEqualTo(1);
        assertThat(program.call("default", 17)).isEqualTo(17);
        assertThat(program.call("fixed")).isEqualTo(1);
        assertThat(program.call("set", 0)).isEqualTo(1);
        assertThat(program.call("set", 3)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("elements")
    void rangesAreFilledAndCopied(Element element) {
        GcProgram program = program(element);
        assertThat(program.call("fill", 2, 3)).isEqualTo(3);
        assertThat(program.call("fill", 0, 8)).isEqualTo(8);
        assertThat(program.call("fill", 8, 0)).isEqualTo(0);
        assertThat(program.call("copy", 3, 2, 4)).isEqualTo(3);
        assertThat(program.call("copy", 1, 2, 4)).isEqualTo(0);
        assertThat(program.call("copy", 8, 8, 0)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("elements")
    void accessesOutOfBoundsTrap(Element element) {
        GcProgram program = program(element);
        String outOfBounds = "out of bounds array access";
        assertThat(program.trap("new", 3, 3)).isEqualTo(outOfBounds);
        assertThat(program.trap("new", 3, -1)).isEqualTo(outOfBounds);
        assertThat(program.trap("set", 4)).isEqualTo(outOfBounds);
        assertThat(program.trap("set", Integer.MIN_VALUE)).isEqualTo(outOfBounds);
        assertThat(program.trap("fill", 6, 3)).isEqualTo(outOfBounds);
        assertThat(program.trap("fill", 9, 0)).isEqualTo(outOfBounds);
        assertThat(program.trap("fill", 1, -1)).isEqualTo(outOfBounds);
        assertThat(program.trap("copy", 7, 0, 2)).isEqualTo(outOfBounds);
        assertThat(program.trap("copy", 0, 7, 2)).isEqualTo(outOfBounds);
        assertThat(program.trap("copy", -1, 0, 2)).isEqualTo(outOfBounds);
    }

    @ParameterizedTest
    @MethodSource("elements")
    void nullTraps(Element element) {
        GcProgram program = program(element);
        for (String function : List.of("null-get", "null-set", "null-fill", "null-copy", "null-len")) {
            assertThat(program.trap(function)).isEqualTo("null array reference");
        }
    }

    @ParameterizedTest
    @MethodSource("elements")
    void hostileSizesTrap(Element element) {
        GcProgram program = program(element);
        assertThat(program.trap("new", -1, 0)).isEqualTo("out of system memory");
        assertThat(program.trap("default", -1)).isEqualTo("out of system memory");
        assertThat(program.trap("default", Integer.MIN_VALUE)).isEqualTo("out of system memory");
    }

    @Test
    void arraysOfNumbersComeFromDataSegments() {
        GcProgram program = new GcProgram("""
            (module
              (type $b (array (mut i8))) (type $s (array (mut i16))) (type $i (array (mut i32))) (type $l (array (mut i64)))
              (type $f (array (mut f32))) (type $d (array (mut f64))) (type $v (array (mut v128)))
              (data $data "\\01\\02\\03\\84\\05\\06\\07\\08\\09\\0a\\0b\\0c\\0d\\0e\\0f\\10\\11\\12")
              (func (export "i8") (param i32 i32) (result i32)
                (array.get_s $b (array.new_data $b $data (local.get 0) (local.get 1)) (i32.const 3)))
              (func (export "i16") (result i32) (array.get_u $s (array.new_data $s $data (i32.const 1) (i32.const 2)) (i32.const 1)))
              (func (export "i32") (result i32) (array.get $i (array.new_data $i $data (i32.const 1) (i32.const 2)) (i32.const 0)))
              (func (export "i64") (result i64) (array.get $l (array.new_data $l $data (i32.const 2) (i32.const 2)) (i32.const 1)))
              (func (export "f32") (result i32)
                (i32.reinterpret_f32 (array.get $f (array.new_data $f $data (i32.const 0) (i32.const 2)) (i32.const 1))))
              (func (export "f64") (result i64)
                (i64.reinterpret_f64 (array.get $d (array.new_data $d $data (i32.const 0) (i32.const 2)) (i32.const 1))))
              (func (export "v128") (result i64)
                (i64x2.extract_lane 1 (array.get $v (array.new_data $v $data (i32.const 2) (i32.const 1)) (i32.const 0))))
              (func (export "init") (param i32 i32 i32) (result i32) (local $a (ref $s))
                (local.set $a (array.new $s (i32.const -1) (i32.const 4)))
                (array.init_data $s $data (local.get $a) (local.get 0) (local.get 1) (local.get 2))
                (i32.or (array.get_u $s (local.get $a) (i32.const 1)) (i32.shl (array.get_u $s (local.get $a) (i32.const 3)) (i32.const 16))))
              (func (export "drop") (data.drop $data)))
            """);
        assertThat(program.call("i8", 0, 4)).isEqualTo((int) (byte) 0x84);
        assertThat(program.call("i16")).isEqualTo(0x0584);
        assertThat(program.call("i32")).isEqualTo(0x05840302);
        assertThat(program.call("i64")).isEqualTo(0x1211100f0e0d0c0bL);
        assertThat(program.call("f32")).isEqualTo(0x08070605);
        assertThat(program.call("f64")).isEqualTo(0x100f0e0d0c0b0a09L);
        assertThat(program.call("v128")).isEqualTo(0x1211100f0e0d0c0bL);
        assertThat(program.call("init", 1, 4, 2)).isEqualTo(0xFFFF0605);
        assertThat(program.trap("i8", 15, 4)).isEqualTo("out of bounds memory access");
        assertThat(program.trap("i8", 0, -1)).isEqualTo("out of bounds memory access");
        assertThat(program.trap("init", 3, 0, 2)).isEqualTo("out of bounds array access");
        assertThat(program.trap("init", 0, 15, 2)).isEqualTo("out of bounds memory access");
        program.call("drop");
        assertThat(program.trap("i8", 0, 4)).isEqualTo("out of bounds memory access");
        assertThat(program.call("init", 4, 0, 0)).isEqualTo(-1);
    }

    @Test
    void arraysOfReferencesComeFromElementSegments() {
        GcProgram program = new GcProgram("""
            (module
              (type $f (func (result i32))) (type $t (array (mut (ref null $f)))) (type $i (array (mut i31ref)))
              (func $one (type $f) (i32.const 1)) (func $two (type $f) (i32.const 2))
              (elem $e (ref null $f) (ref.func $one) (ref.func $two) (ref.null $f))
              (elem $n i31ref (ref.i31 (i32.const 5)) (item (ref.i31 (i32.const 6))))
              (func (export "new") (param i32 i32 i32) (result i32)
                (call_ref $f (array.get $t (array.new_elem $t $e (local.get 0) (local.get 1)) (local.get 2))))
              (func (export "init") (param i32 i32 i32) (result i32) (local $a (ref $i))
                (local.set $a (array.new $i (ref.i31 (i32.const 1)) (i32.const 3)))
                (array.init_elem $i $n (local.get $a) (local.get 0) (local.get 1) (local.get 2))
                (i31.get_s (array.get $i (local.get $a) (i32.const 1))))
              (func (export "drop") (elem.drop $e) (elem.drop $n)))
            """);
        assertThat(program.call("new", 0, 3, 1)).isEqualTo(2);
        assertThat(program.call("new", 1, 1, 0)).isEqualTo(2);
        assertThat(program.trap("new", 0, 3, 2)).isEqualTo("null function reference");
        assertThat(program.trap("new", 1, 3, 0)).contains("out of bounds table access");
        assertThat(program.trap("new", 0, -1, 0)).contains("out of bounds table access");
        assertThat(program.call("init", 0, 0, 2)).isEqualTo(6);
        assertThat(program.call("init", 2, 0, 1)).isEqualTo(1);
        assertThat(program.trap("init", 2, 0, 2)).isEqualTo("out of bounds array access");
        assertThat(program.trap("init", 0, 1, 2)).contains("out of bounds table access");
        program.call("drop");
        assertThat(program.trap("new", 0, 1, 0)).contains("out of bounds table access");
        assertThat(program.call("init", 3, 0, 0)).isEqualTo(1);
    }

    @Test
    void operandsBelowTrapBeforeTheNewArray() {
        GcProgram program = new GcProgram("""
            (module
              (type $t (array i8))
              (data $d "abc")
              (func (export "data") (param i32) (result i32)
                (i32.div_u (i32.const 1) (local.get 0))
                (drop (array.new_data $t $d (i32.const 100) (i32.const 100))))
              (func (export "new") (param i32) (result i32)
                (i32.div_u (i32.const 1) (local.get 0))
                (drop (array.new_default $t (i32.const -1)))))
            """);
        assertThat(program.trap("data", 0)).isEqualTo("integer divide by zero");
        assertThat(program.trap("data", 1)).isEqualTo("out of bounds memory access");
        assertThat(program.trap("new", 0)).isEqualTo("integer divide by zero");
    }
}
