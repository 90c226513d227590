package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;
import static dev.vespula.spark.Sessions.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.udf.OnError;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.WasmUdfs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Functions that do what they must not: the query fails with function and row in its message, or has null there. */
class BadInputTest {
    @BeforeAll
    static void register() {
        WasmUdfs limited = Guests.hostile().limits(limits -> limits.fuelPerRow(10_000).memory(1 << 20));
        WasmFunctions.register(SPARK, "bad", limited);
        WasmFunctions.register(SPARK, "lenient", limited.onError(OnError.NULL));
    }

    private static void assertFails(String call, UdfErrorKind kind, String... messages) {
        assertThatThrownBy(() -> rows("SELECT " + call + " FROM range(0, 4, 1, 1)")).as(call).satisfies(thrown -> {
            Throwable cause = thrown;
            while (!(cause instanceof UdfException)) {
                assertThat(cause.getCause()).as("a UdfException behind %s", thrown).isNotNull();
                cause = cause.getCause();
            }
            assertThat(((UdfException) cause).kind()).isEqualTo(kind);
            assertThat(cause.getMessage()).contains(messages);
        });
    }

    @Test
    void theMessageNamesFunctionRowAndLimit() {
        assertFails("bad.spin(id)", UdfErrorKind.FUEL_PER_ROW, "function spin", "row 0", "10000");
        assertFails("bad.work(id * 1000000)", UdfErrorKind.FUEL_PER_ROW, "function work", "row 1");
        WasmFunctions.register(SPARK, "small", Guests.hostile().limits(limits -> limits.memory(1 << 20)));
        assertFails("small.hungry(id * 10)", UdfErrorKind.LIMIT, "function hungry", "memory");
        assertFails("bad.odd(id + 1)", UdfErrorKind.TRAP, "function odd", "row 1", "unreachable");
        assertFails("bad.outside(id)", UdfErrorKind.MALFORMED_RESULT, "function outside", "row 0");
        assertFails("bad.broken(id)", UdfErrorKind.MALFORMED_RESULT, "function broken", "row 0");
        assertFails("bad.truth(id)", UdfErrorKind.MALFORMED_RESULT, "function truth", "row 0");
        assertFails("bad.digits(id)", UdfErrorKind.MALFORMED_RESULT, "function digits", "DECIMAL(38,18)");
    }

    @Test
    void rowsThatFailMayBeNull() {
        assertThat(rows("SELECT lenient.odd(id) FROM range(0, 5, 1, 1)")).extracting(row -> row.get(0)).containsExactly(null,
                1L, null, 3L,
                null);
        assertThat(rows(
                "SELECT lenient.work(id * 100000), lenient.outside(id), lenient.broken(id), lenient.truth(id), lenient.digits(id) "
                        + "FROM range(0, 2, 1, 1)")).extracting(Object::toString).containsExactly("[-1,null,null,null,null]",
                                "[null,null,null,null,null]");
    }

    @Test
    void statesDoNotGoFromTaskToTask() {
        assertThat(rows("SELECT max(bad.calls(id)) FROM range(0, 40, 1, 4) GROUP BY spark_partition_id()"))
                .extracting(row -> row.getLong(0)).containsExactly(10L, 10L, 10L, 10L);
        assertThat(rows("SELECT max(bad.calls(id)) FROM range(0, 40, 1, 4) GROUP BY spark_partition_id()"))
                .extracting(row -> row.getLong(0)).containsExactly(10L, 10L, 10L, 10L);
    }

    @Test
    void aTaskHasFuelForAllItsRows() {
        WasmFunctions.register(SPARK, "frugal", Guests.hostile().limits(limits -> limits.fuelPerTask(20_000)));
        assertThat(Sessions.<Long>value("SELECT max(frugal.odd(2 * id + 1)) FROM range(100)")).isEqualTo(199);
        assertFails("frugal.work(10000)".replace("10000", "id + 10000"), UdfErrorKind.FUEL_PER_TASK, "function work", "20000");
    }

    @Test
    void aModuleThatDiffersFromItsSignatureIsRefusedWhenItIsRegistered() {
        assertThatThrownBy(() -> WasmUdfs.of(Guests.bytes("numbers")).declare("gcd(int32) -> int32")).isInstanceOf(
                UdfException.class);
    }
}
