package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar functions of plain modules, row by row. */
class ScalarTest {
    @Test
    void numbersInEveryWay() throws Throwable {
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask()) {
            RowCall gcd = task.rowCall("gcd");
            assertThat(gcd.callI64(48, 36)).isEqualTo(12);
            assertThat(gcd.call(17L, 5)).isEqualTo(1L);
            assertThat(gcd.setLong(0, 100).setLong(1, 75).run()).isTrue();
            assertThat(gcd.getLong()).isEqualTo(25);
            assertThat((long) gcd.handle().invokeExact(21L, 14L)).isEqualTo(7);
            assertThat(gcd.rows()).isEqualTo(4);
            assertThat(task.rowCall("add").callI32(2, 3)).isEqualTo(5);
            assertThat(task.rowCall("half").callF64(5)).isEqualTo(2.5);
            assertThat(task.rowCall("half").call(Double.NaN)).isEqualTo(Double.NaN);
            assertThat(task.rowCall("single").callF32(5, 2)).isEqualTo(3f);
            RowCall sum = task.rowCall("sum4");
            assertThat(sum.handle().type()).isEqualTo(MethodType.methodType(double.class, int.class, long.class, float.class,
                    double.class));
            assertThat((double) sum.handle().invokeExact(1, 2L, 3f, 4d)).isEqualTo(10);
            assertThat(sum.call(1, 2L, 3f, 4d)).isEqualTo(10d);
        }
    }

    /** A million rows: the results are Java's, and it takes seconds at most where nothing else runs. */
    @Test
    void aMillionRows() throws Throwable {
        WasmUdfs udfs = WasmUdfs.of(Guests.NUMBERS).limits(l -> l.fuelPerRow(10_000));
        try (UdfTask task = udfs.newTask(); UdfTask strings = Guests.strings().newTask()) {
            RowCall gcd = task.rowCall("gcd");
            MethodHandle handle = gcd.handle();
            RowCall size = strings.rowCall("size");
            long sum = 0;
            long expected = 0;
            byte[] text = new byte[64];
            for (int i = 0; i < 1_000_000; i++) {
                long a = i * 7_919L;
                long b = i % 1_000 + 1;
                sum += (i & 1) == 0 ? gcd.callI64(a, b) : (long) handle.invokeExact(a, b);
                expected += gcd(a, b);
                size.setBytes(0, text, i & 15, i & 31).run();
                sum += size.getInt();
                expected += i & 31;
            }
            assertThat(sum).isEqualTo(expected);
            assertThat(gcd.rows()).isEqualTo(1_000_000);
            assertThat(size.rows()).isEqualTo(1_000_000);
        }
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Test
    void theFunctionsOfAModuleAreItsExportsOverNumbers() {
        WasmUdfs udfs = WasmUdfs.of(Guests.NUMBERS).name("numbers");
        assertThat(udfs.functions()).extracting(UdfFunction::name).containsExactly("gcd", "add", "half", "sum4", "single",
                "div", "work");
        assertThat(udfs.function("gcd")).hasToString("gcd(int64, int64) -> int64");
        assertThat(udfs.function("gcd").kind()).isEqualTo(FunctionKind.SCALAR);
        assertThat(udfs.function("gcd").canonicalName()).startsWith("vespula:" + udfs.digest() + ":gcd(int64, int64) -> int64:")
                .isEqualTo(WasmUdfs.of(Guests.NUMBERS).function("gcd").canonicalName())
                .isNotEqualTo(udfs.limits(l -> l.fuelPerRow(5)).function("gcd").canonicalName());
        assertThatThrownBy(() -> udfs.function("nothing")).isInstanceOf(UdfException.class).hasMessageContaining("nothing")
                .hasMessageContaining("needs a declaration");
        assertThatThrownBy(() -> udfs.function("missing")).isInstanceOfSatisfying(UdfException.class, e -> {
            assertThat(e.kind()).isEqualTo(UdfErrorKind.UNKNOWN_FUNCTION);
            assertThat(e.function()).isEqualTo("missing");
        }).hasMessageContaining("gcd");
        assertThat(udfs).hasToString("WasmUdfs numbers [gcd, add, half, sum4, single, div, work]");
    }

    @Test
    void argumentsOfOtherTypesAreRefusedAndCostNothing() {
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask()) {
            RowCall gcd = task.rowCall("gcd");
            assertThatThrownBy(() -> gcd.callI32(1, 2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(
                    "gcd(int64");
            assertThatThrownBy(() -> gcd.call(1L)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> gcd.call("a", 1L)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> gcd.call(1.5, 1L)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> gcd.setInt(0, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(gcd::getInt).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> task.rowCall("add").call(1L << 40, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThat(gcd.rows()).isZero();
            assertThat(task.fuelUsed()).isZero();
            assertThat(gcd.callI64(4, 6)).isEqualTo(2);
        }
    }

    @Test
    void aNullArgumentGivesANull() {
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask()) {
            RowCall div = task.rowCall("div");
            assertThat(div.call(null, 0)).isNull();
            assertThat(div.wasNull()).isTrue();
            assertThat(div.setInt(0, 1).setNull(1).run()).isFalse();
            assertThat(div.getInt()).isZero();
            assertThat(div.callI32(6, 3)).isEqualTo(2);
            assertThat(div.wasNull()).isFalse();
            assertThat(div.rows()).isEqualTo(3);
        }
    }

    @Test
    void narrowTypesAreChecked() {
        WasmUdfs udfs = WasmUdfs.of(Guests.NUMBERS).declare("add(int8, uint8) -> int16", "div(int32, int32) -> boolean");
        try (UdfTask task = udfs.newTask()) {
            assertThat(task.rowCall("add").call(-128, 255)).isEqualTo(127);
            assertThatThrownBy(() -> task.rowCall("add").call(128, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> task.rowCall("add").callI32(1 << 20, 0)).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e
                            .kind()).isEqualTo(UdfErrorKind.MALFORMED_RESULT)).hasMessageContaining("1048576 is no int16");
            assertThat(task.rowCall("div").call(3, 3)).isEqualTo(true);
            assertThat(task.rowCall("div").call(1, 3)).isEqualTo(false);
            assertThatThrownBy(() -> task.rowCall("div").call(9, 3)).isInstanceOf(UdfException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upper", "upper2", "upper3"})
    void stringsInTheThreeWays(String name) {
        try (UdfTask task = Guests.strings().newTask()) {
            RowCall upper = task.rowCall(name);
            assertThat(upper.call("grüße, wasm")).isEqualTo("GRüßE, WASM");
            assertThat(upper.call("")).isEqualTo("");
            byte[] some = "abcdef".getBytes(StandardCharsets.UTF_8);
            assertThat(upper.callBytes(some, 1, 3)).asString(StandardCharsets.UTF_8).isEqualTo("BCD");
            assertThat(upper.setBytes(0, some, 2, 4).run()).isTrue();
            assertThat(upper.getString()).isEqualTo("CDEF");
            assertThat(new String(upper.resultArray(), upper.resultOffset(), upper.resultLength(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            "CDEF");
            String large = "x".repeat(300_000);
            assertThat(upper.call(large)).isEqualTo(large.toUpperCase(java.util.Locale.ROOT));
            assertThat(some).asString(StandardCharsets.UTF_8).isEqualTo("abcdef");
        }
    }

    @Test
    void stringsOfManySizes() {
        Random random = new Random(7);
        try (UdfTask task = Guests.strings().newTask()) {
            RowCall same = task.rowCall("same");
            RowCall pick = task.rowCall("pick");
            for (int i = 0; i < 2_000; i++) {
                String a = new BigInteger(random.nextInt(4_000), random).toString(36);
                String b = "ü€😀".repeat(random.nextInt(50));
                assertThat(same.call(b)).isEqualTo(b);
                assertThat(pick.call(i % 2 == 0, a, b)).isEqualTo(i % 2 == 0 ? a : b);
            }
            assertThat(same.call((Object) null)).isNull();
            assertThat(task.rowCall("size").call((Object) new byte[] {1, 2, -1})).isEqualTo(3);
        }
    }

    @Test
    void aModuleWithoutAnAllocatorGetsRoomBehindItsMemory() {
        byte[] module = Guests.text("""
                (module
                  (memory (export "memory") 0)
                  (@custom "vespula-udf" "# what there is\\n\\nfirst(binary) -> int32\\n")
                  (func (export "first") (param i32 i32) (result i32) (i32.load8_u (local.get 0))))
                """);
        WasmUdfs udfs = WasmUdfs.of(module);
        assertThat(udfs.functions()).extracting(UdfFunction::toString).containsExactly("first(binary) -> int32");
        try (UdfTask task = udfs.newTask()) {
            assertThat(task.rowCall("first").call((Object) new byte[] {7, 8})).isEqualTo(7);
            assertThat(task.rowCall("first").call((Object) new byte[200_000])).isEqualTo(0);
        }
    }

    @Test
    void declarationsThatDoNotFitAreRefused() {
        WasmUdfs udfs = WasmUdfs.of(Guests.NUMBERS);
        assertThatThrownBy(() -> udfs.declare("gcd(int32, int64) -> int64")).isInstanceOfSatisfying(UdfException.class,
                e -> assertThat(e
                        .kind()).isEqualTo(UdfErrorKind.MODULE)).hasMessageContaining("gcd");
        assertThatThrownBy(() -> udfs.declare("gcd(string) -> int64")).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> udfs.declare("none() -> int64")).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> udfs.declare("gcd(int64, int64) -> int64?")).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> udfs.declare("gcd(int64, int64) -> int64", "gcd(int64, int64) -> int64")).isInstanceOf(
                UdfException.class).hasMessageContaining("twice");
        assertThatThrownBy(() -> udfs.declare("gcd(int64")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WasmUdfs.of(Guests.text("(module (@custom \"vespula-udf\" \"nonsense\"))"))).isInstanceOf(
                UdfException.class).hasMessageContaining("vespula-udf");
    }

    @Test
    void aModuleThatIsNoneIsTheEnginesError() {
        assertThatThrownBy(() -> WasmUdfs.of(new byte[] {0, 'a', 's', 'm', 9, 9, 9, 9})).isInstanceOf(
                dev.vespula.ModuleException.class);
        assertThatThrownBy(() -> WasmUdfs.of(Guests.text("(module (import \"env\" \"x\" (func)))"))).isInstanceOfSatisfying(
                UdfException.class, e -> assertThat(e.kind()).isEqualTo(UdfErrorKind.MODULE));
    }

    @Test
    void kindsAreNotMixedUp() {
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask()) {
            assertThatThrownBy(() -> task.tableCall("gcd")).isInstanceOf(UdfException.class).hasMessageContaining("SCALAR");
            assertThatThrownBy(() -> task.aggregate("gcd")).isInstanceOf(UdfException.class);
        }
    }
}
