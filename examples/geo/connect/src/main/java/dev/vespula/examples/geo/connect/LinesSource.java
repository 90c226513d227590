package dev.vespula.examples.geo.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** A source that gives the lines of a file, once. */
public final class LinesSource extends SourceConnector {
    static final String FILE = "file";
    static final String TOPIC = "topic";

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void start(Map<String, String> given) {
        properties = given;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef().define(FILE, ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "The file.").define(TOPIC,
                ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "Where its lines go.");
    }

    @Override
    public Class<? extends Task> taskClass() {
        return Lines.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        return List.of(properties);
    }

    /** Its task. */
    public static final class Lines extends SourceTask {
        private static final long PAUSE_MILLIS = 100;

        private List<SourceRecord> records = List.of();

        @Override
        public String version() {
            return "1";
        }

        @Override
        public void start(Map<String, String> properties) {
            Path file = Path.of(properties.get(FILE));
            try {
                records = Files.readAllLines(file).stream().map(line -> new SourceRecord(Map.of(FILE, file.toString()), Map
                        .of(), properties.get(TOPIC), Schema.STRING_SCHEMA, line)).toList();
            } catch (IOException e) {
                throw new ConnectException(file + " cannot be read", e);
            }
        }

        @Override
        public @Nullable List<SourceRecord> poll() throws InterruptedException {
            if (records.isEmpty()) {
                Thread.sleep(PAUSE_MILLIS);
                return null;
            }
            List<SourceRecord> all = records;
            records = List.of();
            return all;
        }

        @Override
        public void stop() {}
    }
}
