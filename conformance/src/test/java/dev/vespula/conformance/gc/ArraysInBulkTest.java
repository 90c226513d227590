package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Store;
import dev.vespula.WasmArray;
import dev.vespula.types.DefinedType;
import dev.vespula.types.RefType;
import org.junit.jupiter.api.Test;

/** Arrays of numbers, copied from and to Java arrays at once. */
class ArraysInBulkTest {
    private final GcProgram program = new GcProgram("""
        (module
          (type $bytes (array (mut i8)))
          (type $chars (array (mut i16)))
          (type $fixed (array i16))
          (type $ints (array (mut i32)))
          (type $longs (array (mut i64)))
          (type $floats (array (mut f32)))
          (type $doubles (array (mut f64)))
          (type $vectors (array (mut v128)))
          (type $refs (array (mut anyref)))
          (data $text "h\\00e\\00\\ff\\ff")
          (func (export "bytes") (param (ref $bytes) i32) (result i32) (array.get_s $bytes (local.get 0) (local.get 1)))
          (func (export "chars") (param (ref $chars) i32) (result i32) (array.get_u $chars (local.get 0) (local.get 1)))
          (func (export "fixed") (param (ref $fixed) i32) (result i32) (array.get_u $fixed (local.get 0) (local.get 1)))
          (func (export "ints") (param (ref $ints) i32) (result i32) (array.get $ints (local.get 0) (local.get 1)))
          (func (export "longs") (param (ref $longs) i32) (result i64) (array.get $longs (local.get 0) (local.get 1)))
          (func (export "floats") (param (ref $floats) i32) (result f32) (array.get $floats (local.get 0) (local.get 1)))
          (func (export "doubles") (param (ref $doubles) i32) (result f64) (array.get $doubles (local.get 0) (local.get 1)))
          (func (export "vectors") (param (ref $vectors)))
          (func (export "refs") (param (ref $refs)))
          (func (export "text") (result (ref $fixed)) (array.new_data $fixed $text (i32.const 0) (i32.const 3))))
        """);

    private DefinedType type(String function) {
        return (DefinedType) ((RefType) program.instance().func(function).type().params().get(0)).heap();
    }

    @Test
    void theyAreMadeOfJavaArrays() {
        Store<Void> store = program.store;
        byte[] bytes = {1, -2, 3};
        WasmArray copied = store.newArray(type("bytes"), bytes);
        bytes[1] = 9;
        assertThat(program.call("bytes", copied, 1)).as("a copy").isEqualTo(-2);
        assertThat(program.call("chars", store.newArray(type("chars"), "h\uffff".toCharArray()), 1)).isEqualTo(0xFFFF);
        assertThat(program.call("chars", store.newArray(type("chars"), new short[] {1, -1}), 1)).isEqualTo(0xFFFF);
        assertThat(program.call("fixed", store.newArray(type("fixed"), new char[] {'a', 'b'}), 1)).isEqualTo((int) 'b');
        assertThat(program.call("ints", store.newArray(type("ints"), new int[] {5, 6}), 1)).isEqualTo(6);
        assertThat(program.call("longs", store.newArray(type("longs"), new long[] {5, 1L << 40}), 1)).isEqualTo(1L << 40);
        assertThat(program.call("floats", store.newArray(type("floats"), new float[] {5, 6.5f}), 1)).isEqualTo(6.5f);
        assertThat(program.call("doubles", store.newArray(type("doubles"), new double[] {5, 6.5}), 1)).isEqualTo(6.5);
        assertThat(store.newArray(type("doubles"), new double[0]).length()).isZero();
    }

    @Test
    void theyAreCopiedToJavaArrays() {
        Store<Void> store = program.store;
        assertThat(store.newArray(type("bytes"), new byte[] {1, -2}).toByteArray()).containsExactly(1, -2);
        assertThat(store.newArray(type("chars"), "hé\uffff".toCharArray()).toCharArray()).containsExactly('h', 'é',
                '\uffff');
        assertThat(store.newArray(type("chars"), "\uffff".toCharArray()).toShortArray()).containsExactly(-1);
        assertThat(store.newArray(type("ints"), new int[] {1, -2}).toIntArray()).containsExactly(1, -2);
        assertThat(store.newArray(type("longs"), new long[] {1, -2}).toLongArray()).containsExactly(1, -2);
        float[] floats = store.newArray(type("floats"), new float[] {Float.intBitsToFloat(0x7fa00001)}).toFloatArray();
        assertThat(Float.floatToRawIntBits(floats[0])).isEqualTo(0x7fa00001);
        assertThat(store.newArray(type("doubles"), new double[] {1, -2}).toDoubleArray()).containsExactly(1, -2);
        assertThat(new String(((WasmArray) program.call("text")).toCharArray())).as("immutable, of the guest").isEqualTo(
                "he\uffff");
    }

    @Test
    void partsAreReadAndWritten() {
        WasmArray chars = program.store.newArray(type("chars"), "abcdef".toCharArray());
        char[] target = "......".toCharArray();
        chars.read(1, target, 2, 3);
        assertThat(new String(target)).isEqualTo("..bcd.");
        chars.write(4, "xyz".toCharArray(), 1, 2);
        assertThat(new String(chars.toCharArray())).isEqualTo("abcdyz");
        chars.write(0, new short[] {'A'}, 0, 1);
        short[] shorts = new short[2];
        chars.read(0, shorts, 1, 1);
        assertThat(shorts).containsExactly(0, 'A');
        WasmArray ints = program.store.newArray(type("ints"), new int[] {1, 2, 3});
        ints.write(1, new int[] {7, 8, 9}, 0, 2);
        int[] read = new int[2];
        ints.read(1, read, 0, 2);
        assertThat(read).containsExactly(7, 8);
        assertThat(program.call("ints", ints, 2)).isEqualTo(8);
        ints.read(3, read, 2, 0);
    }

    @Test
    void boundsAreChecked() {
        WasmArray longs = program.store.newArray(type("longs"), new long[] {1, 2, 3});
        WasmArray chars = program.store.newArray(type("chars"), new char[] {1, 2, 3});
        for (int[] range : new int[][] {{-1, 0, 1}, {0, -1, 1}, {2, 0, 2}, {0, 3, 2}, {4, 0, 0}, {0, 5, 0}, {0, 0, -1},
            {Integer.MAX_VALUE, 0, 2}, {1, Integer.MAX_VALUE, 2}}) {
            assertThatThrownBy(() -> longs.read(range[0], new long[4], range[1], range[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> longs.write(range[0], new long[4], range[1], range[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> chars.read(range[0], new char[4], range[1], range[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> chars.write(range[0], new char[4], range[1], range[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(longs.toLongArray()).containsExactly(1, 2, 3);
        assertThat(chars.toCharArray()).containsExactly((char) 1, (char) 2, (char) 3);
    }

    @Test
    void typesAreChecked() {
        Store<Void> store = program.store;
        WasmArray bytes = store.newArray(type("bytes"), new byte[] {1});
        assertThatThrownBy(bytes::toIntArray).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the elements of the array are copied from and to byte[], not int[]");
        assertThatThrownBy(bytes::toCharArray).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bytes.write(0, new short[1], 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.newArray(type("floats"), new int[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.newArray(type("vectors"), new long[2])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the elements of the array are vectors, not numbers");
        assertThatThrownBy(() -> store.newArray(type("refs"), (Object) null).toIntArray())
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "the elements of the array are references, not numbers");
        WasmArray fixed = (WasmArray) program.call("text");
        assertThatThrownBy(() -> fixed.write(0, new char[1], 0, 1)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("immutable");
    }
}
