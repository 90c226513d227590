package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions of components. */
class ComponentTest {
    private static final byte[] COMPONENT = Guests.text("""
            (component
              (core module $m
                (memory (export "memory") 1)
                (global $heap (mut i32) (i32.const 1024))
                (func $realloc (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
                  (local.set $at (i32.and (i32.add (global.get $heap) (i32.const 7)) (i32.const -8)))
                  (global.set $heap (i32.add (local.get $at) (local.get 3)))
                  (loop $more
                    (if (i32.gt_u (global.get $heap) (i32.shl (memory.size) (i32.const 16)))
                      (then (drop (memory.grow (i32.const 1))) (br $more))))
                  (if (i32.gt_u (local.get 1) (i32.const 0))
                    (then (memory.copy (local.get $at) (local.get 0) (local.get 1))))
                  (local.get $at))
                (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
                (func (export "half") (param f64) (result f64) (f64.mul (local.get 0) (f64.const 0.5)))
                (func (export "even") (param i32) (result i32) (i32.eqz (i32.rem_u (local.get 0) (i32.const 2))))
                (func (export "same") (param i32 i32) (result i32)
                  (i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8))
                (func (export "checked") (param i32) (result i32)
                  (if (i32.lt_s (local.get 0) (i32.const 0)) (then
                    (i32.store (i32.const 16) (i32.const 1))
                    (i32.store (i32.const 20) (i32.const 64))
                    (i32.store (i32.const 24) (i32.const 8))
                    (return (i32.const 16))))
                  (i32.store (i32.const 16) (i32.const 0))
                  (i32.store (i32.const 20) (i32.mul (local.get 0) (i32.const 2)))
                  (i32.const 16))
                (data (i32.const 64) "negative")
                (func (export "maybe") (param i32 i64) (result i32)
                  (i32.store8 (i32.const 32) (local.get 0))
                  (i64.store (i32.const 40) (i64.add (local.get 1) (i64.const 1)))
                  (i32.const 32))
                (func (export "upto") (param $n i32) (result i32) (local $i i32) (local $at i32)
                  (local.set $at (call $realloc (i32.const 0) (i32.const 0) (i32.const 4) (i32.shl (local.get $n) (i32.const 2))))
                  (block $done (loop $more
                    (br_if $done (i32.ge_u (local.get $i) (local.get $n)))
                    (i32.store (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 2))) (local.get $i))
                    (local.set $i (i32.add (local.get $i) (i32.const 1)))
                    (br $more)))
                  (i32.store (i32.const 8) (local.get $at)) (i32.store (i32.const 12) (local.get $n)) (i32.const 8))
                (func $state (param i64) (result i32) (local $at i32)
                  (local.set $at (call $realloc (i32.const 0) (i32.const 0) (i32.const 8) (i32.const 8)))
                  (i64.store (local.get $at) (local.get 0))
                  (i32.store (i32.const 8) (local.get $at)) (i32.store (i32.const 12) (i32.const 8)) (i32.const 8))
                (func (export "total-init") (result i32) (call $state (i64.const 0)))
                (func (export "total-update") (param i32 i32 i64) (result i32)
                  (if (i64.lt_s (local.get 2) (i64.const 0)) (then (unreachable)))
                  (call $state (i64.add (i64.load (local.get 0)) (local.get 2))))
                (func (export "total-merge") (param i32 i32 i32 i32) (result i32)
                  (call $state (i64.add (i64.load (local.get 0)) (i64.load (local.get 2)))))
                (func (export "total-result") (param i32 i32) (result i64) (i64.load (local.get 0))))
              (core instance $i (instantiate $m))
              (alias core export $i "memory" (core memory $memory))
              (alias core export $i "realloc" (core func $realloc))
              (type $bytes (list u8))
              (func (export "add") (param "a" s32) (param "b" u32) (result s32) (canon lift (core func $i "add")))
              (func (export "half") (param "x" f64) (result f64) (canon lift (core func $i "half")))
              (func (export "even") (param "x" u8) (result bool) (canon lift (core func $i "even")))
              (func (export "same") (param "s" string) (result string)
                (canon lift (core func $i "same") (memory $memory) (realloc (core func $realloc))))
              (func (export "same-list") (param "s" (list string)) (result (list string))
                (canon lift (core func $i "same") (memory $memory) (realloc (core func $realloc))))
              (func (export "checked") (param "x" s32) (result (result s32 (error string)))
                (canon lift (core func $i "checked") (memory $memory) (realloc (core func $realloc))))
              (func (export "maybe") (param "x" (option s64)) (result (option s64))
                (canon lift (core func $i "maybe") (memory $memory) (realloc (core func $realloc))))
              (func (export "upto") (param "n" u32) (result (list u32))
                (canon lift (core func $i "upto") (memory $memory) (realloc (core func $realloc))))
              (func (export "total-init") (result (list u8))
                (canon lift (core func $i "total-init") (memory $memory) (realloc (core func $realloc))))
              (func (export "total-update") (param "state" (list u8)) (param "x" s64) (result (list u8))
                (canon lift (core func $i "total-update") (memory $memory) (realloc (core func $realloc))))
              (func (export "total-merge") (param "a" (list u8)) (param "b" (list u8)) (result (list u8))
                (canon lift (core func $i "total-merge") (memory $memory) (realloc (core func $realloc))))
              (func (export "total-result") (param "state" (list u8)) (result s64)
                (canon lift (core func $i "total-result") (memory $memory) (realloc (core func $realloc)))))
            """);

    @Test
    void functionsHaveTheTypesOfWit() {
        assertThat(WasmUdfs.of(COMPONENT).functions()).extracting(UdfFunction::toString).containsExactlyInAnyOrder(
                "add(a: int32, b: uint32) -> int32", "half(x: float64) -> float64", "even(x: uint8) -> boolean",
                "same(s: string) -> string", "same-list(s: string[]) -> string[]", "checked(x: int32) -> int32",
                "maybe(x: int64?) -> int64?", "upto(n: uint32) -> uint32[]", "aggregate total(x: int64) -> int64");
    }

    @Test
    void valuesGoInAndOut() {
        try (UdfTask task = WasmUdfs.of(COMPONENT).newTask()) {
            assertThat(task.rowCall("add").call(-3, 5)).isEqualTo(2);
            assertThat(task.rowCall("half").setDouble(0, 5).run()).isTrue();
            assertThat(task.rowCall("half").call(5d)).isEqualTo(2.5);
            assertThat(task.rowCall("even").call(200)).isEqualTo(true);
            assertThat(task.rowCall("same").call("grüße 😀")).isEqualTo("grüße 😀");
            assertThat(task.rowCall("same").call("")).isEqualTo("");
            assertThat(task.rowCall("same-list").call(List.of("a", "b"))).isEqualTo(List.of("a", "b"));
            assertThat(task.rowCall("maybe").call(41L)).isEqualTo(42L);
            assertThat(task.rowCall("maybe").call((Object) null)).isNull();
            assertThat(task.rowCall("upto").call(3)).isEqualTo(List.of(0, 1, 2));
            assertThatThrownBy(() -> task.rowCall("add").callI32(1, 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> task.rowCall("same-list").call(List.of(1, Arrays.asList((Object) null)))).isInstanceOf(
                    IllegalArgumentException.class);
        }
    }

    @Test
    void aFailureThatAFunctionReportsLeavesTheInstance() {
        try (UdfTask task = WasmUdfs.of(COMPONENT).newTask()) {
            RowCall checked = task.rowCall("checked");
            assertThat(checked.call(21)).isEqualTo(42);
            assertThatThrownBy(() -> checked.call(-1)).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e.kind())
                    .isEqualTo(
                            UdfErrorKind.GUEST_ERROR)).hasMessage("function checked, row 1: negative");
            assertThat(checked.call(4)).isEqualTo(8);
        }
        try (UdfTask task = WasmUdfs.of(COMPONENT).onError(OnError.NULL).newTask()) {
            assertThat(task.blockCall("checked").call(List.of(Column.of(FlatType.INT32, new int[] {1, -1, 3})), 3)).satisfies(
                    column -> assertThat(Arrays.asList(column.value(0), column.value(1), column.value(2))).containsExactly(2,
                            null, 6));
        }
    }

    @Test
    void listsAreTablesIfDeclared() {
        WasmUdfs udfs = WasmUdfs.of(COMPONENT).declare("upto(uint32) ->> uint32");
        try (UdfTask task = udfs.newTask()) {
            TableResult result = task.tableCall("upto").callBlock(List.of(Column.of(FlatType.UINT32, new int[] {2, 0, 3})), 3);
            assertThat(result.size()).isEqualTo(5);
            assertThat(Arrays.copyOf(result.rows(), 5)).containsExactly(0, 0, 2, 2, 2);
            assertThat(result.row(4)).containsExactly(2);
        }
        assertThatThrownBy(() -> WasmUdfs.of(COMPONENT).declare("upto(uint32) ->> int64")).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> WasmUdfs.of(COMPONENT).declare("add(int32, uint32) ->> int32")).isInstanceOf(
                UdfException.class);
    }

    @Test
    void statesAreBytes() {
        try (UdfTask task = WasmUdfs.of(COMPONENT).newTask()) {
            AggregateCall total = task.aggregate("total");
            AggregateState state = total.init();
            total.update(state, 40L);
            AggregateState other = total.load(total.save(state));
            total.update(other, 2L);
            assertThatThrownBy(() -> total.update(state, -1L)).isInstanceOf(UdfException.class);
            total.merge(state, other);
            assertThat(total.result(state)).as("states are not the instance's").isEqualTo(82L);
        }
    }

    @Test
    void fuelIsTheSame() {
        WasmUdfs udfs = WasmUdfs.of(COMPONENT).limits(l -> l.fuelPerRow(10_000));
        long[] used = new long[2];
        for (int i = 0; i < 2; i++) {
            try (UdfTask task = udfs.newTask()) {
                for (int row = 0; row < 100; row++) {
                    task.rowCall("same").call("x".repeat(row));
                }
                used[i] = task.fuelUsed();
            }
        }
        assertThat(used[0]).isEqualTo(used[1]).isPositive();
    }
}
