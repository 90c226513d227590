package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;
import static dev.vespula.spark.Sessions.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scalar functions by the names of a catalog, and by plain ones. */
class ScalarTest {
    @BeforeAll
    static void register() {
        WasmFunctions.register(SPARK, "numbers", Guests.numbers());
        WasmFunctions.register(SPARK, "strings", Guests.strings());
    }

    @Test
    void aFunctionOfACatalogIsCalledForRows() {
        assertThat(Sessions.<Long>value("SELECT sum(numbers.gcd(id * 6, 9)) FROM range(1000)"))
                .isEqualTo(Sessions.<Long>value("SELECT sum(CASE WHEN id * 6 % 9 = 0 THEN 9 ELSE 3 END) FROM range(1000)"));
    }

    @Test
    void constantsAreComputedOnTheDriver() {
        assertThat(Sessions.<Long>value("SELECT numbers.gcd(48, 36)")).isEqualTo(12);
        assertThat(Sessions.<String>value("SELECT strings.upper('abc')")).isEqualTo("ABC");
        assertThat(Sessions.<Double>value("SELECT numbers.mixed(1, 2, cast(0.5 AS float), 0.25)")).isEqualTo(3.75);
    }

    @Test
    void nullsGiveNull() {
        String pairs = "VALUES (48L, 36L), (null, 36L), (48L, null), (null, null) AS pairs(a, b)";
        assertThat(rows("SELECT numbers.gcd(a, b) FROM " + pairs)).extracting(row -> row.get(0)).containsExactly(12L, null,
                null, null);
        String texts = "VALUES ('ab', 'c'), (null, 'c'), ('ab', null) AS texts(a, b)";
        assertThat(rows("SELECT strings.longer(a, b), strings.fnv(a), strings.same(b), strings.left(a, 1) FROM " + texts))
                .containsExactly(row("ab", 620445648566982762L, "c", "a"), row(null, null, "c", null), row(null,
                        620445648566982762L, null,
                        "a"));
    }

    private static Row row(Object... values) {
        return org.apache.spark.sql.RowFactory.create(values);
    }

    @Test
    void typesAreCastWhereSqlWouldCastThem() {
        assertThat(Sessions.<Long>value("SELECT sum(numbers.gcd(cast(id AS int), cast(6 AS tinyint))) FROM range(13)"))
                .isEqualTo(36L);
        assertThat(Sessions.<Integer>value("SELECT max(strings.size(cast('abc' AS binary))) FROM range(3)")).isEqualTo(3);
    }

    @Test
    void wrongArgumentsAreFoundBeforeTheQueryRuns() {
        assertThatThrownBy(() -> SPARK.sql("SELECT numbers.gcd(1)")).isInstanceOf(AnalysisException.class)
                .hasMessageContaining("takes 2 arguments, not 1");
        assertThatThrownBy(() -> SPARK.sql("SELECT numbers.gcd(array(1), 2)")).isInstanceOf(AnalysisException.class);
        assertThatThrownBy(() -> SPARK.sql("SELECT numbers.lcm(1, 2)")).isInstanceOf(AnalysisException.class);
    }

    @Test
    void allIsOneCallInOneQuery() {
        String plan = SPARK.sql("SELECT numbers.gcd(id, 6), numbers.gcd(id, 6) + 1 FROM range(10) WHERE numbers.gcd(id, 6) > 1")
                .queryExecution().optimizedPlan().toString();
        assertThat(plan).contains("gcd");
        assertThat(rows("SELECT numbers.gcd(id, 6), numbers.gcd(id, 6) + 1 FROM range(5) WHERE numbers.gcd(id, 6) > 1"))
                .containsExactly(row(6L, 7L), row(2L, 3L), row(3L, 4L), row(2L, 3L));
    }

    @Test
    void aPlainNameIsAFunctionOfTheSession() {
        WasmFunctions.register(SPARK, "more", Guests.numbers()).plain("gcd", "half");
        assertThat(Sessions.<Long>value("SELECT sum(gcd(id, 6)) FROM range(13)")).isEqualTo(36L);
        List<Row> halves = SPARK.range(3).select(functions.call_function("half", functions.col("id").cast("float")))
                .collectAsList();
        assertThat(halves).extracting(row -> row.getFloat(0)).containsExactly(0f, 0.5f, 1f);
        assertThat(SPARK.range(6).select(functions.call_function("more.gcd", functions.col("id"), functions.lit(4L)))
                .collectAsList())
                .extracting(row -> row.getLong(0)).containsExactly(4L, 1L, 2L, 1L, 4L, 1L);
        assertThatThrownBy(() -> SPARK.sql("SELECT gcd(1)")).isInstanceOf(AnalysisException.class)
                .hasMessageContaining("takes 2 arguments, not 1");
    }

    @Test
    void namesOfSparkStaySparks() {
        WasmFunctions means = WasmFunctions.register(SPARK, "means", Guests.mean());
        assertThatThrownBy(means::plain).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "mean is the name of a function of Spark");
    }

    @Test
    void withoutGeneratedCodeItIsTheSame() {
        SPARK.conf().set("spark.sql.codegen.wholeStage", "false");
        SPARK.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        try {
            assertThat(Sessions.<Long>value("SELECT sum(numbers.gcd(id, 6)) FROM range(13)")).isEqualTo(36L);
            assertThat(rows("SELECT strings.upper(t) FROM VALUES ('x'), (null) AS v(t)")).extracting(row -> row.get(0))
                    .containsExactly("X", null);
        } finally {
            SPARK.conf().unset("spark.sql.codegen.wholeStage");
            SPARK.conf().unset("spark.sql.codegen.factoryMode");
        }
        assertThat(Sessions.<Boolean>value("SELECT bool_and(numbers.isless(id, id + 1)) FROM range(10)")).isTrue();
    }
}
