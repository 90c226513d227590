package dev.vespula.kafka.connect;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** A sink that keeps what it gets. */
public final class CollectingSink extends SinkConnector {
    static final Queue<Object> VALUES = new ConcurrentLinkedQueue<>();

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void start(Map<String, String> properties) {}

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return Collecting.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        return List.of(Map.of());
    }

    /** Its task. */
    public static final class Collecting extends SinkTask {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public void start(Map<String, String> properties) {}

        @Override
        public void put(Collection<SinkRecord> records) {
            records.forEach(record -> VALUES.add(record.value()));
        }

        @Override
        public void stop() {}
    }
}
