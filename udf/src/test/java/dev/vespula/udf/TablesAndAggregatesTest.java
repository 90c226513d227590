package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Table functions and aggregates of plain modules. */
class TablesAndAggregatesTest {
    /** numbers(n) returns 0 to n - 1, each with its low byte as a string of one character; a trap at 13, a torn row at 14. */
    private static final byte[] TABLE = Guests.text("""
            (module
              (memory (export "memory") 2)
              (func (export "numbers") (param $n i32) (result i64) (local $i i32) (local $at i32)
                (if (i32.eq (local.get $n) (i32.const 13)) (then (unreachable)))
                (local.set $at (i32.const 64))
                (block $done
                  (loop $more
                    (br_if $done (i32.ge_u (local.get $i) (local.get $n)))
                    (i32.store (local.get $at) (local.get $i))
                    (i32.store8 offset=4 (local.get $at) (i32.const 1))
                    (i32.store8 offset=5 (local.get $at) (i32.add (i32.const 97) (i32.rem_u (local.get $i) (i32.const 26))))
                    (local.set $at (i32.add (local.get $at) (i32.const 6)))
                    (local.set $i (i32.add (local.get $i) (i32.const 1)))
                    (br $more)))
                (if (i32.eq (local.get $n) (i32.const 14)) (then (local.set $at (i32.sub (local.get $at) (i32.const 1)))))
                (i64.or (i64.shl (i64.const 64) (i64.const 32)) (i64.extend_i32_u (i32.sub (local.get $at) (i32.const 64))))))
            """);
    private static final WasmUdfs TABLES = WasmUdfs.of(TABLE).declare("numbers(int32) ->> (n: int32, name: string)");

    /** Sum and number of values; the mean. States are 16 bytes each. */
    private static final byte[] MEAN = Guests.text("""
            (module
              (memory (export "memory") 1)
              (global $heap (mut i32) (i32.const 64))
              (func $make (export "mean_init") (result i32)
                (global.set $heap (i32.add (global.get $heap) (i32.const 16)))
                (global.get $heap))
              (func (export "mean_update") (param $s i32) (param $x f64)
                (if (f64.eq (local.get $x) (f64.const -1)) (then (unreachable)))
                (f64.store (local.get $s) (f64.add (f64.load (local.get $s)) (local.get $x)))
                (i64.store offset=8 (local.get $s) (i64.add (i64.load offset=8 (local.get $s)) (i64.const 1))))
              (func (export "mean_merge") (param $s i32) (param $o i32)
                (f64.store (local.get $s) (f64.add (f64.load (local.get $s)) (f64.load (local.get $o))))
                (i64.store offset=8 (local.get $s) (i64.add (i64.load offset=8 (local.get $s)) (i64.load offset=8 (local.get $o)))))
              (func (export "mean_result") (param $s i32) (result f64)
                (f64.div (f64.load (local.get $s)) (f64.convert_i64_s (i64.load offset=8 (local.get $s)))))
              (func (export "mean_save") (param $s i32) (result i64)
                (i64.or (i64.shl (i64.extend_i32_u (local.get $s)) (i64.const 32)) (i64.const 16)))
              (func (export "mean_load") (param $at i32) (param $size i32) (result i32) (local $s i32)
                (if (i32.ne (local.get $size) (i32.const 16)) (then (unreachable)))
                (local.set $s (call $make))
                (memory.copy (local.get $s) (local.get $at) (local.get $size))
                (local.get $s))
              (func (export "mean_drop") (param i32)))
            """);
    private static final WasmUdfs AGGREGATES = WasmUdfs.of(MEAN).declare("aggregate mean(float64) -> float64");

    @Test
    void aRowGivesRows() {
        try (UdfTask task = TABLES.newTask()) {
            TableCall numbers = task.tableCall("numbers");
            TableResult three = numbers.call(3);
            assertThat(three.size()).isEqualTo(3);
            assertThat(three.row(2)).containsExactly(2, "c");
            assertThat(numbers.call(0).size()).isZero();
            assertThat(numbers.call((Object) null).size()).isZero();
            assertThat(numbers.setInt(0, 2).run().row(1)).containsExactly(1, "b");
            assertThat(numbers.rows()).isEqualTo(4);
        }
    }

    @Test
    void aBlockGivesRowsWithTheRowsTheyAreFor() {
        try (UdfTask task = TABLES.onError(OnError.NULL).newTask()) {
            int[] counts = {2, 0, 13, 1, 14, 3};
            TableResult result = task.tableCall("numbers").callBlock(List.of(Column.of(FlatType.INT32, counts)), counts.length);
            assertThat(result.size()).isEqualTo(6);
            assertThat(java.util.Arrays.copyOf(result.rows(), 6)).containsExactly(0, 0, 3, 5, 5, 5);
            assertThat(result.row(5)).containsExactly(2, "c");
        }
    }

    @Test
    void rowsAreLimitedAndChecked() {
        try (UdfTask task = TABLES.limits(l -> l.rowsPerCall(100)).newTask()) {
            assertThat(task.tableCall("numbers").call(100).size()).isEqualTo(100);
            assertThatThrownBy(() -> task.tableCall("numbers").call(101)).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e
                            .kind()).isEqualTo(UdfErrorKind.LIMIT)).hasMessageContaining("rowsPerCall");
            assertThatThrownBy(() -> task.tableCall("numbers").call(14)).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e
                            .kind()).isEqualTo(UdfErrorKind.MALFORMED_RESULT)).hasMessageContaining("cut off");
            assertThatThrownBy(() -> task.tableCall("numbers").call(1 << 20)).isInstanceOf(UdfException.class);
        }
    }

    @Test
    void anAggregateOverTwoTasks() {
        byte[] elsewhere;
        try (UdfTask task = AGGREGATES.newTask()) {
            AggregateCall mean = task.aggregate("mean");
            AggregateState state = mean.init();
            for (int i = 1; i <= 4; i++) {
                mean.update(state, (double) i);
            }
            elsewhere = mean.save(state);
            assertThat(elsewhere).hasSize(16);
        }
        try (UdfTask task = AGGREGATES.newTask()) {
            AggregateCall mean = task.aggregate("mean");
            AggregateState state = mean.init();
            mean.setDouble(0, 10).update(state);
            mean.setNull(0).update(state);
            AggregateState other = mean.load(elsewhere);
            mean.merge(state, other);
            assertThat(mean.result(state)).isEqualTo(4d);
            assertThat(mean.result(state)).isEqualTo(4d);
            assertThatThrownBy(() -> mean.result(other)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> mean.merge(state, state)).isInstanceOf(IllegalArgumentException.class);
            mean.drop(state);
            assertThatThrownBy(() -> mean.update(state, 1d)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> task.aggregate("mean").result(mean.init())).isInstanceOf(IllegalArgumentException.class);
            assertThat(mean.rows()).isEqualTo(2);
            assertThat(mean.fuelUsed()).isPositive();
        }
    }

    @Test
    void anAggregateThatTrapsFailsItsTask() {
        try (UdfTask task = AGGREGATES.onError(OnError.NULL).newTask()) {
            AggregateCall mean = task.aggregate("mean");
            AggregateState state = mean.init();
            assertThatThrownBy(() -> mean.update(state, -1d)).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e
                    .kind())
                    .isEqualTo(UdfErrorKind.TRAP));
            assertThatThrownBy(() -> mean.result(state)).isInstanceOf(UdfException.class).hasMessageContaining("lost");
            assertThatThrownBy(() -> task.aggregate("mean").load(new byte[3])).isInstanceOf(UdfException.class);
        }
        assertThatThrownBy(() -> WasmUdfs.of(Guests.NUMBERS).declare("aggregate gcd(int64) -> int64")).isInstanceOf(
                UdfException.class)
                .hasMessageContaining("gcd_init");
    }
}
