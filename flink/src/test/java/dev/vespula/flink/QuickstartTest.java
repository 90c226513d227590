package dev.vespula.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.text.Wat;
import dev.vespula.udf.WasmUdfs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of docs/flink.md, as they stand there. */
class QuickstartTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = Cluster.small();

    private static final Path DOCUMENT = Path.of("../docs/flink.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/vespula/flink/QuickstartTest.java");

    @Test
    void functionsInSql() throws Exception {
        byte[] bytes = Guests.module("functions.wat");
        assertThat(printed(() -> {
            WasmUdfs udfs = WasmUdfs.of(bytes).limits(l -> l.fuelPerRow(100_000).memory(16 << 20))
                    .declare("gcd(int64, int64) -> int64", "upper_ascii(string) -> string",
                            "letters(string) ->> (place: int32, letter: string)", "aggregate total(int64) -> int64");
            TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
            WasmFunctions.register(tables, udfs);
            tables.executeSql("SELECT upper_ascii('flink'), gcd(48, 36)").print();
        })).contains("FLINK").contains("12");
    }

    @Test
    void guests() throws Exception {
        byte[] module = Wat.parse(examples("text").get(0));
        assertThat(printed(() -> {
            GuestFunction<String, Tuple2<String, Double>, Double> mean = GuestFunction
                    .<String, Tuple2<String, Double>, Double, Double>of(
                            module, EventType.F64, event -> event.f1, EventType.F64)
                    .limits(l -> l.fuelPerEvent(100_000).memory(1 << 20));
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            environment.enableCheckpointing(1_000);
            environment.fromData(Tuple2.of("a", 1.0), Tuple2.of("b", 5.0), Tuple2.of("a", 2.0))
                    .keyBy(event -> event.f0)
                    .process(mean).uid("mean")
                    .print();
            environment.execute();
        })).contains("1.0").contains("5.0").contains("1.5");
    }

    private interface Example {
        void run() throws Exception;
    }

    private static String printed(Example example) throws Exception {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            example.run();
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> examples(String language) throws IOException {
        return Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL).matcher(Files.readString(
                DOCUMENT))
                .results().map(found -> found.group(1)).toList();
    }

    /** What is shown is what is run, but for line breaks. */
    @Test
    void theDocumentHasTheseExamples() throws IOException {
        String source = words(Files.readString(SOURCE));
        assertThat(examples("java")).hasSize(2).allSatisfy(example -> assertThat(source).contains(words(example)));
    }

    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}
