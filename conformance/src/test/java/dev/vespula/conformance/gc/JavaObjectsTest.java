package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Func;
import dev.vespula.I31;
import dev.vespula.Store;
import dev.vespula.V128;
import dev.vespula.Val;
import dev.vespula.WasmArray;
import dev.vespula.WasmStruct;
import dev.vespula.types.ArrayType;
import dev.vespula.types.DefinedType;
import dev.vespula.types.FuncType;
import dev.vespula.types.RefType;
import dev.vespula.types.StructType;
import dev.vespula.types.ValType;
import org.junit.jupiter.api.Test;

/** Structs, arrays and integers as references, seen and made from Java. */
class JavaObjectsTest {
    private final GcProgram program = new GcProgram("""
        (module
          (type $f (func (result i32)))
          (type $s (struct (field (mut i8)) (field i64) (field (mut (ref null $s))) (field (mut v128)) (field (mut externref))
            (field (mut (ref null $f))) (field (mut f32)) (field (mut i31ref))))
          (type $bytes (array (mut i8)))
          (type $doubles (array f64))
          (type $refs (array (mut (ref null $s))))
          (type $vectors (array (mut v128)))
          (func $five (export "five") (type $f) (i32.const 5))
          (func (export "new") (result (ref $s))
            (struct.new $s (i32.const -1) (i64.const 2) (ref.null $s) (v128.const i64x2 3 4) (ref.null extern)
              (ref.func $five) (f32.const 1.5) (ref.i31 (i32.const 6))))
          (func (export "second") (param (ref null $s)) (result i64) (struct.get $s 1 (local.get 0)))
          (func (export "call") (param (ref $s)) (result i32) (call_ref $f (struct.get $s 5 (local.get 0))))
          (func (export "bytes") (param (ref null $bytes)) (result i32) (array.get_u $bytes (local.get 0) (i32.const 1)))
          (func (export "doubles") (param (ref null $doubles)) (result f64) (array.get $doubles (local.get 0) (i32.const 1)))
          (func (export "refs") (param (ref null $refs)) (result (ref null $s)) (array.get $refs (local.get 0) (i32.const 0)))
          (func (export "vectors") (param (ref null $vectors)) (result v128) (array.get $vectors (local.get 0) (i32.const 1)))
          (func (export "any") (param anyref) (result anyref) (local.get 0))
          (func (export "eq") (param eqref))
          (func (export "struct") (param structref))
          (func (export "array") (param arrayref))
          (func (export "i31") (param i31ref))
          (func (export "none") (param nullref))
          (global (export "g") (mut (ref null $s)) (ref.null $s))
          (table (export "t") 2 (ref null $s)))
        """);

    private DefinedType parameterType(String function) {
        return (DefinedType) ((RefType) program.instance().func(function).type().params().get(0)).heap();
    }

    private WasmStruct struct() {
        return (WasmStruct) program.call("new");
    }

    @Test
    void aStructOfWebAssemblyIsReadAndChanged() {
        WasmStruct struct = struct();
        assertThat(struct.type()).isEqualTo(parameterType("second"));
        assertThat(((StructType) struct.type().composite()).fields()).hasSize(8);
        assertThat(struct.fieldCount()).isEqualTo(8);
        assertThat(struct.get(0)).isEqualTo(-1);
        assertThat(struct.get(1)).isEqualTo(2L);
        assertThat(struct.get(2)).isNull();
        assertThat(struct.get(3)).isEqualTo(new V128(3, 4));
        assertThat(struct.get(5)).isSameAs(program.instance().func("five"));
        assertThat(struct.get(6)).isEqualTo(1.5f);
        assertThat(struct.get(7)).isEqualTo(I31.of(6));
        struct.set(0, 0x181);
        struct.set(2, struct);
        struct.set(3, new V128(7, 8));
        struct.set(4, "text");
        struct.set(6, Val.f32Bits(0x7fa00001));
        struct.set(7, null);
        assertThat(struct.get(0)).isEqualTo(-127);
        assertThat(struct.get(2)).isSameAs(struct);
        assertThat(struct.get(3)).isEqualTo(new V128(7, 8));
        assertThat(struct.get(4)).isEqualTo("text");
        assertThat(Float.floatToRawIntBits((Float) struct.get(6))).isEqualTo(0x7fa00001);
        assertThat(struct.get(7)).isNull();
        assertThat(program.call("second", struct)).isEqualTo(2L);
    }

    @Test
    void fieldsAreTypeChecked() {
        WasmStruct struct = struct();
        assertThatThrownBy(() -> struct.set(1, 5L)).isInstanceOf(IllegalStateException.class).hasMessageContaining("immutable");
        assertThatThrownBy(() -> struct.set(0, 5L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> struct.set(2, "text")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> struct.set(2, program.store.newArray(parameterType("bytes"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> struct.set(5, program.instance().func("second"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> struct.set(7, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> struct.get(8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> struct.set(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(struct.get(0)).isEqualTo(-1);
    }

    @Test
    void aStructIsMadeByJava() {
        Func five = program.instance().func("five");
        WasmStruct struct = program.store.newStruct(parameterType("second"),
                1, 22L, null, new V128(0, 0), this, five, 0f, I31.of(3));
        assertThat(program.call("second", struct)).isEqualTo(22L);
        assertThat(program.call("call", struct)).isEqualTo(5);
        assertThat(struct.get(4)).isSameAs(this);
        assertThatThrownBy(() -> program.store.newStruct(parameterType("second"), 1))
                .hasMessage("the struct has 8 fields, not 1");
        assertThatThrownBy(() -> program.store.newStruct(parameterType("bytes"), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no type of structs");
        Func foreign = new GcProgram("(module (func (export \"f\") (result i32) (i32.const 1)))").instance().func("f");
        assertThatThrownBy(() -> program.store.newStruct(parameterType("second"),
                1, 22L, null, new V128(0, 0), this, foreign, 0f, null)).hasMessageContaining("another store");
    }

    @Test
    void arraysAreMadeReadAndChangedByJava() {
        WasmArray bytes = program.store.newArray(parameterType("bytes"), 1, 0xFE, 3);
        assertThat(program.call("bytes", bytes)).isEqualTo(254);
        assertThat(bytes.get(1)).isEqualTo(-2);
        assertThat(bytes.length()).isEqualTo(3);
        assertThat(((ArrayType) bytes.type().composite()).element().mutable()).isTrue();
        ((byte[]) bytes.elements())[1] = 7;
        assertThat(program.call("bytes", bytes)).isEqualTo(7);
        bytes.set(0, Val.i32(5));
        assertThat(bytes.get(0)).isEqualTo(5);
        assertThatThrownBy(() -> bytes.set(0, Val.i64(5))).hasMessage("expected a value of type i32, not i64:5");
        assertThatThrownBy(() -> bytes.set(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);

        WasmArray doubles = program.store.newFilledArray(parameterType("doubles"), 10, 2.5);
        assertThat(program.call("doubles", doubles)).isEqualTo(2.5);
        assertThat(doubles.get(9)).isEqualTo(2.5);
        assertThatThrownBy(() -> doubles.set(0, 1.0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(doubles::elements).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> program.store.newFilledArray(parameterType("doubles"), -1, 2.5))
                .isInstanceOf(IllegalArgumentException.class);

        WasmStruct struct = struct();
        WasmArray refs = program.store.newFilledArray(parameterType("refs"), 2, struct);
        assertThat(program.call("refs", refs)).isSameAs(struct);
        refs.set(0, null);
        assertThat(program.call("refs", refs)).isNull();
        assertThatThrownBy(() -> refs.set(0, refs)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(refs::elements).isInstanceOf(IllegalStateException.class);

        WasmArray vectors = program.store.newArray(parameterType("vectors"), new V128(1, 2), new V128(3, 4));
        assertThat(program.call("vectors", vectors)).isEqualTo(new V128(3, 4));
        assertThat(vectors.get(0)).isEqualTo(new V128(1, 2));
        assertThat((long[]) vectors.elements()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void argumentsOfReferenceTypesAreChecked() {
        WasmStruct struct = struct();
        WasmArray bytes = program.store.newArray(parameterType("bytes"));
        Object[] values = {struct, bytes, I31.of(1), "text", null};
        boolean[][] fits = {
            {true, true, true, true, true}, {true, true, true, false, true}, {true, false, false, false, true},
            {false, true, false, false, true}, {false, false, true, false, true}, {false, false, false, false, true},
            {true, false, false, false, true}};
        String[] functions = {"any", "eq", "struct", "array", "i31", "none", "refs"};
        for (int f = 0; f < functions.length - 1; f++) {
            for (int v = 0; v < values.length; v++) {
                String function = functions[f];
                Object value = values[v];
                if (fits[f][v]) {
                    program.call(function, value);
                } else {
                    assertThatThrownBy(() -> program.call(function, value)).as(function + " " + value)
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
        assertThat(program.call("any", "text")).isEqualTo("text");
        assertThatThrownBy(() -> program.call("call", (Object) null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void globalsTablesAndHostFunctionsTakeObjects() {
        WasmStruct struct = struct();
        program.instance().global("g").set(struct);
        assertThat(program.instance().global("g").get()).isSameAs(struct);
        assertThatThrownBy(() -> program.instance().global("g").set("text")).isInstanceOf(IllegalArgumentException.class);
        program.instance().table("t").set(1, struct);
        assertThat(program.instance().table("t").get(1)).isSameAs(struct);
        assertThatThrownBy(() -> program.instance().table("t").set(0, I31.of(1))).isInstanceOf(IllegalArgumentException.class);

        GcProgram host = new GcProgram("(module)");
        host.linker.func("env", "swap", FuncType.of(ValType.ANYREF).returning(ValType.STRUCTREF),
                (caller, args) -> args.result(0, args.ref(0)));
        var instance = host.instantiate("""
            (module (import "env" "swap" (func $swap (param anyref) (result structref)))
              (type $p (struct (field i32)))
              (func (export "struct") (result i32)
                (struct.get $p 0 (ref.cast (ref $p) (call $swap (struct.new $p (i32.const 8))))))
              (func (export "i31") (result i32) (ref.is_null (call $swap (ref.i31 (i32.const 8))))))
            """);
        assertThat(instance.func("struct").call()).containsExactly(8);
        assertThatThrownBy(() -> instance.func("i31").call()).isInstanceOf(IllegalArgumentException.class);
    }

    /** The exports of the module as Java sees them. */
    public interface Typed {
        Object any(Object value);

        void struct(WasmStruct struct);

        void array(WasmArray array);

        void i31(I31 number);

        long second(WasmStruct struct);
    }

    @Test
    void typedCallsTakeObjects() {
        Typed typed = program.instance().exports(Typed.class);
        WasmStruct struct = struct();
        assertThat(typed.any(struct)).isSameAs(struct);
        typed.struct(struct);
        typed.array(program.store.newArray(parameterType("bytes")));
        typed.i31(I31.of(1));
        typed.struct(null);
        assertThat(typed.second(struct)).isEqualTo(2L);
        WasmStruct other = (WasmStruct) new GcProgram(
                "(module (type $o (struct)) (func (export \"new\") (result (ref $o)) (struct.new $o)))").call("new");
        assertThatThrownBy(() -> typed.second(other)).isInstanceOf(IllegalArgumentException.class);
        program.linker.define("env", new Host());
        assertThat(program.instantiate("""
            (module (import "env" "first" (func $first (param structref i31ref) (result i31ref)))
              (type $p (struct))
              (func (export "run") (result i32)
                (i31.get_s (call $first (struct.new $p) (ref.i31 (i32.const 12))))))
            """).func("run").call()).containsExactly(12);
    }

    /** Functions of Java that take and give objects. */
    public static final class Host {
        /** Gives its second argument. */
        @dev.vespula.WasmImport("first")
        public I31 first(WasmStruct struct, I31 number) {
            return struct.fieldCount() == 0 ? number : null;
        }
    }

    @Test
    void aFunctionInAnObjectOfAnotherStoreIsNotCalled() {
        String caller = """
            (module (type $f (func (result i32))) (type $h (struct (field (ref $f))))
              (func $one (export "one") (type $f) (i32.const 1))
              (func (export "new") (result (ref $h)) (struct.new $h (ref.func $one)))
              (func (export "call") (param (ref $h)) (result i32) (call_ref $f (struct.get $h 0 (local.get 0))))
              (func (export "tail") (param (ref $h)) (result i32) (return_call_ref $f (struct.get $h 0 (local.get 0)))))
            """;
        GcProgram first = new GcProgram(caller);
        Object holder = first.call("new");
        assertThat(first.call("call", holder)).isEqualTo(1);
        assertThat(first.call("tail", holder)).isEqualTo(1);
        var second = first.linker.instantiate(new Store<>(first.engine), first.module(caller));
        for (String function : new String[] {"call", "tail"}) {
            assertThatThrownBy(() -> second.func(function).call(holder)).isInstanceOf(IllegalStateException.class)
                    .hasMessage("a function of another store was called");
        }
        assertThat(second.func("call").call(second.func("new").call())).containsExactly(1);
    }

    @Test
    void objectsOfAnotherEngineAreRefused() {
        GcProgram other = new GcProgram("(module (func (export \"any\") (param anyref)))");
        assertThatThrownBy(() -> other.call("any", struct())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another engine");
        assertThatThrownBy(() -> new Store<>(other.engine).newArray(parameterType("bytes")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
