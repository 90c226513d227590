package dev.vespula.kafka.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A broker of Kafka within the tests. */
final class Broker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String address;

    private Broker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    static Broker start(Path folder) throws IOException {
        int port = freePort();
        int controller = freePort();
        List<String> lines = List.of("process.roles=broker,controller", "node.id=1", "controller.quorum.voters=1@localhost:"
                + controller,
                "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller,
                "advertised.listeners=PLAINTEXT://localhost:" + port, "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT", "log.dirs=" + folder.resolve("log"),
                "offsets.topic.replication.factor=1", "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1", "group.initial.rebalance.delay.ms=0");
        Path file = Files.write(folder.resolve("server.properties"), lines);
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        StorageTool.execute(new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()}, out);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties(lines), false), Time.SYSTEM);
        server.startup();
        return new Broker(server, "localhost:" + port);
    }

    private static Properties properties(List<String> lines) {
        Properties properties = new Properties();
        properties.putAll(lines.stream().map(line -> line.split("=", 2)).collect(Collectors.toMap(pair -> pair[0],
                pair -> pair[1])));
        return properties;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
