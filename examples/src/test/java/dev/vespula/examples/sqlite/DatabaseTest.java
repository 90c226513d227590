package dev.vespula.examples.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    @Test
    void rowsGoInAndComeOut() {
        try (Database db = Database.create()) {
            db.execute("create table city(name text, people integer, area real, flag blob)");
            assertThat(db.execute("insert into city values (?, ?, ?, ?), ('Köniz', 43000, null, null)", "Bern", 134_000L, 51.6,
                    new byte[] {1, 2})).isEqualTo(2);
            assertThat(db.query("select name, people, area, flag from city where people > ?", 100_000)).singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("name", "Bern").containsEntry("people", 134_000L)
                            .containsEntry("area", 51.6).containsEntry("flag", new byte[] {1, 2}));
            assertThat(db.query("select name, area from city where flag is null")).singleElement().satisfies(
                    row -> assertThat(row).containsEntry("name", "Köniz").containsEntry("area", null));
        }
    }

    /** Joins, window functions, JSON and dates: it is all of SQLite. */
    @Test
    void itIsSqlite() {
        try (Database db = Database.create()) {
            assertThat(db.query("""
                    with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
                    select sum(i) as total, max(i) filter (where i % 7 = 0) as seven, json_array(min(i), 'a') as json,
                      date(0, 'unixepoch') as day, sqlite_version() as version from n"""))
                    .containsExactly(Map.of("total", 200_010_000L, "seven", 19_999L - 19_999 % 7, "json", "[1,\"a\"]", "day",
                            "1970-01-01",
                            "version", "3.40.1"));
        }
    }

    @Test
    void aDatabaseIsBytes() {
        byte[] file;
        try (Database db = Database.create()) {
            db.execute("create table t(x unique)");
            db.execute("insert into t values (1), (2)");
            file = db.toBytes();
        }
        assertThat(new String(file, 0, 15, StandardCharsets.US_ASCII)).isEqualTo("SQLite format 3");
        try (Database one = Database.of(file); Database other = Database.of(file)) {
            one.execute("delete from t where x = 1");
            other.execute("insert into t select x + 2 from t");
            assertThat(one.query("select count(*) as n from t")).containsExactly(Map.of("n", 1L));
            assertThat(other.query("select count(*) as n from t")).containsExactly(Map.of("n", 4L));
        }
    }

    @Test
    void whatSqliteRefusesIsSaid() {
        try (Database db = Database.create()) {
            assertThatThrownBy(() -> db.query("selec 1")).isInstanceOf(DatabaseException.class).hasMessage(
                    "near \"selec\": syntax error");
            assertThatThrownBy(() -> db.query("select ?", 1, 2)).isInstanceOf(DatabaseException.class)
                    .hasMessage("column index out of range");
            assertThatThrownBy(() -> db.execute("attach 'other.db' as other")).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("unable to open database");
            db.execute("create table t(x unique)");
            db.execute("insert into t values (1)");
            assertThatThrownBy(() -> db.execute("insert into t values (1)")).hasMessage("UNIQUE constraint failed: t.x");
            assertThat(db.query("select x from t")).hasSize(1);
        }
        assertThatThrownBy(() -> Database.of("no database at all".getBytes(StandardCharsets.US_ASCII)).query(
                "select * from sqlite_schema"))
                .isInstanceOf(DatabaseException.class);
    }
}
