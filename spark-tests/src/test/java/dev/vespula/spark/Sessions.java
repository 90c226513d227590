package dev.vespula.spark;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The session that all tests use: starting one takes ten seconds. */
final class Sessions {
    static final SparkSession SPARK = SparkSession.builder().master("local[2,3]").appName("vespula")
            .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2").config("spark.driver.host",
                    "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.extensions", WasmSessionExtensions.class.getName())
            .config("spark.sql.datetime.java8API.enabled", "true").config("spark.sql.warehouse.dir", "target/warehouse").config(
                    "spark.sql.session.timeZone", "Asia/Kolkata").getOrCreate();

    static {
        SPARK.sparkContext().setLogLevel("OFF");
    }

    private Sessions() {}

    static List<Row> rows(String sql) {
        return SPARK.sql(sql).collectAsList();
    }

    /** The only value of the only row. */
    @SuppressWarnings("unchecked")
    static <T> T value(String sql) {
        List<Row> rows = rows(sql);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows: " + sql);
        }
        return (T) rows.get(0).get(0);
    }
}
