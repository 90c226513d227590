package dev.vespula.kafka.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.kafka.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.util.FutureCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline: a broker, a worker of Connect that finds the plugins, and a topic for what fails. */
class ConnectTest {
    private static final int RECORDS = 1_000;

    @TempDir
    Path folder;

    private static Map<String, Object> client(Broker broker) {
        return new HashMap<>(Map.of("bootstrap.servers", broker.address(), "key.serializer", StringSerializer.class,
                "value.serializer",
                StringSerializer.class, "key.deserializer", StringDeserializer.class, "value.deserializer",
                StringDeserializer.class,
                "auto.offset.reset", "earliest", "group.id", "test"));
    }

    private Map<String, String> worker(Broker broker) {
        return new HashMap<>(Map.of("bootstrap.servers", broker.address(), "key.converter",
                "org.apache.kafka.connect.storage.StringConverter", "value.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "offset.storage.file.filename", folder.resolve("offsets").toString(), "listeners", "http://localhost:0",
                "plugin.discovery", "hybrid_warn", "offset.flush.interval.ms", "1000"));
    }

    private Map<String, String> connector() throws Exception {
        Map<String, String> connector = new HashMap<>(Map.of("name", "collecting", "connector.class", CollectingSink.class
                .getName(),
                "tasks.max", "1", "topics", "calls", "errors.tolerance", "all", "errors.deadletterqueue.topic.name", "dead",
                "errors.deadletterqueue.topic.replication.factor", "1"));
        String module = Modules.records(folder).toString();
        connector.putAll(Map.of("transforms", "mask", "transforms.mask.type", "WasmTransformation", "transforms.mask.module",
                module,
                "transforms.mask.function", "mask", "transforms.mask.fuel.per.record", "100000", "transforms.mask.predicate",
                "long",
                "predicates", "long", "predicates.long.type", WasmPredicate.class.getName(), "predicates.long.module", module,
                "predicates.long.function", "is_long"));
        return connector;
    }

    @Test
    void recordsGoThroughAWorkerAndBadOnesIntoTheDeadLetterQueue() throws Exception {
        CollectingSink.VALUES.clear();
        try (Broker broker = Broker.start(folder)) {
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(client(broker))) {
                for (int i = 0; i < RECORDS; i++) {
                    String value = i % 100 == 7 ? "!bad " + i : i % 100 == 8 ? "?endless" : i % 100 == 9 ? "9" : "call " + i;
                    producer.send(new ProducerRecord<>("calls", "key", value));
                }
            }
            Connect<StandaloneHerder> connect = new ConnectStandalone(folder.resolve("worker.properties").toString())
                    .startConnect(worker(broker));
            try {
                FutureCallback<Object> created = new FutureCallback<>();
                connect.herder().putConnectorConfig("collecting", connector(), false, (error, result) -> created.onCompletion(
                        error, result));
                created.get();
                List<String> dead = dead(broker);
                while (CollectingSink.VALUES.size() < RECORDS - 20) {
                    Thread.sleep(20);
                }
                assertThat(dead).hasSize(20).contains("!bad 7", "?endless").allMatch(value -> value.startsWith("!") || value
                        .startsWith("?"));
                assertThat(CollectingSink.VALUES).hasSize(RECORDS - 20).contains("call *", "call ***", "9").doesNotContain(
                        "call 1");
            } finally {
                connect.stop();
                connect.awaitStop();
            }
        }
    }

    private static List<String> dead(Broker broker) {
        List<String> dead = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(client(broker))) {
            consumer.subscribe(List.of("dead"));
            while (dead.size() < 20) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    dead.add(record.value());
                }
            }
        }
        return dead;
    }
}
