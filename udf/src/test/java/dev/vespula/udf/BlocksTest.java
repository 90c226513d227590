package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks for functions that take rows. */
class BlocksTest {
    @Test
    void aBlockHasTheResultsOfItsRows() {
        Random random = new Random(3);
        int rows = 5_000;
        long[] a = random.longs(rows, 0, 1_000_000).toArray();
        long[] b = random.longs(rows, 0, 1_000_000).toArray();
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask()) {
            BlockCall block = task.blockCall("gcd");
            RowCall row = task.rowCall("gcd");
            assertThat(block.takesBlocks()).isFalse();
            Column.Longs result = (Column.Longs) block.call(List.of(Column.of(FlatType.INT64, a), Column.of(FlatType.INT64, b)),
                    rows);
            assertThat(result.rows()).isEqualTo(rows);
            assertThat(result.validity()).isNull();
            for (int i = 0; i < rows; i++) {
                assertThat(result.values()[i]).isEqualTo(row.callI64(a[i], b[i]));
            }
            assertThat(block.rows()).isEqualTo(rows);
            assertThat(block.fuelUsed()).isEqualTo(row.fuelUsed());
            assertThat(block.call(List.of(Column.of(FlatType.INT64, a), Column.of(FlatType.INT64, b)), 0).rows()).isZero();
        }
    }

    @Test
    void nullsAndFailuresAreNulls() {
        List<RowError> errors = new ArrayList<>();
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).onError(OnError.SIDE_OUTPUT).newTask().sideOutput(errors::add)) {
            byte[] validity = Column.allValid(20);
            Column.setNull(validity, 3);
            Column.setNull(validity, 9);
            int[] a = new int[20];
            int[] b = new int[20];
            for (int i = 0; i < 20; i++) {
                a[i] = 100;
                b[i] = i % 7;
            }
            Column result = task.blockCall("div").call(List.of(new Column.Ints(FlatType.INT32.nullable(), 20, a, validity),
                    Column.of(
                            FlatType.INT32, b)), 20);
            for (int i = 0; i < 20; i++) {
                boolean isNull = i == 3 || i == 9 || i % 7 == 0;
                assertThat(result.value(i)).as("row %d", i).isEqualTo(isNull ? null : 100 / (i % 7));
            }
            assertThat(result.type()).isEqualTo(FlatType.INT32.nullable());
        }
        assertThat(errors).extracting(RowError::row).containsExactly(0L, 7L, 14L);
    }

    @Test
    void blocksOfStrings() {
        byte[][] values = new byte[3_000][];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 11 == 0 ? null : ("value " + i).repeat(i % 5).getBytes(StandardCharsets.UTF_8);
        }
        try (UdfTask task = Guests.strings().newTask()) {
            Column upper = task.blockCall("upper").call(List.of(Column.of(FlatType.STRING, values)), values.length);
            Column same = task.blockCall("same").call(List.of(Column.of(FlatType.STRING, values)), values.length);
            for (int i = 0; i < values.length; i++) {
                String text = values[i] == null ? null : new String(values[i], StandardCharsets.UTF_8);
                assertThat(upper.value(i)).isEqualTo(text == null ? null : text.toUpperCase(java.util.Locale.ROOT));
                assertThat(same.value(i)).isEqualTo(text);
            }
        }
    }

    @Test
    void columnsThatDoNotFitAreRefused() {
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask()) {
            BlockCall add = task.blockCall("add");
            Column two = Column.of(FlatType.INT32, new int[] {1, 2});
            assertThatThrownBy(() -> add.call(List.of(two), 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> add.call(List.of(two, two), 3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> add.call(List.of(two, two), -1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> add.call(List.of(two, Column.of(FlatType.INT64, new long[] {1, 2})), 2)).isInstanceOf(
                    IllegalArgumentException.class).hasMessageContaining("column 1");
        }
        assertThatThrownBy(() -> new Column.Ints(FlatType.INT64, 1, new int[1], null)).isInstanceOf(
                IllegalArgumentException.class);
        assertThatThrownBy(() -> new Column.Ints(FlatType.INT32, 2, new int[1], null)).isInstanceOf(
                IllegalArgumentException.class);
        assertThatThrownBy(() -> new Column.Ints(FlatType.INT32, 9, new int[9], new byte[1])).isInstanceOf(
                IllegalArgumentException.class);
        assertThatThrownBy(() -> new Column.Bytes(FlatType.STRING, 2, new byte[4], new int[] {0, 3, 2}, null)).isInstanceOf(
                IllegalArgumentException.class);
        assertThatThrownBy(() -> new Column.Bytes(FlatType.STRING, 1, new byte[4], new int[] {0, 5}, null)).isInstanceOf(
                IllegalArgumentException.class);
    }

    @Test
    void offsetsNeedNotBeginAtZero() {
        byte[] data = "xxabcdef".getBytes(StandardCharsets.UTF_8);
        Column column = new Column.Bytes(FlatType.STRING, 2, data, new int[] {2, 4, 8, 99}, null);
        try (UdfTask task = Guests.strings().newTask()) {
            Column upper = task.blockCall("upper").call(List.of(column), 2);
            assertThat(upper.value(0)).isEqualTo("AB");
            assertThat(upper.value(1)).isEqualTo("CDEF");
        }
    }

    /** Shapes that have loops of their own give what others give, where rows fail, too. */
    @Test
    void loopsOfNumbers() {
        byte[] module = Guests.text("""
                (module
                  (func (export "neg") (param i64) (result i64)
                    (if (i64.eqz (local.get 0)) (then (unreachable)))
                    (i64.sub (i64.const 0) (local.get 0)))
                  (func (export "rem") (param i64 i64) (result i64) (i64.rem_s (local.get 0) (local.get 1)))
                  (func (export "half") (param f64) (result f64) (f64.mul (local.get 0) (f64.const 0.5)))
                  (func (export "less") (param f64 f64) (result f64) (f64.sub (local.get 0) (local.get 1))))
                """);
        int rows = 300;
        long[] longs = new Random(1).longs(rows, -5, 5).toArray();
        double[] doubles = new Random(2).doubles(rows).toArray();
        doubles[7] = Double.NaN;
        Column ofLongs = Column.of(FlatType.INT64, longs);
        Column ofDoubles = Column.of(FlatType.FLOAT64, doubles);
        List<RowError> errors = new ArrayList<>();
        try (UdfTask task = WasmUdfs.of(module).onError(OnError.SIDE_OUTPUT).newTask().sideOutput(errors::add)) {
            Column neg = task.blockCall("neg").call(List.of(ofLongs), rows);
            Column rem = task.blockCall("rem").call(List.of(Column.of(FlatType.INT64, new long[rows]), ofLongs), rows);
            Column half = task.blockCall("half").call(List.of(ofDoubles), rows);
            Column less = task.blockCall("less").call(List.of(ofDoubles, ofDoubles), rows);
            for (int i = 0; i < rows; i++) {
                assertThat(neg.value(i)).isEqualTo(longs[i] == 0 ? null : -longs[i]);
                assertThat(rem.value(i)).isEqualTo(longs[i] == 0 ? null : 0L);
                assertThat(half.value(i)).isEqualTo(doubles[i] / 2);
                assertThat(less.value(i)).isEqualTo(i == 7 ? Double.NaN : 0.0);
            }
        }
        assertThat(errors).hasSize(2 * (int) java.util.Arrays.stream(longs).filter(value -> value == 0).count()).isNotEmpty();
    }
}
