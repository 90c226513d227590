package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;
import static dev.vespula.spark.Sessions.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Table functions: in FROM, beside other columns, in LATERAL VIEW, and as arrays. */
class TableTest {
    @BeforeAll
    static void register() {
        WasmFunctions.register(SPARK, "texts", Guests.strings()).plain("bytes");
    }

    @Test
    void aTableFunctionIsARelation() {
        assertThat(rows("SELECT * FROM bytes('abc')")).extracting(row -> row.getInt(0) + row.getString(1)).containsExactly("0a",
                "1b", "2c");
        assertThat(rows("SELECT t, b.text FROM VALUES ('ab'), (''), (null), ('c') AS v(t), LATERAL bytes(t) AS b"))
                .extracting(row -> row.getString(0) + row.getString(1)).containsExactly("aba", "abb", "cc");
    }

    @Test
    void aTableFunctionMakesRowsOfARow() {
        assertThat(rows("SELECT t, bytes(t) FROM VALUES ('ab'), ('c') AS v(t)")).extracting(row -> row.getString(0) + row
                .getInt(1))
                .containsExactly("ab0", "ab1", "c0");
        assertThat(rows("SELECT t, p, x FROM VALUES ('ab'), ('') AS v(t) LATERAL VIEW OUTER bytes(t) AS p, x"))
                .extracting(row -> row.getString(0) + row.get(1) + row.get(2)).containsExactly("ab0a", "ab1b", "nullnull");
        assertThat(SPARK.range(0, 100, 1, 4).select(functions.call_function("bytes", functions.col("id").cast("string")))
                .count())
                .isEqualTo(190);
    }

    @Test
    void inACatalogItIsAnArray() {
        assertThat(rows("SELECT inline(texts.bytes('ab'))")).extracting(row -> row.getString(1)).containsExactly("a", "b");
        assertThat(Sessions.<Integer>value("SELECT size(texts.bytes('ab'))")).isEqualTo(2);
    }

    @Test
    void wrongArgumentsAreFoundBeforeTheQueryRuns() {
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM bytes('a', 'b')")).isInstanceOf(AnalysisException.class)
                .hasMessageContaining("takes 1 arguments, not 2");
    }
}
