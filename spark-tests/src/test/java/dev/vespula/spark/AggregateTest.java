package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;
import static dev.vespula.spark.Sessions.rows;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Aggregate functions: states go from task to task as bytes. */
class AggregateTest {
    @BeforeAll
    static void register() {
        WasmFunctions.register(SPARK, "stats", Guests.mean());
    }

    @Test
    void statesOfPartitionsAreMerged() {
        assertThat(Sessions.<Double>value("SELECT stats.mean(id) FROM range(0, 1001, 1, 5)")).isEqualTo(500.0);
    }

    @Test
    void groupsHaveTheirOwnStates() {
        assertThat(rows("SELECT id % 3 AS k, stats.mean(id), avg(id) FROM range(0, 3000, 1, 4) GROUP BY id % 3 ORDER BY k"))
                .hasSize(3).allSatisfy(row -> assertThat(row.getDouble(1)).isEqualTo(row.getDouble(2)));
    }

    /** The guest's memory is one page: its states of 16 bytes would need 160 KB. From 128 groups on Spark sorts, and asks for one by one. */
    @Test
    void manyGroupsNeedNoMoreMemoryThanFew() {
        Row row = rows(
                "SELECT count(*), sum(abs(m - a)) FROM (SELECT stats.mean(id) AS m, avg(id) AS a FROM range(0, 20000, 1, 3) "
                        + "GROUP BY id % 10000)").get(0);
        assertThat(row.getLong(0)).isEqualTo(10000);
        assertThat(row.getDouble(1)).isZero();
    }

    @Test
    void nullsAreLeftOut() {
        assertThat(Sessions.<Double>value("SELECT stats.mean(CASE WHEN id % 2 = 0 THEN id END) FROM range(11)")).isEqualTo(5.0);
        assertThat(Sessions.<Double>value("SELECT stats.mean(id) FROM range(0, 10, 1, 2) WHERE id < 0")).isNaN();
    }

    @Test
    void aWindowGoesOnWithItsState() {
        assertThat(rows("SELECT stats.mean(id) OVER (ORDER BY id), avg(id) OVER (ORDER BY id) FROM range(50)")).hasSize(50)
                .allSatisfy(row -> assertThat(row.getDouble(0)).isEqualTo(row.getDouble(1)));
    }

    @Test
    void severalInOneQuery() {
        assertThat(rows("SELECT stats.mean(id), stats.mean(id * 2), stats.mean(DISTINCT id % 10) FROM range(0, 100, 1, 3)").get(
                0)).isEqualTo(
                        org.apache.spark.sql.RowFactory.create(49.5, 99.0, 4.5));
    }
}
