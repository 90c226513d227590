package dev.vespula.testing.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A broker of Kafka in this process.
 *
 * @param address where clients find it
 */
public record Broker(KafkaRaftServer server, String address) implements AutoCloseable {
    private static final String SETTINGS = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@localhost:%2$d
            controller.listener.names=CONTROLLER
            listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
            listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
            log.dirs=%3$s
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            group.initial.rebalance.delay.ms=0
            """;

    /** Starts one that keeps its files in a folder. */
    public static Broker start(Path folder) throws IOException {
        int port;
        int controller;
        try (ServerSocket one = new ServerSocket(0); ServerSocket other = new ServerSocket(0)) {
            port = one.getLocalPort();
            controller = other.getLocalPort();
        }
        Path file = folder.resolve("server.properties");
        String settings = SETTINGS.formatted(port, controller, folder.resolve("log").toString().replace('\\', '/'));
        Files.writeString(file, settings);
        StorageTool.execute(new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));
        Properties properties = new Properties();
        properties.load(new StringReader(settings));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        return new Broker(server, "localhost:" + port);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
