package dev.vespula.kafka.connect;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** What a record costs, beside a transformation that only makes a new record; no test, and run by hand. */
final class TransformationCost {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int RECORDS = 3_000_000;
    private static Object last;

    private TransformationCost() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("cost");
        try (WasmTransformation<SinkRecord> same = new WasmTransformation<>();
                WasmTransformation<SinkRecord> watching = new WasmTransformation<>()) {
            String module = Modules.records(folder).toString();
            same.configure(Map.of("module", module, "function", "same"));
            watching.configure(Map.of("module", module, "function", "same", "reload.seconds", "10"));
            SinkRecord record = new SinkRecord("topic", 0, null, null, Schema.BYTES_SCHEMA, new byte[45], 7);
            for (int round = 0; round < 5; round++) {
                long begin = CPU.getCurrentThreadCpuTime();
                for (int i = 0; i < RECORDS; i++) {
                    last = record.newRecord(record.topic(), record.kafkaPartition(), record.keySchema(), record.key(), record
                            .valueSchema(),
                            ((byte[]) record.value()).clone(), record.timestamp());
                }
                long empty = CPU.getCurrentThreadCpuTime();
                for (int i = 0; i < RECORDS; i++) {
                    last = same.apply(record);
                }
                long wasm = CPU.getCurrentThreadCpuTime();
                for (int i = 0; i < RECORDS; i++) {
                    last = watching.apply(record);
                }
                long watched = CPU.getCurrentThreadCpuTime();
                System.out.printf(Locale.ROOT, "ns per record: empty %.0f, Wasm %.0f, with reload %.0f%n", (empty - begin)
                        / (double) RECORDS,
                        (wasm - empty) / (double) RECORDS, (watched - wasm) / (double) RECORDS);
            }
        }
    }
}
