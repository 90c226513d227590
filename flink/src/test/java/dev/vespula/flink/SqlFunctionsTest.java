package dev.vespula.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.udf.OnError;
import dev.vespula.udf.WasmUdfs;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Functions of a module in SQL, on a cluster. */
class SqlFunctionsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = Cluster.small();

    private static final WasmUdfs UDFS = WasmUdfs.of(Guests.module("functions.wat")).limits(l -> l.fuelPerRow(1_000_000))
            .declare(
                    "gcd(int64, int64) -> int64", "add(int32, int32) -> int32", "divide(int32, int32) -> int32",
                    "half(float64) -> float64",
                    "less(float32, float32) -> float32", "is_even(int64) -> boolean", "next_day(date32) -> date32",
                    "next_second(timestamp) -> timestamp", "forever(int64) -> int64", "upper_ascii(string) -> string",
                    "bytes_of(binary) -> int32", "letters(string) ->> (place: int32, letter: string)",
                    "aggregate total(int64) -> int64");

    private static StreamTableEnvironment tables(EnvironmentSettings settings) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        if (!settings.isStreamingMode()) {
            environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        }
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment, settings);
        assertThat(WasmFunctions.register(tables, UDFS)).contains("gcd", "letters", "total").hasSize(13);
        return tables;
    }

    private static StreamTableEnvironment batch() {
        return tables(EnvironmentSettings.inBatchMode());
    }

    private static List<Row> rows(StreamTableEnvironment tables, String query) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> result = tables.executeSql(query).collect()) {
            result.forEachRemaining(rows::add);
        }
        return rows;
    }

    @Test
    void scalarFunctionsOfAllKindsInOneQuery() throws Exception {
        List<Row> rows = rows(batch(), """
                SELECT gcd(a, b), add(CAST(a AS INT), 1), half(x), less(CAST(x AS FLOAT), CAST(1 AS FLOAT)), is_even(a),
                  upper_ascii(s), bytes_of(CAST(s AS BYTES)), next_day(DATE '2024-02-28'),
                  next_second(TIMESTAMP '2024-02-28 23:59:59.123456')
                FROM (VALUES (CAST(48 AS BIGINT), CAST(36 AS BIGINT), CAST(3 AS DOUBLE), 'abc ä'),
                  (CAST(17 AS BIGINT), CAST(5 AS BIGINT), CAST(-0.5 AS DOUBLE), '')) AS t(a, b, x, s)""");
        assertThat(rows).extracting(Row::toString).containsExactlyInAnyOrder(
                "+I[12, 49, 1.5, 2.0, true, ABC ä, 6, 2024-02-29, 2024-02-29T00:00:00.123456]",
                "+I[1, 18, -0.25, -1.5, false, , 0, 2024-02-29, 2024-02-29T00:00:00.123456]");
    }

    @Test
    void aNullForWhichThereIsNoPlaceGivesNull() throws Exception {
        List<Row> rows = rows(batch(), """
                SELECT gcd(a, b), gcd(a, CAST(36 AS BIGINT)), upper_ascii(s), half(CAST(NULL AS DOUBLE))
                FROM (VALUES (CAST(48 AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS STRING)),
                  (CAST(NULL AS BIGINT), CAST(5 AS BIGINT), 'b')) AS t(a, b, s)""");
        assertThat(rows).extracting(Row::toString).containsExactlyInAnyOrder("+I[null, 12, null, null]",
                "+I[null, null, B, null]");
    }

    @Test
    void smallerTypesAreWidenedAndOthersRefusedBeforeAnythingRuns() throws Exception {
        StreamTableEnvironment tables = batch();
        assertThat(rows(tables, "SELECT gcd(48, CAST(36 AS SMALLINT)), half(CAST(3 AS FLOAT))")).extracting(Row::toString)
                .containsExactlyInAnyOrder("+I[12, 1.5]");
        assertThatThrownBy(() -> tables.executeSql("SELECT gcd('48', 36)")).isInstanceOf(ValidationException.class)
                .hasStackTraceContaining("gcd(int64, int64) -> int64");
        assertThatThrownBy(() -> tables.executeSql("SELECT gcd(48)")).isInstanceOf(ValidationException.class);
    }

    @Test
    void aTableFunctionGivesRowsForEachRow() throws Exception {
        List<Row> rows = rows(batch(), """
                SELECT s, place, letter FROM (VALUES ('ab'), (''), ('c')) AS t(s), LATERAL TABLE(letters(s))""");
        assertThat(rows).extracting(Row::toString).containsExactlyInAnyOrder("+I[ab, 0, a]", "+I[ab, 1, b]", "+I[c, 0, c]");
    }

    private static final String ORDERS = """
            (SELECT n % 10 AS k, n FROM (SELECT CAST(place AS BIGINT) AS n FROM (VALUES (REPEAT('x', 1000))) AS t(s),
            LATERAL TABLE(letters(s))))""";

    @Test
    void anAggregateOfABatch() throws Exception {
        List<Row> rows = rows(batch(), "SELECT k, total(n), SUM(n) FROM " + ORDERS + " GROUP BY k");
        assertThat(rows).hasSize(10).allSatisfy(row -> assertThat(row.getField(1)).isEqualTo(row.getField(2)));
        assertThat(rows(batch(), "SELECT total(n) FROM " + ORDERS + " WHERE n < 0")).hasSize(1);
    }

    @Test
    void anAggregateOfAStream() throws Exception {
        StreamTableEnvironment tables = tables(EnvironmentSettings.inStreamingMode());
        List<Row> rows = rows(tables, "SELECT k, total(n), SUM(n) FROM " + ORDERS + " GROUP BY k");
        assertThat(rows).allSatisfy(row -> assertThat(row.getField(1)).isEqualTo(row.getField(2)));
        assertThat(rows.stream().filter(row -> row.getKind() == RowKind.INSERT)).hasSize(10);
        assertThat(rows.get(rows.size() - 1).getField(1)).isEqualTo(50_400L);
    }

    @Test
    void aFailureNamesFunctionAndRow() {
        StreamTableEnvironment tables = batch();
        assertThatThrownBy(() -> rows(tables, "SELECT divide(1, x) FROM (VALUES (1), (0)) AS t(x)"))
                .hasStackTraceContaining("function divide, row 1: ").hasStackTraceContaining("divide by zero");
        assertThatThrownBy(() -> rows(tables, "SELECT forever(CAST(x AS BIGINT)) FROM (VALUES (1)) AS t(x)"))
                .hasStackTraceContaining("function forever").hasStackTraceContaining("1000000");
    }

    @Test
    void aFailedRowIsNullIfThatIsWanted() throws Exception {
        StreamTableEnvironment tables = batch();
        tables.createTemporarySystemFunction("try_divide", WasmScalarFunction.of(UDFS.onError(OnError.NULL), "divide"));
        assertThat(rows(tables, "SELECT try_divide(6, x) FROM (VALUES (1), (0), (3)) AS t(x)")).extracting(row -> row.getField(
                0))
                .containsExactly(6, null, 2);
    }
}
