package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.I31;
import dev.vespula.V128;
import dev.vespula.WasmArray;
import dev.vespula.WasmStruct;
import org.junit.jupiter.api.Test;

/** Objects made by constant expressions: of globals, tables and element segments. */
class ConstantObjectsTest {

    @Test
    void globalsStartWithObjects() {
        GcProgram program = new GcProgram("""
            (module
              (type $e (struct))
              (type $p (struct (field i8) (field v128) (field (ref $e)) (field f64)))
              (type $a (array i16)) (type $v (array v128)) (type $r (array (ref i31)))
              (global $empty (export "empty") (ref $e) (struct.new $e))
              (global (export "p") (ref $p)
                (struct.new $p (i32.const 257) (v128.const i64x2 5 6) (global.get $empty) (f64.const 2)))
              (global (export "default") (ref $a) (array.new_default $a (i32.add (i32.const 2) (i32.const 3))))
              (global (export "filled") (ref $v) (array.new $v (v128.const i64x2 1 2) (i32.const 3)))
              (global (export "fixed") (ref $r) (array.new_fixed $r 2 (ref.i31 (i32.const 7)) (ref.i31 (i32.const -1))))
              (global (export "none") (ref $a) (array.new_fixed $a 0))
              (global (export "zero") (ref $e) (struct.new_default $e))
              (global (export "any") externref (extern.convert_any (any.convert_extern (extern.convert_any (ref.i31 (i32.const 4)))))))
            """);
        WasmStruct p = (WasmStruct) global(program, "p");
        assertThat(p.get(0)).isEqualTo(1);
        assertThat(p.get(1)).isEqualTo(new V128(5, 6));
        assertThat(p.get(2)).isSameAs(global(program, "empty"));
        assertThat(p.get(3)).isEqualTo(2.0);
        assertThat(((WasmArray) global(program, "default")).length()).isEqualTo(5);
        assertThat(((WasmArray) global(program, "filled")).get(2)).isEqualTo(new V128(1, 2));
        assertThat(((WasmArray) global(program, "fixed")).get(1)).isEqualTo(I31.of(-1));
        assertThat(((WasmArray) global(program, "none")).length()).isZero();
        assertThat(((WasmStruct) global(program, "zero")).fieldCount()).isZero();
        assertThat(global(program, "any")).isEqualTo(I31.of(4));
    }

    private static Object global(GcProgram program, String name) {
        return program.instance().global(name).get();
    }

    @Test
    void tablesStartWithOneObjectEverywhere() {
        GcProgram program = new GcProgram("""
            (module
              (type $p (struct (field (mut i32))))
              (table $t 3 (ref $p) (struct.new $p (i32.const 4)))
              (func (export "shared") (result i32)
                (struct.set $p 0 (table.get $t (i32.const 0)) (i32.const 9))
                (struct.get $p 0 (table.get $t (i32.const 2))))
              (func (export "grow") (result i32)
                (drop (table.grow $t (struct.new $p (i32.const 6)) (i32.const 1)))
                (struct.get $p 0 (table.get $t (i32.const 3)))))
            """);
        assertThat(program.call("shared")).isEqualTo(9);
        assertThat(program.call("grow")).isEqualTo(6);
    }

    @Test
    void anArrayTooLargeTrapsAtInstantiation() {
        GcProgram program = new GcProgram("(module)");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> program.instantiate(
                "(module (type $a (array i64)) (global (ref $a) (array.new_default $a (i32.const -1))))")))
                .hasMessageContaining("out of system memory");
    }
}
