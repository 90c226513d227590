package dev.vespula.kafka.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transformations and predicates by themselves, without Connect. */
class WasmTransformationTest {
    private static final int STOPS = 10;

    @TempDir
    Path folder;

    private static SinkRecord record(Schema schema, Object value) {
        return new SinkRecord("topic", 0, Schema.STRING_SCHEMA, "key 1", schema, value, 7);
    }

    private Map<String, String> settings(String function, String... more) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of("module", Modules.records(folder).toString(), "function",
                function));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private WasmTransformation<SinkRecord> transformation(String function, String... more) throws IOException {
        WasmTransformation<SinkRecord> transformation = new WasmTransformation<>();
        transformation.configure(settings(function, more));
        return transformation;
    }

    @Test
    void bytesAndStringsAndBuffers() throws Exception {
        try (WasmTransformation<SinkRecord> mask = transformation("mask")) {
            assertThat(mask.apply(record(Schema.BYTES_SCHEMA, new byte[] {65, 49, 66})).value()).isEqualTo(new byte[] {65, 42,
                66});
            SinkRecord text = mask.apply(record(Schema.STRING_SCHEMA, "call 0123 ä"));
            assertThat(text.value()).isEqualTo("call **** ä");
            assertThat(text.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
            assertThat(text.key()).isEqualTo("key 1");
            ByteBuffer buffer = ByteBuffer.wrap(new byte[] {48, 49, 50}, 1, 1);
            assertThat(mask.apply(record(Schema.BYTES_SCHEMA, buffer)).value()).isEqualTo(ByteBuffer.wrap(new byte[] {42}));
            assertThat(buffer.remaining()).isOne();
            assertThat(mask.apply(record(null, "")).value()).isEqualTo("");
        }
    }

    @Test
    void nullDropsAndTombstonesPass() throws Exception {
        try (WasmTransformation<SinkRecord> mask = transformation("mask")) {
            assertThat(mask.apply(record(null, "-drop"))).isNull();
            SinkRecord tombstone = record(null, null);
            assertThat(mask.apply(tombstone)).isSameAs(tombstone);
        }
    }

    @Test
    void keysInsteadOfValues() throws Exception {
        try (WasmTransformation<SinkRecord> mask = transformation("mask", "part", "key")) {
            SinkRecord masked = mask.apply(record(Schema.STRING_SCHEMA, "0"));
            assertThat(masked.key()).isEqualTo("key *");
            assertThat(masked.value()).isEqualTo("0");
        }
    }

    @Test
    void whatIsJson() throws Exception {
        try (WasmTransformation<SinkRecord> sevens = transformation("sevens", "format", "json")) {
            Object value = Map.of("a", 12, "b", List.of(true, "x3"));
            assertThat(sevens.apply(record(null, value)).value()).isEqualTo(Map.of("a", 77L, "b", List.of(true, "x7")));
        }
        try (WasmTransformation<SinkRecord> mask = transformation("mask", "format", "json")) {
            assertThatThrownBy(() -> mask.apply(record(null, Map.of("a", 12)))).isInstanceOf(DataException.class);
        }
    }

    @Test
    void structsKeepTheirSchema() throws Exception {
        Schema schema = SchemaBuilder.struct().name("order").field("id", Schema.INT32_SCHEMA).field("note",
                Schema.OPTIONAL_STRING_SCHEMA)
                .field("raw", Schema.BYTES_SCHEMA).build();
        Struct value = new Struct(schema).put("id", 12).put("note", "n1").put("raw", new byte[] {0, 0, 0});
        try (WasmTransformation<SinkRecord> sevens = transformation("sevens", "format", "struct")) {
            SinkRecord after = sevens.apply(record(schema, value));
            assertThat(after.valueSchema()).isEqualTo(schema);
            assertThat(after.value()).isEqualTo(new Struct(schema).put("id", 77).put("note", "n7").put("raw", new byte[] {0, 0,
                0}));
            assertThatThrownBy(() -> sevens.apply(record(null, Map.of()))).isInstanceOf(DataException.class)
                    .hasMessageContaining("without a schema");
        }
    }

    /** A guest that sends records with a header "bad" to another topic. */
    @Test
    void allOfTheRecord() throws Exception {
        try (WasmTransformation<SinkRecord> route = transformation("route", "format", "record");
                WasmPredicate<SinkRecord> isBad = new WasmPredicate<>()) {
            isBad.configure(settings("is_bad", "format", "record"));
            SinkRecord bad = record(Schema.STRING_SCHEMA, "x");
            bad.headers().addString("bad", "yes");
            SinkRecord routed = route.apply(bad);
            assertThat(routed.topic()).isEqualTo("others");
            assertThat(routed.headers()).extracting(Header::key).containsExactly("routed");
            assertThat(routed.value()).isEqualTo("x");
            assertThat(routed.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
            assertThat(isBad.test(bad)).isTrue();
            SinkRecord good = record(Schema.STRING_SCHEMA, "x");
            assertThat(route.apply(good)).isEqualTo(good);
            assertThat(isBad.test(good)).isFalse();
            assertThat(route.apply(record(null, null)).value()).isNull();
        }
        assertRefused(settings("route", "format", "record", "part", "key"), "part");
    }

    @Test
    void recordsAtWhichTheFunctionFails() throws Exception {
        try (WasmTransformation<SinkRecord> mask = transformation("mask", "fuel.per.record", "10000")) {
            assertThatThrownBy(() -> mask.apply(record(null, "!"))).isInstanceOf(DataException.class)
                    .hasMessageContaining("function mask, row 0").hasMessageContaining("unreachable");
            assertThatThrownBy(() -> mask.apply(record(null, "?"))).isInstanceOf(DataException.class).hasMessageContaining(
                    "10000");
            assertThatThrownBy(() -> mask.apply(record(null, 5))).isInstanceOf(DataException.class).hasMessageContaining(
                    "Integer");
            assertThat(mask.apply(record(null, "1")).value()).isEqualTo("*");
        }
        try (WasmTransformation<SinkRecord> outside = transformation("outside")) {
            assertThatThrownBy(() -> outside.apply(record(null, "1"))).isInstanceOf(DataException.class);
        }
        try (WasmTransformation<SinkRecord> drop = transformation("mask", "on.error", "drop")) {
            assertThat(drop.apply(record(null, "!"))).isNull();
        }
        try (WasmTransformation<SinkRecord> pass = transformation("mask", "on.error", "pass")) {
            SinkRecord bad = record(null, "!");
            assertThat(pass.apply(bad)).isSameAs(bad);
        }
    }

    /** As a worker does that ends; for connectors that are stopped it does not, and there is fuel. */
    @Test
    void aTransformationStopsWhenItsThreadIsInterrupted() throws Exception {
        try (WasmTransformation<SinkRecord> mask = transformation("mask", "fuel.per.record", Long.toString(Long.MAX_VALUE))) {
            ExecutorService threads = Executors.newFixedThreadPool(1);
            try {
                List<Duration> times = new ArrayList<>();
                for (int i = 0; i < STOPS; i++) {
                    times.add(interrupted(threads, mask));
                }
                report("interrupted", times);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static Duration interrupted(ExecutorService threads, WasmTransformation<SinkRecord> mask) throws Exception {
        AtomicReference<Thread> running = new AtomicReference<>();
        Future<Long> stopped = threads.submit(() -> {
            running.set(Thread.currentThread());
            assertThatThrownBy(() -> mask.apply(record(null, "?"))).isInstanceOf(ConnectException.class)
                    .isNotInstanceOf(DataException.class).hasMessageContaining("the task was stopped");
            long end = System.nanoTime();
            Thread.interrupted();
            return end;
        });
        while (running.get() == null || Stream.of(running.get().getStackTrace()).noneMatch(frame -> frame.getClassName()
                .startsWith("dev.vespula.udf"))) {
            Thread.sleep(2);
        }
        Thread.sleep(50);
        long begin = System.nanoTime();
        running.get().interrupt();
        return Duration.ofNanos(stopped.get() - begin);
    }

    @Test
    void tenMillionUnitsEndARecordSoon() throws Exception {
        try (WasmTransformation<SinkRecord> mask = transformation("mask", "fuel.per.record", "10000000")) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < STOPS; i++) {
                long begin = System.nanoTime();
                assertThatThrownBy(() -> mask.apply(record(null, "?"))).isInstanceOf(DataException.class);
                times.add(Duration.ofNanos(System.nanoTime() - begin));
            }
            report("by ten million units of fuel", times);
        }
    }

    /** On a machine that does nothing else the median is below a tenth of this. */
    private static void report(String how, List<Duration> times) {
        Collections.sort(times);
        Duration median = times.get(STOPS / 2);
        System.out.printf("Connect, %s: a looping guest stops in %d ms (median of %d, most %d)%n", how, median.toMillis(),
                STOPS, times.get(STOPS - 1).toMillis());
        assertThat(median).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void whatCannotBeUsedIsSaidWhenItIsConfigured() throws Exception {
        assertRefused(settings("nothing"), "nothing");
        assertRefused(settings("alloc"), "alloc");
        assertRefused(settings("mask", "format", "xml"), "xml");
        assertRefused(settings("mask", "signature", "mask(int32) -> int32"), "mask");
        assertRefused(settings("mask", "signature", "mask("), "mask(");
        Map<String, String> missing = settings("mask");
        missing.put("module", folder.resolve("missing.wasm").toString());
        assertRefused(missing, "missing.wasm");
        Map<String, String> broken = settings("mask");
        Files.write(Path.of(broken.get("module")), new byte[] {0, 97, 115, 109});
        assertRefused(broken, "module.wasm");
    }

    private static void assertRefused(Map<String, String> settings, String why) {
        WasmTransformation<SinkRecord> transformation = new WasmTransformation<>();
        assertThatThrownBy(() -> transformation.configure(settings)).isInstanceOf(ConfigException.class).hasMessageContaining(
                why);
        transformation.close();
    }

    @Test
    void predicates() throws Exception {
        try (WasmPredicate<SinkRecord> isLong = new WasmPredicate<>()) {
            isLong.configure(settings("is_long"));
            assertThat(isLong.test(record(null, "abcd"))).isTrue();
            assertThat(isLong.test(record(null, "abc"))).isFalse();
            assertThat(isLong.test(record(null, null))).isFalse();
            assertThatThrownBy(() -> isLong.test(record(null, ""))).isInstanceOf(DataException.class);
        }
    }

    /** The properties of docs/kafka.md, as they stand there, but for the folder of the module. */
    @Test
    void quickstart() throws Exception {
        Modules.records(folder);
        Matcher example = Pattern.compile("^```properties\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/kafka.md")));
        assertThat(example.find()).isTrue();
        Properties properties = new Properties();
        properties.load(new StringReader(example.group(1).replace("records.wasm", folder.resolve("module.wasm").toString())));
        try (WasmTransformation<SinkRecord> clean = new WasmTransformation<>();
                WasmPredicate<SinkRecord> wanted = new WasmPredicate<>()) {
            clean.configure(prefixed(properties, "transforms.clean."));
            wanted.configure(prefixed(properties, "predicates.wanted."));
            SinkRecord record = record(null, "call 0123");
            assertThat(wanted.test(record)).isTrue();
            assertThat(clean.apply(record).value()).isEqualTo("call ****");
            assertThat(wanted.test(record(null, "x"))).isFalse();
        }
    }

    /** Those of one plugin, and none that it does not know. */
    private static Map<String, String> prefixed(Properties properties, String prefix) {
        Map<String, String> own = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), properties.getProperty(name));
            }
        }
        assertThat(own.remove("type")).startsWith("dev.vespula.kafka.connect.Wasm");
        own.remove("predicate");
        assertThat(WasmTransformationTest.known()).containsAll(own.keySet());
        return own;
    }

    private static List<String> known() {
        return List.copyOf(new WasmTransformation<SinkRecord>().config().names());
    }

    /** The table of docs/kafka.md. */
    @Test
    void theDocumentHasAllProperties() throws IOException {
        String document = Files.readString(Path.of("../docs/kafka.md"));
        assertThat(known()).allSatisfy(name -> assertThat(document).contains("| `" + name + "` |"));
    }

    @Test
    @SuppressWarnings("rawtypes") // as services are
    void connectFindsThemByTheirInterfaces() {
        assertThat(ServiceLoader.load(Transformation.class).stream()).anyMatch(found -> found
                .type() == WasmTransformation.class);
        assertThat(ServiceLoader.load(Predicate.class).stream()).anyMatch(found -> found.type() == WasmPredicate.class);
    }
}
