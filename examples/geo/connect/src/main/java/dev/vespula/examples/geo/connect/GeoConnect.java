package dev.vespula.examples.geo.connect;

import dev.vespula.kafka.connect.WasmTransformation;
import dev.vespula.testing.kafka.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.util.FutureCallback;

/** Names the cells of places in a pipeline of Kafka Connect, on its way into a topic. Takes the folder of the example. */
public final class GeoConnect {
    private static final String TOPIC = "located";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private GeoConnect() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path work = Files.createTempDirectory("geo");
        try (Broker broker = Broker.start(work)) {
            Connect<StandaloneHerder> connect = new ConnectStandalone("worker.properties").startConnect(worker(broker, work));
            try {
                FutureCallback<Object> created = new FutureCallback<>();
                connect.herder().putConnectorConfig("places", connector(folder), false, (error, result) -> created.onCompletion(
                        error, result));
                created.get();
                located(broker, Files.readAllLines(folder.resolve("places.csv")).size()).forEach(System.out::println);
            } finally {
                connect.stop();
                connect.awaitStop();
            }
        }
    }

    private static Map<String, String> worker(Broker broker, Path work) {
        return Map.of("bootstrap.servers", broker.address(), "key.converter", StringConverter.class.getName(),
                "value.converter", StringConverter.class.getName(), "offset.storage.file.filename", work.resolve("offsets")
                        .toString(), "listeners", "http://localhost:0", "plugin.discovery", "hybrid_warn");
    }

    /** What would stand in a file for the worker. */
    private static Map<String, String> connector(Path folder) {
        return Map.of("name", "places", "connector.class", LinesSource.class.getName(), "tasks.max", "1",
                LinesSource.FILE, folder.resolve("places.csv").toString(), LinesSource.TOPIC, TOPIC,
                "transforms", "cell", "transforms.cell.type", WasmTransformation.class.getName(),
                "transforms.cell.module", folder.resolve("geo.wasm").toString(), "transforms.cell.function", "located");
    }

    /** So many records of the topic, in order. */
    private static List<String> located(Broker broker, int count) {
        List<String> located = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", broker.address(),
                "group.id", "geo", "auto.offset.reset", "earliest", "metadata.max.age.ms", "200"), new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (located.size() < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> located.add(record.value()));
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("only " + located);
                }
            }
        }
        Collections.sort(located);
        return located;
    }
}
