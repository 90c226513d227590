package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules for ClickHouse. */
class ClickHouseTest {
    /** Buffers, and functions over them: what they got as it came, sums of two Int64, and those that misbehave. */
    private static final String BUFFERS = """
            (module
              (import "env" "clickhouse_throw" (func $throw (param i32 i32)))
              (import "env" "clickhouse_random" (func $random (param i32 i32)))
              (memory (export "memory") 2)
              (data (i32.const 16) "no such thing")
              (global $heap (mut i32) (i32.const 1024))
              (global $destroyed (mut i32) (i32.const 0))
              (func $create (export "clickhouse_create_buffer") (param $size i32) (result i32) (local $h i32)
                (local.set $h (global.get $heap))
                (global.set $heap (i32.add (global.get $heap) (i32.and (i32.add (local.get $size) (i32.const 23)) (i32.const -8))))
                (loop $more
                  (if (i32.gt_u (global.get $heap) (i32.shl (memory.size) (i32.const 16)))
                    (then (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then (unreachable))) (br $more))))
                (i32.store (local.get $h) (i32.add (local.get $h) (i32.const 8)))
                (i32.store offset=4 (local.get $h) (local.get $size))
                (local.get $h))
              (func (export "clickhouse_destroy_buffer") (param i32)
                (if (i32.eqz (local.get 0)) (then (unreachable)))
                (global.set $destroyed (i32.add (global.get $destroyed) (i32.const 1))))
              (func (export "destroyed") (result i32) (global.get $destroyed))
              (func (export "same") (param i32 i32) (result i32) (local $h i32)
                (local.set $h (call $create (i32.load offset=4 (local.get 0))))
                (memory.copy (i32.load (local.get $h)) (i32.load (local.get 0)) (i32.load offset=4 (local.get 0)))
                (local.get $h))
              (func (export "sum") (param $in i32) (param $rows i32) (result i32) (local $h i32) (local $i i32) (local $a i32)
                (local.set $h (call $create (i32.shl (local.get $rows) (i32.const 3))))
                (block $done
                  (loop $more
                    (br_if $done (i32.ge_u (local.get $i) (local.get $rows)))
                    (local.set $a (i32.add (i32.load (local.get $in)) (i32.shl (local.get $i) (i32.const 4))))
                    (i64.store (i32.add (i32.load (local.get $h)) (i32.shl (local.get $i) (i32.const 3)))
                      (i64.add (i64.load (local.get $a)) (i64.load offset=8 (local.get $a))))
                    (local.set $i (i32.add (local.get $i) (i32.const 1)))
                    (br $more)))
                (local.get $h))
              (func (export "direct") (param i64 i64) (result i64) (i64.mul (local.get 0) (local.get 1)))
              (func (export "throws") (param i32 i32) (result i32) (call $throw (i32.const 16) (i32.const 13)) (unreachable))
              (func (export "none") (param i32 i32) (result i32) (i32.const 0))
              (func (export "beyond") (param i32 i32) (result i32) (i32.const -4))
              (func (export "wide") (param i32 i32) (result i32)
                (i32.store (i32.const 40) (i32.const 64)) (i32.store (i32.const 44) (i32.const -1)) (i32.const 40))
              (func (export "outside") (param i32 i32) (result i32)
                (i32.store (i32.const 40) (i32.const 0x7fffff00)) (i32.store (i32.const 44) (i32.const 8)) (i32.const 40))
              (func (export "without") (param i32 i32) (result i32)
                (i32.store (i32.const 40) (i32.const 0)) (i32.store (i32.const 44) (i32.const 8)) (i32.const 40))
              (func (export "short") (param i32 i32) (result i32)
                (i32.store (i32.const 40) (i32.const 0)) (i32.store (i32.const 44) (i32.const 0)) (i32.const 40))
              (func (export "dice") (param i32 i32) (result i32) (local $h i32)
                (local.set $h (call $create (i32.shl (local.get 1) (i32.const 3))))
                (call $random (i32.load (local.get $h)) (i32.shl (local.get 1) (i32.const 3)))
                (local.get $h)))
            """;

    private static WasmUdfs udfs(String... signatures) {
        return WasmUdfs.of(Guests.text(BUFFERS)).declare(signatures);
    }

    @Test
    void blocksOfRows() {
        int rows = 3_000;
        long[] a = new Random(1).longs(rows).toArray();
        long[] b = new Random(2).longs(rows).toArray();
        try (UdfTask task = udfs("sum(int64, int64) -> int64", "direct(int64, int64) -> int64", "destroyed() -> int32")
                .newTask()) {
            BlockCall sum = task.blockCall("sum");
            assertThat(sum.takesBlocks()).isTrue();
            Column.Longs sums = (Column.Longs) sum.call(List.of(Column.of(FlatType.INT64, a), Column.of(FlatType.INT64, b)),
                    rows);
            for (int i = 0; i < rows; i++) {
                assertThat(sums.values()[i]).isEqualTo(a[i] + b[i]);
            }
            assertThat(task.rowCall("sum").call(40L, 2L)).isEqualTo(42L);
            assertThat(task.rowCall("sum").call(null, 2L)).isNull();
            assertThat(task.rowCall("direct").callI64(6, 7)).isEqualTo(42);
            assertThat(task.rowCall("destroyed").callI32()).as("both buffers of both calls").isEqualTo(4);
            byte[] validity = Column.allValid(rows);
            Column.setNull(validity, 5);
            assertThat(sum.call(List.of(Column.of(FlatType.INT64, a), Column.of(FlatType.INT64, b)), 0).rows()).isZero();
            Column nulls = sum.call(List.of(new Column.Longs(FlatType.INT64.nullable(), 2, a, new byte[1]), Column.of(
                    FlatType.INT64, b)), 2);
            assertThat(nulls.isNull(0) && nulls.isNull(1)).isTrue();
            Column some = sum.call(List.of(new Column.Longs(FlatType.INT64.nullable(), rows, a, validity), Column.of(
                    FlatType.INT64, b)),
                    rows);
            for (int i = 0; i < rows; i++) {
                assertThat(some.value(i)).isEqualTo(i == 5 ? null : a[i] + b[i]);
            }
        }
    }

    /** A function that returns what it got is one of every type: the frame is written and read. */
    @ParameterizedTest
    @EnumSource(BlockFormat.class)
    void allTypesGoInAndOut(BlockFormat format) {
        Random random = new Random(11);
        int rows = 777;
        for (FlatType type : FlatType.values()) {
            for (UdfType declared : List.of(type, type.nullable())) {
                Column column = Generated.column(declared, rows, random);
                try (UdfTask task = udfs("same(result: " + declared + ") -> " + declared).format(format).newTask()) {
                    Column same = task.blockCall("same").call(List.of(column), rows);
                    List<Object> expected = values(column);
                    if (format == BlockFormat.JSON_EACH_ROW && declared.isNullable()) {
                        // JSON has no other word for what is not a number.
                        expected.replaceAll(value -> value instanceof Double real && real.isNaN()
                                || value instanceof Float single
                                        && single.isNaN() ? null : value);
                    }
                    assertThat(values(same)).as("%s", declared).isEqualTo(expected);
                    assertThat(values(task.blockCall("same").call(List.of(column), 1)).get(0)).isEqualTo(expected.get(0));
                }
            }
        }
    }

    private static List<Object> values(Column column) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < column.rows(); i++) {
            Object value = column.value(i);
            values.add(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : value);
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"throws,GUEST_ERROR,no such thing", "none,MALFORMED_RESULT,no buffer",
        "beyond,MALFORMED_RESULT,beyond the memory",
        "wide,LIMIT,bytes for 1 rows", "outside,MALFORMED_RESULT,beyond the memory", "without,MALFORMED_RESULT,without data",
        "short,MALFORMED_RESULT,cut off"})
    void whatGuestsDoWrong(String name, UdfErrorKind kind, String message) {
        try (UdfTask task = udfs(name + "(int64) -> int64").newTask()) {
            assertThatThrownBy(() -> task.rowCall(name).call(1L)).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e
                    .kind())
                    .isEqualTo(kind)).hasMessageContaining(message).hasMessageContaining(name);
        }
        try (UdfTask task = udfs(name + "(int64) -> int64").onError(OnError.NULL).newTask()) {
            Column nulls = task.blockCall(name).call(List.of(Column.of(FlatType.INT64, new long[3])), 3);
            assertThat(List.of(nulls.isNull(0), nulls.isNull(1), nulls.isNull(2))).containsOnly(true);
        }
    }

    /** Whatever the format: the message names the function and the row of the block whose result is none. */
    @ParameterizedTest
    @EnumSource(value = BlockFormat.class, names = {"MSG_PACK", "JSON_EACH_ROW", "CSV", "TSV"})
    void messagesNameFunctionAndRow(BlockFormat format) {
        WasmUdfs udfs = udfs("same(result: uint16) -> uint8").format(format);
        List<Column> rows = List.of(Column.of(FlatType.UINT16, new int[] {1, 255, 256}));
        try (UdfTask task = udfs.newTask()) {
            assertThatThrownBy(() -> task.blockCall("same").call(rows, 3)).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(
                            e.kind()).isEqualTo(UdfErrorKind.MALFORMED_RESULT)).hasMessageContaining("same")
                    .hasMessageContaining(
                            "row 2 of 3").hasMessageContaining("no uint8");
            assertThat(task.blockCall("same").call(rows, 2).value(1)).isEqualTo(255);
        }
        try (UdfTask task = udfs.onError(OnError.NULL).newTask()) {
            assertThat(task.blockCall("same").call(rows, 3).isNull(0)).isTrue();
        }
    }

    /** Strings whose escapes make them six times as long are within the limit for what they stand for. */
    @Test
    void limitsAreOfValuesNotOfTheirEscapes() {
        byte[][] value = {new byte[1000]};
        WasmUdfs udfs = udfs("same(result: binary) -> binary").format(BlockFormat.JSON_EACH_ROW);
        try (UdfTask task = udfs.limits(l -> l.bytesPerValue(1000)).newTask()) {
            assertThat(task.blockCall("same").call(List.of(Column.of(FlatType.BINARY, value)), 1).value(0)).isEqualTo(value[0]);
        }
        try (UdfTask task = udfs.limits(l -> l.bytesPerValue(999)).newTask()) {
            assertThatThrownBy(() -> task.blockCall("same").call(List.of(Column.of(FlatType.BINARY, value)), 1))
                    .isInstanceOf(UdfException.class).hasMessageContaining("bytesPerValue");
        }
    }

    @Test
    void randomNumbersAreTheSameInEveryTask() {
        List<List<Object>> seen = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (UdfTask task = udfs("dice() -> int64").newTask()) {
                seen.add(values(task.blockCall("dice").call(List.of(), 4)));
            }
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(1)).doesNotContain(0L).hasSize(4);
    }

    @Test
    void functionsAreDeclared() {
        assertThat(udfs().functions()).isEmpty();
        assertThatThrownBy(() -> udfs().function("sum")).hasMessageContaining("declaration");
        assertThatThrownBy(() -> udfs("sum(int64) ->> int64")).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> udfs("sum(int64[]) -> int64")).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> udfs("missing(int64) -> int64")).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> udfs("direct(int64) -> int64")).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> WasmUdfs.of(Guests.text("(module (func (export \"clickhouse_create_buffer\")))")))
                .isInstanceOf(
                        UdfException.class);
    }

    @Test
    void aBufferOfAnotherSizeIsRefused() {
        String faulty = BUFFERS.replace("(i32.store offset=4 (local.get $h) (local.get $size))",
                "(i32.store offset=4 (local.get $h) (i32.const 3))");
        try (UdfTask task = WasmUdfs.of(Guests.text(faulty)).declare("sum(int64, int64) -> int64").newTask()) {
            assertThatThrownBy(() -> task.rowCall("sum").call(1L, 2L)).isInstanceOf(UdfException.class).hasMessageContaining(
                    "a buffer of 3 bytes");
        }
    }
}
