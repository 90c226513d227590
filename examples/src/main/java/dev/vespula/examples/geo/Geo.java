package dev.vespula.examples.geo;

import dev.vespula.udf.RowCall;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names the cells of places, with the functions that data engines call, too. Takes the folder of the example. */
public final class Geo {
    private static final int RESOLUTION = 7;

    private Geo() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length == 0 ? "geo" : args[0]);
        located(folder.resolve("geo.wasm"), folder.resolve("places.csv")).forEach(System.out::println);
    }

    /** The lines "name,latitude,longitude" of a file as "name,cell". */
    static List<String> located(Path module, Path places) throws IOException {
        WasmUdfs udfs = WasmUdfs.of(Files.readAllBytes(module)).limits(limits -> limits.fuelPerRow(1_000_000));
        List<String> located = new ArrayList<>();
        try (UdfTask task = udfs.newTask()) {
            RowCall cell = task.rowCall("cell");
            RowCall name = task.rowCall("cell_name");
            for (String line : Files.readAllLines(places)) {
                String[] place = line.split(",");
                Object found = cell.call(Double.valueOf(place[1]), Double.valueOf(place[2]), RESOLUTION);
                located.add(place[0] + "," + name.call(found));
            }
        }
        return located;
    }
}
