package dev.vespula.examples.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vespula.testing.Output;
import dev.vespula.udf.TableResult;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeoTest {
    private static final Path FOLDER = Path.of("geo");
    /** A place of H3's documentation, and its cell. */
    private static final long SUNNYVALE = 0x87283472bffffffL;
    /** A cell with five neighbours. */
    private static final long PENTAGON = 0x8009fffffffffffL;

    private UdfTask task;

    @BeforeEach
    void open() throws IOException {
        task = WasmUdfs.of(Files.readAllBytes(FOLDER.resolve("geo.wasm"))).newTask();
    }

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void itPrintsWhatEveryEngineGives() throws Exception {
        assertThat(Output.of(() -> Geo.main(new String[] {FOLDER.toString()}))).isEqualTo(Files.readString(FOLDER.resolve(
                "expected.csv")));
    }

    @Test
    void cells() {
        assertThat(task.rowCall("cell").call(37.3615593, -122.0553238, 7)).isEqualTo(SUNNYVALE);
        assertThat(task.rowCall("cell_name").call(SUNNYVALE)).isEqualTo("87283472bffffff");
        assertThat(task.rowCall("cell_name").call(0L)).isEqualTo("0");
        assertThat(task.rowCall("cell_name").call(-1L)).isEqualTo("ffffffffffffffff");
        assertThat(task.rowCall("cell_name").call(task.rowCall("parent").call(SUNNYVALE, 5))).isEqualTo("85283473fffffff");
        assertThatThrownBy(() -> task.rowCall("cell").call(0.0, 0.0, 16)).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> task.rowCall("parent").call(SUNNYVALE, 8)).isInstanceOf(UdfException.class);
    }

    @Test
    void kilometres() {
        assertThat((double) task.rowCall("distance").call(0.0, 0.0, 0.0, 180.0)).isCloseTo(20015, within(1.0));
    }

    @Test
    void disks() {
        assertThat(disk(SUNNYVALE, 0).size()).isOne();
        assertThat(disk(SUNNYVALE, 2).size()).isEqualTo(19);
        assertThat(disk(PENTAGON, 1).size()).isEqualTo(6);
        assertThat(disk(SUNNYVALE, 1).columns().get(0).value(0)).isEqualTo(SUNNYVALE);
        assertThatThrownBy(() -> disk(SUNNYVALE, 51)).isInstanceOf(UdfException.class);
        assertThatThrownBy(() -> disk(SUNNYVALE, -1)).isInstanceOf(UdfException.class);
    }

    private TableResult disk(long cell, int steps) {
        return task.tableCall("disk").call(cell, steps);
    }

    @Test
    void linesThatAreNoPlaces() {
        assertThat(task.rowCall("located").call("Sunnyvale,37.3615593,-122.0553238")).isEqualTo("Sunnyvale,87283472bffffff");
        for (String line : new String[] {"", "name", "name,1", "name,1,", "name,,2", "name,1,x", "name,nan,1", "name,1,2,3"}) {
            assertThat(task.rowCall("located").call(line)).as(line).isNull();
        }
    }
}
