package dev.vespula.udf.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.udf.Column;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.internal.ipc.ArrowFileReader;
import dev.vespula.udf.internal.ipc.ArrowFileWriter;
import dev.vespula.udf.internal.task.GuestFault;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that the arrow-udf ABI passes: Arrow's library reads what is written, and what it writes is read. */
class ArrowFilesTest {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeftOpen() {
        allocator.close();
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (FlatType type : FlatType.values()) {
            fields.add(new Field("a_" + type, type.nullable()));
        }
        return fields;
    }

    @Test
    void arrowReadsWhatIsWritten() throws Exception {
        Random random = new Random(1);
        for (int rows : new int[] {0, 1, 9, 500}) {
            List<List<Object>> values = new ArrayList<>();
            List<Column> columns = new ArrayList<>();
            for (Field field : fields()) {
                values.add(Values.generate(field.type().flat(), rows, random));
                columns.add(Values.column(field.type().flat(), values.get(values.size() - 1)));
            }
            byte[] file = ArrowFileWriter.write(fields(), columns, rows);
            try (org.apache.arrow.vector.ipc.ArrowFileReader reader = new org.apache.arrow.vector.ipc.ArrowFileReader(
                    new ByteArrayReadableSeekableByteChannel(file), allocator)) {
                assertThat(reader.getRecordBlocks()).hasSize(1);
                assertThat(reader.loadNextBatch()).isTrue();
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                assertThat(root.getRowCount()).isEqualTo(rows);
                for (int i = 0; i < columns.size(); i++) {
                    FieldVector vector = root.getFieldVectors().get(i);
                    assertThat(vector.getName()).isEqualTo(fields().get(i).name());
                    assertThat(Values.ofColumn(ArrowBlocks.column(vector))).isEqualTo(values.get(i).stream().map(
                            Values::comparable)
                            .toList());
                }
                assertThat(root.getSchema().findField("a_json").getMetadata()).containsEntry("ARROW:extension:name",
                        "arrowudf.json");
            }
            assertThat(read(file)).isEqualTo(values.stream().map(list -> list.stream().map(Values::comparable).toList())
                    .toList());
        }
    }

    private static List<List<Object>> read(byte[] file) {
        ArrowFileReader.Batch batch = ArrowFileReader.read(file, UdfLimits.standard());
        return batch.columns().stream().map(Values::ofColumn).toList();
    }

    @Test
    void whatArrowWritesIsRead() throws Exception {
        for (int rows : new int[] {0, 1, 9, 500}) {
            List<List<Object>> values = new ArrayList<>();
            byte[] file = written(rows, values);
            ArrowFileReader.Batch batch = ArrowFileReader.read(file, UdfLimits.standard());
            assertThat(batch.rows()).isEqualTo(rows);
            assertThat(read(file)).isEqualTo(values);
            for (int i = 0; i < batch.fields().size(); i++) {
                FlatType type = FlatType.values()[i];
                assertThat(batch.fields().get(i)).isEqualTo(new Field(type.toString(), ArrowBlocks.type(ArrowBlocks.arrowType(
                        type))
                        .nullable()));
            }
        }
    }

    private byte[] written(int rows, List<List<Object>> values) throws Exception {
        Random random = new Random(rows);
        List<FieldVector> vectors = new ArrayList<>();
        for (FlatType type : FlatType.values()) {
            List<Object> column = Values.generate(type, rows, random);
            values.add(column.stream().map(Values::comparable).toList());
            vectors.add(ArrowBlocks.vector(type.toString(), Values.column(type, column), allocator));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (VectorSchemaRoot root = new VectorSchemaRoot(vectors);
                org.apache.arrow.vector.ipc.ArrowFileWriter writer =
                        new org.apache.arrow.vector.ipc.ArrowFileWriter(root, null, Channels.newChannel(bytes))) {
            writer.start();
            writer.writeBatch();
            writer.end();
        }
        return bytes.toByteArray();
    }

    /** Whatever of a file is damaged, cut off or made up: it is read, or it is a fault. */
    @Test
    void damagedFilesAreFaults() throws Exception {
        byte[] file = written(9, new ArrayList<>());
        for (int size = 0; size < file.length; size++) {
            byte[] cut = Arrays.copyOf(file, size);
            assertThatThrownBy(() -> ArrowFileReader.read(cut, UdfLimits.standard())).isInstanceOf(GuestFault.class);
        }
        Random random = new Random(9);
        int faults = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] damaged = file.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                damaged[random.nextInt(file.length)] = (byte) (random.nextInt(3) == 0 ? -1 : random.nextInt());
            }
            try {
                ArrowFileReader.read(damaged, UdfLimits.standard());
            } catch (GuestFault e) {
                faults++;
            }
        }
        assertThat(faults).isBetween(1_000, 29_000);
    }
}
