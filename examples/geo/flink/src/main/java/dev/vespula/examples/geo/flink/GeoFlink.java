package dev.vespula.examples.geo.flink;

import dev.vespula.flink.WasmFunctions;
import dev.vespula.udf.WasmUdfs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Names the cells of places in Flink SQL. Takes the folder of the example. */
public final class GeoFlink {
    private GeoFlink() {}

    public static void main(String[] args) throws Exception {
        located(Path.of(args[0])).forEach(System.out::println);
    }

    /** The places as "name,cell". */
    static List<String> located(Path folder) throws Exception {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        WasmUdfs udfs = WasmUdfs.of(Files.readAllBytes(folder.resolve("geo.wasm"))).limits(limits -> limits.fuelPerRow(
                1_000_000));
        WasmFunctions.register(tables, udfs, name -> "h3_" + name);
        tables.createTemporaryView("places", tables.fromValues(
                DataTypes.ROW(DataTypes.FIELD("name", DataTypes.STRING()), DataTypes.FIELD("latitude", DataTypes.DOUBLE()),
                        DataTypes.FIELD("longitude", DataTypes.DOUBLE())),
                places(folder.resolve("places.csv"))));
        List<String> located = new ArrayList<>();
        try (CloseableIterator<Row> rows = tables.executeSql(
                "SELECT name || ',' || h3_cell_name(h3_cell(latitude, longitude, 7)) AS place FROM places ORDER BY name")
                .collect()) {
            rows.forEachRemaining(row -> located.add(row.<String>getFieldAs(0)));
        }
        return located;
    }

    private static List<Row> places(Path file) throws Exception {
        List<Row> places = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] place = line.split(",");
            places.add(Row.of(place[0], Double.valueOf(place[1]), Double.valueOf(place[2])));
        }
        return places;
    }
}
