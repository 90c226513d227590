package dev.vespula.examples.geo.spark;

import dev.vespula.spark.WasmSessionExtensions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Names the cells of places in Spark SQL. Takes the folder of the example. */
public final class GeoSpark {
    private GeoSpark() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder().master("local[2]").appName("geo").config("spark.ui.enabled", "false")
                .config("spark.sql.extensions", WasmSessionExtensions.class.getName()).getOrCreate()) {
            located(spark, Path.of(args[0])).forEach(System.out::println);
        }
    }

    /** The places as "name,cell". */
    static List<String> located(SparkSession spark, Path folder) {
        Path module = folder.resolve("geo.wasm");
        spark.sql("CREATE OR REPLACE WASM FUNCTION h3_cell AS 'cell' USING '" + module + "' LIMITS (fuelPerRow 1m)");
        spark.sql("CREATE OR REPLACE WASM FUNCTION h3_name AS 'cell_name' USING '" + module + "' LIMITS (fuelPerRow 1m)");
        spark.sql(
                "CREATE OR REPLACE TEMPORARY VIEW places (name STRING, latitude DOUBLE, longitude DOUBLE) USING csv OPTIONS (path '"
                        + folder.resolve("places.csv") + "')");
        return spark.sql("SELECT concat(name, ',', h3_name(h3_cell(latitude, longitude, 7))) FROM places ORDER BY name").as(
                Encoders.STRING()).collectAsList();
    }
}
