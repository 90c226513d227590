package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guests that want to do harm: nothing else than the exceptions that are documented, and no end that does not come. */
class HostileTest {
    /** f(string) -> string with a body that makes i64 of address and length, and an allocator. */
    private static WasmUdfs guest(String alloc, String body) {
        return WasmUdfs.of(Guests.text("""
                (module
                  (memory (export "memory") 1)
                  (func (export "alloc") (param i32) (result i32) %s)
                  (func (export "f") (param i32 i32) (result i64) %s))
                """.formatted(alloc, body))).declare("f(string) -> string").limits(l -> l.fuelPerRow(100_000).memory(1 << 20)
                .bytesPerValue(1 << 16));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "(i64.const 0x0000000100010000)                        | MALFORMED_RESULT | beyond the memory", // the memory's last byte and more
        "(i64.const 0xffffffff00000001)                        | MALFORMED_RESULT | beyond the memory",
        "(i64.const 0xffffffffffffffff)                        | LIMIT            | bytesPerValue",
        "(i64.const 0x00000010ffffffff)                        | LIMIT            | 4294967295 bytes",
        "(i64.const 0x0000000080000000)                        | MALFORMED_RESULT | null result",
        "(i64.const 0x0000001000010001)                        | LIMIT            | bytesPerValue",
        "(i64.const 0x000000100000ffff)                        | MALFORMED_RESULT | beyond the memory",
        "(i32.store8 (i32.const 16) (i32.const 0xff)) (i64.const 0x0000001000000001) | MALFORMED_RESULT | UTF-8",
        "(i32.store (i32.const 16) (i32.const 0x80a0edc3)) (i64.const 0x0000001000000004) | MALFORMED_RESULT | UTF-8",
        "(loop (br 0)) (unreachable)                           | FUEL_PER_ROW     | fuelPerRow",
        "(unreachable)                                         | TRAP             | unreachable",
        "(i64.load (i32.const -1))                             | TRAP             | out of bounds",
        "(drop (memory.grow (i32.const 1000))) (unreachable)   | LIMIT            | memory"})
    void results(String body, UdfErrorKind kind, String message) {
        try (UdfTask task = guest("(i32.const 1024)", body).newTask()) {
            RowCall call = task.rowCall("f");
            for (int row = 0; row < 3; row++) {
                int expected = row;
                assertThatThrownBy(() -> call.call("text")).isInstanceOfSatisfying(UdfException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e.row()).isEqualTo(expected);
                }).hasMessageContaining(message.strip()).hasMessageContaining("function f, row " + row);
            }
        }
        try (UdfTask task = guest("(i32.const 1024)", body).onError(OnError.NULL).newTask()) {
            assertThat(task.rowCall("f").call("text")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "(i32.const 0)                  | LIMIT            | no room", "(i32.const -1)  | MALFORMED_RESULT | beyond the memory",
        "(i32.const 65000)              | MALFORMED_RESULT | beyond the memory", "(unreachable)   | TRAP | unreachable",
        "(loop (br 0)) (unreachable)    | FUEL_PER_ROW     | fuelPerRow"})
    void allocators(String alloc, UdfErrorKind kind, String message) {
        try (UdfTask task = guest(alloc, "(i64.const 0)").newTask()) {
            assertThatThrownBy(() -> task.rowCall("f").call("text")).isInstanceOfSatisfying(UdfException.class, e -> assertThat(
                    e.kind())
                    .isEqualTo(kind)).hasMessageContaining(message.strip());
        }
    }

    @Test
    void aSliceBeyondTheMemory() {
        byte[] module = Guests.text("""
                (module (memory (export "memory") 1)
                  (func (export "alloc") (param i32) (result i32) (i32.const 1024))
                  (func (export "f") (param i32 i32 i32) (i32.store (local.get 2) (i32.const 65535))
                    (i32.store offset=4 (local.get 2) (i32.const 2))))
                """);
        try (UdfTask task = WasmUdfs.of(module).declare("f(binary) -> binary").newTask()) {
            assertThatThrownBy(() -> task.rowCall("f").call((Object) new byte[3])).isInstanceOf(UdfException.class)
                    .hasMessageContaining(
                            "beyond the memory");
        }
    }

    @Test
    void argumentsThatDoNotFitIntoTheMemory() {
        try (UdfTask task = Guests.strings().limits(l -> l.memory(1 << 20)).newTask()) {
            assertThatThrownBy(() -> task.rowCall("upper").call("x".repeat(2 << 20))).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e.kind()).isEqualTo(UdfErrorKind.LIMIT));
            assertThat(task.rowCall("upper").call("x")).isEqualTo("X");
        }
        byte[] without = Guests.text("""
                (module (memory (export "memory") 1 1) (func (export "f") (param i32 i32) (result i32) (i32.const 1)))
                """);
        try (UdfTask task = WasmUdfs.of(without).declare("f(binary) -> int32").newTask()) {
            assertThatThrownBy(() -> task.rowCall("f").call((Object) new byte[1])).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e.kind()).isEqualTo(UdfErrorKind.LIMIT));
        }
    }

    @Test
    void endlessRecursion() {
        byte[] module = Guests.text(
                "(module (func $f (export \"f\") (param i32) (result i32) (i32.add (i32.const 1) (call $f (local.get 0)))))");
        try (UdfTask task = WasmUdfs.of(module).newTask()) {
            assertThatThrownBy(() -> task.rowCall("f").callI32(1)).isInstanceOf(UdfException.class).hasMessageContaining(
                    "call stack exhausted");
            assertThatThrownBy(() -> task.rowCall("f").callI32(1)).isInstanceOf(UdfException.class);
        }
    }

    @Test
    void modulesThatAreWrong() {
        for (String module : new String[] {
            "(module (memory 1) (func (export \"f\") (param i32 i32) (result i32) (i32.const 1)))",
            "(module (memory (export \"memory\") i64 1) (func (export \"f\") (param i32 i32) (result i32) (i32.const 1)))",
            "(module (global (export \"memory\") i32 (i32.const 0)) (func (export \"f\") (param i32 i32) (result i32) (i32.const 1)))",
            "(module (memory (export \"memory\") 1) (func (export \"f\") (param i64 i32) (result i32) (i32.const 1)))",
            "(module (memory (export \"memory\") 1) (global (export \"f\") i32 (i32.const 0)))"}) {
            WasmUdfs udfs = WasmUdfs.of(Guests.text(module));
            assertThatThrownBy(() -> udfs.declare("f(string) -> int32")).as(module).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e.kind()).isEqualTo(UdfErrorKind.MODULE));
        }
        for (String module : new String[] {"(module (import \"wasi_snapshot_preview1\" \"no_such\" (func)))",
            "(module (import \"env\" \"clickhouse_throw\" (func (param i64))))",
            "(module (import \"env\" \"memory\" (memory 1)))"}) {
            assertThatThrownBy(() -> WasmUdfs.of(Guests.text(module))).as(module).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e.kind()).isEqualTo(UdfErrorKind.MODULE));
        }
        try (UdfTask task = WasmUdfs.of(Guests.text(
                "(module (func (export \"_initialize\") (param i32)) (func (export \"f\") (result i32) (i32.const 1)))"))
                .newTask()) {
            assertThatThrownBy(() -> task.rowCall("f")).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e.kind())
                    .isEqualTo(
                            UdfErrorKind.MODULE));
        }
    }

    @Test
    void aGuestOfWasiSeesTheSameInEveryTask() {
        byte[] module = Guests.text("""
                (module
                  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
                  (memory (export "memory") 1)
                  (func (export "dice") (result i64)
                    (drop (call $random (i32.const 0) (i32.const 8)))
                    (drop (call $clock (i32.const 0) (i64.const 1) (i32.const 8)))
                    (i64.xor (i64.load (i32.const 0)) (i64.load (i32.const 8)))))
                """);
        long[] seen = new long[4];
        for (int i = 0; i < 2; i++) {
            try (UdfTask task = WasmUdfs.of(module).newTask()) {
                seen[2 * i] = task.rowCall("dice").callI64();
                seen[2 * i + 1] = task.rowCall("dice").callI64();
            }
        }
        assertThat(seen[0]).isEqualTo(seen[2]).isNotEqualTo(seen[1]).isNotZero();
        assertThat(seen[1]).isEqualTo(seen[3]);
    }

    @Test
    void textThatIsNoSectionOfSignatures() {
        for (String text : new String[] {"f(", "\\ff\\fe", "f() -> int32\\nf() -> int32", "g() -> int32"}) {
            byte[] module = Guests.text("(module (@custom \"vespula-udf\" \"" + text
                    + "\") (func (export \"f\") (result i32) (i32.const 1)))");
            assertThatThrownBy(() -> WasmUdfs.of(module)).as(text).isInstanceOf(UdfException.class);
        }
    }
}
