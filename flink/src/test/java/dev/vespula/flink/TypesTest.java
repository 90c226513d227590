package dev.vespula.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.udf.WasmUdfs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.InputGroup;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every SQL type: functions give what the same function in Java gives, for generated rows with nulls, NaN and extremes. */
class TypesTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = Cluster.small();

    /** -Drows=10000000 takes long. */
    private static final long ROWS = Long.getLong("rows", Boolean.getBoolean("vespula.stress") ? 100_000 : 20_000);

    private static final List<Call> CALLS = List.of(new Call("gcd", "gcd(int64, int64) -> int64", "l", "k"),
            new Call("next8", "next8(int8) -> int8", "b"), new Call("next16", "next16(int16) -> int16", "s"),
            new Call("add", "add(int32, int32) -> int32", "i", "i"), new Call("half", "half(float64) -> float64", "d"),
            new Call("less", "less(float32, float32) -> float32", "f", "f"), new Call("inverse", "inverse(boolean) -> boolean",
                    "t"),
            new Call("is_even", "is_even(int64) -> boolean", "l"), new Call("next_day", "next_day(date32) -> date32", "dt"),
            new Call("next_second", "next_second(timestamp) -> timestamp", "ts"), new Call("upper_ascii",
                    "upper_ascii(string) -> string", "x"),
            new Call("bytes_of", "bytes_of(binary) -> int32", "bin"), new Call("same", "same(decimal) -> decimal", "de"));

    private record Call(String name, String signature, String... columns) {
        String sql() {
            return name + "(" + String.join(", ", columns) + ")";
        }

        /** How many results there are, and how many of all rows are not what they should be. */
        String counts() {
            return "COUNT(" + sql() + "), SUM(CASE WHEN is_right('" + name + "', " + sql() + ", " + columns[0] + ", "
                    + columns[columns.length - 1] + ") THEN 0 ELSE 1 END)";
        }
    }

    /** Numbers that are spread, and the same for the same row. */
    private static long spread(long row, int column) {
        long z = row * 31 + column + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** A row's values: a tenth is null, a tenth each are extremes. */
    public static final class Generated extends ScalarFunction {
        private static final long serialVersionUID = 1;

        @DataTypeHint("ROW<l BIGINT, k BIGINT, b TINYINT, s SMALLINT, i INT, d DOUBLE, f FLOAT, t BOOLEAN, dt DATE, "
                + "ts TIMESTAMP(6), x STRING, bin BYTES, de DECIMAL(20, 3)>")
        public Row eval(long row) {
            Object[] values = new Object[13];
            for (int column = 0; column < values.length; column++) {
                values[column] = value(column, spread(row, column));
            }
            return Row.of(values);
        }

        private static @Nullable Object value(int column, long n) {
            int choice = Math.floorMod(Long.hashCode(n), 10);
            if (choice == 0) {
                return null;
            }
            return switch (column) {
                case 0, 1 -> choice == 1 ? (Long) Long.MIN_VALUE : choice == 2 ? Long.MAX_VALUE : n;
                case 2 -> (byte) n;
                case 3 -> (short) n;
                case 4 -> choice == 1 ? Integer.MIN_VALUE : (int) n;
                case 5 -> choice == 1 ? (Double) Double.NaN : choice == 2 ? Double.NEGATIVE_INFINITY : choice == 3 ? -0.0
                        : n / 1e6;
                case 6 -> choice == 1 ? (Float) Float.NaN : choice == 2 ? Float.POSITIVE_INFINITY : choice == 3 ? -0.0f : n
                        / 1e6f;
                case 7 -> (n & 1) == 0;
                case 8 -> LocalDate.ofEpochDay(n % 40_000);
                case 9 -> LocalDateTime.ofEpochSecond(n % 4_000_000_000L, Math.floorMod((int) n, 1_000_000) * 1_000,
                        ZoneOffset.UTC);
                case 10 -> choice == 1 ? "" : "ä€x" + n;
                case 11 -> choice == 1 ? new byte[0] : Long.toString(n, 36).getBytes(StandardCharsets.UTF_8);
                default -> BigDecimal.valueOf(n % 1_000_000_000_000_000L, 3);
            };
        }
    }

    /** Whether a result is that of the same function in Java. */
    public static final class IsRight extends ScalarFunction {
        private static final long serialVersionUID = 1;

        public boolean eval(String name, @DataTypeHint(inputGroup = InputGroup.ANY) @Nullable Object result,
                @DataTypeHint(inputGroup = InputGroup.ANY) @Nullable Object a,
                @DataTypeHint(inputGroup = InputGroup.ANY) @Nullable Object b) {
            Object expected = a == null || b == null ? null : java(name, a, b);
            return Objects.equals(expected, result);
        }

        private static Object java(String name, Object a, Object b) {
            return switch (name) {
                case "gcd" -> gcd((Long) a, (Long) b);
                case "next8" -> (byte) ((Byte) a + 1);
                case "next16" -> (short) ((Short) a + 1);
                case "add" -> (Integer) a + (Integer) b;
                case "half" -> (Double) a * 0.5;
                case "less" -> (Float) a - (Float) b;
                case "inverse" -> !(Boolean) a;
                case "is_even" -> ((Long) a & 1) == 0;
                case "next_day" -> ((LocalDate) a).plusDays(1);
                case "next_second" -> ((LocalDateTime) a).plusSeconds(1);
                case "upper_ascii" -> ((String) a).chars().mapToObj(c -> String.valueOf((char) (c >= 'a' && c <= 'z' ? c - 32
                        : c))).collect(Collectors.joining());
                case "bytes_of" -> ((byte[]) a).length;
                case "same" -> ((BigDecimal) a).setScale(18, RoundingMode.UNNECESSARY);
                default -> throw new IllegalArgumentException(name);
            };
        }

        private static long gcd(long a, long b) {
            long x = a;
            long y = b;
            while (y != 0) {
                long rest = Long.remainderUnsigned(x, y);
                x = y;
                y = rest;
            }
            return x;
        }
    }

    @Test
    void resultsAreThoseOfJava() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment, EnvironmentSettings.inBatchMode());
        WasmFunctions.register(tables, WasmUdfs.of(Guests.module("functions.wat")).declare(CALLS.stream().map(Call::signature)
                .toArray(String[]::new)));
        tables.createTemporarySystemFunction("generated", Generated.class);
        tables.createTemporarySystemFunction("is_right", IsRight.class);
        tables.createTemporaryView("ids", environment.fromSequence(1, ROWS));
        long begin = System.nanoTime();
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> result = tables.executeSql("SELECT COUNT(*), " + CALLS.stream().map(Call::counts).collect(
                Collectors.joining(", "))
                + " FROM (SELECT r.* FROM (SELECT generated(f0) AS r FROM ids) AS g) AS v").collect()) {
            result.forEachRemaining(rows::add);
        }
        assertThat(rows).hasSize(1);
        System.out.printf("Flink: %d rows in %d s%n", ROWS, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        Row counts = rows.get(0);
        assertThat(counts.getField(0)).isEqualTo(ROWS);
        for (int i = 0; i < CALLS.size(); i++) {
            assertThat(((Number) counts.getField(1 + 2 * i)).longValue()).as(CALLS.get(i).name()).isBetween(ROWS / 2, ROWS - 1);
            assertThat(((Number) counts.getField(2 + 2 * i)).longValue()).as("wrong results of " + CALLS.get(i).name())
                    .isZero();
        }
    }
}
