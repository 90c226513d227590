package dev.vespula.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.udf.WasmUdfs;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks of one process end, and leave nothing behind. */
class TasksTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = Cluster.small();

    /** Subtasks with functions that a job has; there are four slots, which they have in turn. */
    private static final int SUBTASKS = 100;
    /** A hundred are ten thousand tasks, which takes long. */
    private static final int JOBS = Integer.getInteger("jobs", Boolean.getBoolean("vespula.stress") ? 3 : 1);

    private static void run(int jobs) throws Exception {
        WasmUdfs udfs = WasmUdfs.of(Guests.module("functions.wat")).declare("gcd(int64, int64) -> int64",
                "upper_ascii(string) -> string");
        for (int i = 0; i < jobs; i++) {
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            environment.setParallelism(SUBTASKS);
            environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
            StreamTableEnvironment tables = StreamTableEnvironment.create(environment, EnvironmentSettings.inBatchMode());
            WasmFunctions.register(tables, udfs);
            tables.createTemporaryView("ids", environment.fromSequence(1, 10L * SUBTASKS));
            List<Row> rows = new ArrayList<>();
            try (CloseableIterator<Row> result = tables.executeSql(
                    "SELECT SUM(gcd(f0, 6)), MAX(upper_ascii('a' || CAST(f0 AS STRING))) FROM ids").collect()) {
                result.forEachRemaining(rows::add);
            }
            assertThat(rows).extracting(row -> row.getField(1)).containsExactly("A999");
        }
    }

    private static long used(String pool) {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(bean -> bean.getName().equals(pool)).mapToLong(
                bean -> bean.getUsage().getUsed()).sum();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("vespula")).count();
    }

    /** Flink keeps a bit of each job, and generates classes for it. */
    @Test
    void manyTasksLeaveNothing() throws Exception {
        run(2);
        long heap = heap();
        long metaspace = used("Metaspace");
        run(JOBS);
        assertThat(heap() - heap).as("bytes of the heap").isLessThan(64 << 20);
        assertThat(used("Metaspace") - metaspace).as("bytes of classes").isLessThan(32 << 20);
        assertThat(threads()).as("threads of ours").isLessThan(6);
    }
}
