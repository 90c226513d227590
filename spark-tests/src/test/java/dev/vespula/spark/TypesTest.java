package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;
import static dev.vespula.spark.Sessions.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every SQL type: functions give what the same function in Java gives, for generated rows with nulls, NaN and extremes. */
class TypesTest {
    /** -Drows=10000000 takes long. */
    private static final long ROWS = Long.getLong("rows", Boolean.getBoolean("vespula.stress") ? 100_000 : 20_000);
    /** A part is null; others are extremes, or spread over the whole range. */
    private static final String DATA = """
            SELECT id,
              CASE pmod(h, 11) WHEN 0 THEN null WHEN 1 THEN -9223372036854775808L WHEN 2 THEN 9223372036854775807L ELSE h END AS l,
              if(h %% 13 = 0, null, xxhash64(h)) AS k,
              if(h %% 7 = 0, null, cast(shiftright(h, 40) AS int)) AS i,
              if(h %% 7 = 0, null, cast(pmod(h, 256) - 128 AS tinyint)) AS b,
              if(h %% 7 = 0, null, cast(pmod(h, 65536) - 32768 AS smallint)) AS s,
              if(h %% 5 = 0, null, h %% 2 = 0) AS t,
              CASE pmod(h, 9) WHEN 0 THEN null WHEN 1 THEN double('NaN') WHEN 2 THEN double('-Infinity') WHEN 3 THEN -0.0D
                ELSE h / 1e6D END AS d,
              CASE pmod(h, 9) WHEN 0 THEN null WHEN 1 THEN float('NaN') WHEN 2 THEN float('Infinity') ELSE cast(h / 3e4D AS float) END AS f,
              if(h %% 6 = 0, null, concat('\\u00e4\\u20acx', cast(h AS string), repeat('z', pmod(h, 40)))) AS x,
              if(h %% 6 = 0, null, unhex(hex(h))) AS bin,
              if(h %% 6 = 0, null, date_add(date'1970-01-01', cast(pmod(h, 80000) - 40000 AS int))) AS dt,
              if(h %% 6 = 0, null, timestamp_micros(h %% 4000000000000000)) AS ts,
              if(h %% 6 = 0, null, cast(h AS decimal(20, 0)) / 1000) AS dec
            FROM (SELECT id, xxhash64(id) AS h FROM range(0, %d, 1, 4))
            """.formatted(ROWS);

    @BeforeAll
    static void register() {
        WasmFunctions.register(SPARK, "wn", Guests.numbers());
        WasmFunctions.register(SPARK, "ws", Guests.strings());
        SPARK.sql(DATA).createOrReplaceTempView("data");
        java("jgcd", (UDF2<Long, Long, Long>) (a, b) -> a == null || b == null ? null : gcd(a, b), DataTypes.LongType);
        java("jinverse", (UDF1<Boolean, Boolean>) a -> a == null ? null : !a, DataTypes.BooleanType);
        java("jnext8", (UDF1<Byte, Byte>) a -> a == null ? null : (byte) (a + 1), DataTypes.ByteType);
        java("jnext16", (UDF1<Short, Short>) a -> a == null ? null : (short) (a + 1), DataTypes.ShortType);
        java("jnext32", (UDF1<Integer, Integer>) a -> a == null ? null : a + 1, DataTypes.IntegerType);
        java("jhalf", (UDF1<Float, Float>) a -> a == null ? null : a * 0.5f, DataTypes.FloatType);
        java("jroot", (UDF1<Double, Double>) a -> a == null ? null : Math.sqrt(a), DataTypes.DoubleType);
        java("jisless", (UDF2<Double, Double, Boolean>) (a, b) -> a == null || b == null ? null : a < b, DataTypes.BooleanType);
        java("jupper", (UDF1<String, String>) a -> a == null ? null : upper(a), DataTypes.StringType);
        java("jfnv", (UDF1<String, Long>) a -> a == null ? null : fnv(a), DataTypes.LongType);
        java("jsize", (UDF1<byte[], Integer>) a -> a == null ? null : a.length, DataTypes.IntegerType);
        java("jtomorrow", (UDF1<LocalDate, LocalDate>) a -> a == null ? null : a.plusDays(1), DataTypes.DateType);
        java("jhour", (UDF1<Instant, Instant>) a -> a == null ? null : a.plusSeconds(3600), DataTypes.TimestampType);
        java("jdecimal", (UDF1<BigDecimal, BigDecimal>) a -> a, DataTypes.createDecimalType(38, 18));
    }

    private static void java(String name, UDF1<?, ?> function, DataType result) {
        SPARK.udf().register(name, function, result);
    }

    private static void java(String name, UDF2<?, ?, ?> function, DataType result) {
        SPARK.udf().register(name, function, result);
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

    private static String upper(String text) {
        StringBuilder upper = new StringBuilder(text);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            upper.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
        }
        return upper.toString();
    }

    private static long fnv(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wn.gcd(l, k)       | jgcd(l, k)
            wn.inverse(t)      | jinverse(t)
            wn.isless(d, f)    | jisless(d, double(f))
            wn.next8(b)        | jnext8(b)
            wn.next16(s)       | jnext16(s)
            wn.next32(i)       | jnext32(i)
            wn.half(f)         | jhalf(f)
            wn.root(d)         | jroot(d)
            wn.tomorrow(dt)    | jtomorrow(dt)
            wn.hour(ts)        | jhour(ts)
            wn.hour(ts)        | ts + interval 1 hour
            wn.add3(l, k, i)   | wn.add(wn.add(l, k), i)
            ws.upper(x)        | jupper(x)
            ws.fnv(x)          | jfnv(x)
            ws.size(bin)       | jsize(bin)
            ws.decimal(dec)    | jdecimal(dec)
            ws.same(x)         | x
            wn.mixed(i, l, f, d) | i + double(l) + (double(f) + d)
            wn.hour(to_timestamp_ntz(ts)) | to_timestamp_ntz(ts) + interval 1 hour
            wn.byte(smallint(pmod(i, 256))) | smallint(255 - pmod(i, 256))
            wn.word(pmod(i, 65536)) | 65535 - pmod(i, 65536)
            wn.inverse32(pmod(l, 4294967296)) | 4294967295 - pmod(l, 4294967296)
            wn.inverse64(cast(pmod(l, 4294967296) AS decimal(20, 0))) | cast(18446744073709551615 - pmod(l, 4294967296) AS decimal(20, 0))
            """)
    void resultsAreThoseOfJava(String wasm, String java) {
        Row counts = rows("SELECT count_if(NOT (" + wasm + " <=> " + java + ")), count(" + wasm + "), count(*) FROM data").get(
                0);
        assertThat(counts.getLong(2)).isEqualTo(ROWS);
        assertThat(counts.getLong(1)).isBetween(1L, ROWS - 1);
        if (counts.getLong(0) != 0) {
            assertThat(rows("SELECT id, " + wasm + ", " + java + " FROM data WHERE NOT (" + wasm + " <=> " + java
                    + ") LIMIT 3"))
                    .as("of " + counts.getLong(0) + " rows that differ").isEmpty();
        }
    }

    @Test
    void integersWithoutSignHaveTheTypesThatHoldThem() {
        Row row = rows("SELECT wn.byte(200S), wn.word(65000), wn.inverse32(1), wn.inverse64(0)").get(0);
        assertThat(row.getShort(0)).isEqualTo((short) 55);
        assertThat(row.getInt(1)).isEqualTo(535);
        assertThat(row.getLong(2)).isEqualTo(0xfffffffeL);
        assertThat(row.getDecimal(3)).isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(Sessions.<BigDecimal>value("SELECT wn.inverse64(18446744073709551615)")).isZero();
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        for (String call : List.of("wn.byte(300S)", "wn.byte(-1S)", "wn.word(65536)", "wn.inverse32(4294967296)",
                "wn.inverse64(-1)")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> rows("SELECT " + call)).as(call)
                    .hasStackTraceContaining("is no uint");
        }
    }

    @Test
    void timestampsStayOfTheirKind() {
        assertThat(SPARK.sql("SELECT wn.hour(timestamp'2026-01-01 00:00:00'), wn.hour(timestamp_ntz'2026-01-01 00:00:00')")
                .schema()
                .simpleString()).matches("struct<.*:timestamp,.*:timestamp_ntz>");
        assertThat(Sessions.<LocalDateTime>value("SELECT wn.hour(timestamp_ntz'2026-01-01 00:30:00')"))
                .isEqualTo(LocalDateTime.of(2026, 1, 1, 1, 30));
        assertThat(Sessions.<Instant>value("SELECT wn.hour(timestamp'2026-01-01 00:00:00Z')"))
                .isEqualTo("2026-01-01T01:00:00Z");
    }
}
