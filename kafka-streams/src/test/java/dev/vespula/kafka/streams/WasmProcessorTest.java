package dev.vespula.kafka.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.text.Wat;
import dev.vespula.udf.OnError;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.WasmUdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.junit.jupiter.api.Test;

/** Processors in a topology, without a broker. */
class WasmProcessorTest {
    private static final byte[] BYTES = Wat.parse(
            """
            (module
              (memory (export "memory") 1)
              (global $heap (mut i32) (i32.const 1024))
              (func (export "alloc") (param $size i32) (result i32) (local $at i32)
                (local.set $at (global.get $heap))
                (global.set $heap (i32.add (local.get $at) (i32.and (i32.add (local.get $size) (i32.const 7)) (i32.const -8))))
                (local.get $at))
              ;; half(n): of even numbers; fails at 0.
              (func (export "half") (param i64) (result i64)
                (if (i64.eqz (local.get 0)) (then unreachable))
                (i64.shr_s (local.get 0) (i64.const 1)))
              (func (export "add") (param i64 i64) (result i64) (i64.add (local.get 0) (local.get 1)))
              ;; rest(text): all but its first byte; null if there is none.
              (func (export "rest") (param $at i32) (param $size i32) (result i64)
                (if (i32.eqz (local.get $size)) (then (return (i64.const 0))))
                (i64.or (i64.shl (i64.extend_i32_u (i32.add (local.get $at) (i32.const 1))) (i64.const 32))
                  (i64.extend_i32_u (i32.sub (local.get $size) (i32.const 1)))))
              ;; up_to(n): the numbers below n.
              (func (export "up_to") (param $n i32) (result i64) (local $i i32)
                (block $done
                  (loop $more
                    (br_if $done (i32.ge_u (local.get $i) (local.get $n)))
                    (i32.store (i32.add (i32.const 512) (i32.shl (local.get $i) (i32.const 2))) (local.get $i))
                    (local.set $i (i32.add (local.get $i) (i32.const 1)))
                    (br $more)))
                (i64.or (i64.shl (i64.const 512) (i64.const 32)) (i64.extend_i32_u (i32.shl (local.get $n) (i32.const 2))))))""");
    private static final WasmUdfs UDFS = WasmUdfs.of(BYTES).declare("half(int64) -> int64", "add(int64, int64) -> int64",
            "rest(string) -> string?", "up_to(int32) ->> int32");

    private static <I, O> List<KeyValue<String, O>> run(Serde<I> in, Serde<O> out,
            ProcessorSupplier<String, I, String, O> processor,
            List<I> values) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in", Consumed.with(Serdes.String(), in)).process(processor).to("out", Produced.with(Serdes.String(),
                out));
        try (TopologyTestDriver driver = driver(builder)) {
            TestInputTopic<String, I> input = driver.createInputTopic("in", Serdes.String().serializer(), in.serializer());
            IntStream.range(0, values.size()).forEach(i -> input.pipeInput("k" + i, values.get(i)));
            Deserializer<O> deserializer = out.deserializer();
            return driver.createOutputTopic("out", Serdes.String().deserializer(), deserializer).readKeyValuesToList();
        }
    }

    private static TopologyTestDriver driver(StreamsBuilder builder) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        return new TopologyTestDriver(builder.build(), properties);
    }

    @Test
    void aScalarFunctionGivesValues() {
        assertThat(run(Serdes.Long(), Serdes.Long(), WasmProcessorSupplier.of(UDFS, "half"), List.of(4L, -6L)))
                .containsExactly(KeyValue.pair("k0", 2L), KeyValue.pair("k1", -3L));
        assertThat(run(Serdes.Long(), Serdes.Long(), WasmProcessorSupplier.of(UDFS, "add", record -> new Object[] {record
                .value(),
            Long.parseLong(record.key().substring(1))}), List.of(40L, 41L))).extracting(pair -> pair.value).containsExactly(40L,
                    42L);
    }

    @Test
    void nullForwardsNothing() {
        assertThat(run(Serdes.String(), Serdes.String(), WasmProcessorSupplier.of(UDFS, "rest"), List.of("ab", "", "c")))
                .containsExactly(KeyValue.pair("k0", "b"), KeyValue.pair("k2", ""));
    }

    @Test
    void aTableFunctionGivesARecordForEachRow() {
        assertThat(run(Serdes.Integer(), Serdes.Integer(), WasmProcessorSupplier.of(UDFS, "up_to"), List.of(2, 0, 1)))
                .containsExactly(KeyValue.pair("k0", 0), KeyValue.pair("k0", 1), KeyValue.pair("k2", 0));
    }

    @Test
    void aRecordAtWhichTheFunctionFails() {
        assertThatThrownBy(() -> run(Serdes.Long(), Serdes.Long(), WasmProcessorSupplier.of(UDFS, "half"), List.of(4L, 0L)))
                .isInstanceOf(StreamsException.class).hasRootCauseInstanceOf(dev.vespula.Trap.class)
                .hasStackTraceContaining("function half, row 1: ");
        assertThat(run(Serdes.Long(), Serdes.Long(), WasmProcessorSupplier.of(UDFS.onError(OnError.NULL), "half"), List.of(4L,
                0L, 2L)))
                .extracting(pair -> pair.value).containsExactly(2L, 1L);
    }

    /** The example of docs/kafka.md, as it stands there. */
    @Test
    void quickstart() throws IOException {
        byte[] bytes = BYTES;
        WasmUdfs udfs = WasmUdfs.of(bytes).declare("half(int64) -> int64", "rest(string) -> string?", "up_to(int32) ->> int32");
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("titles", Consumed.with(Serdes.String(), Serdes.String()))
                .process(WasmProcessorSupplier.<String, String, String>of(udfs, "rest"))
                .to("rests", Produced.with(Serdes.String(), Serdes.String()));
        try (TopologyTestDriver driver = driver(builder)) {
            driver.createInputTopic("titles", Serdes.String().serializer(), Serdes.String().serializer()).pipeInput("k", "abc");
            assertThat(driver.createOutputTopic("rests", Serdes.String().deserializer(), Serdes.String().deserializer())
                    .readValue())
                    .isEqualTo("bc");
        }
        String source = words(Files.readString(Path.of("src/test/java/dev/vespula/kafka/streams/WasmProcessorTest.java")));
        List<String> examples = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/kafka.md"))).results().map(found -> words(found.group(1))).toList();
        assertThat(examples).hasSize(1).allSatisfy(example -> assertThat(source).contains(example));
    }

    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void functionsThatThereAreNot() {
        assertThatThrownBy(() -> WasmProcessorSupplier.of(UDFS, "none")).isInstanceOf(UdfException.class);
    }
}
