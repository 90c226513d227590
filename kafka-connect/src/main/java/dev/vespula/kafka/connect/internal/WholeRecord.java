package dev.vespula.kafka.connect.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * All of a record as an object of JSON: topic, partition, timestamp, key, value and headers. What the function returns is such an object
 * with what it changes; what is not in it stays as it was, with its schema.
 */
final class WholeRecord implements RecordContent {
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String TIMESTAMP = "timestamp";
    private static final String KEY = "key";
    private static final String VALUE = "value";
    private static final String HEADERS = "headers";
    private static final Set<String> MEMBERS = Set.of(TOPIC, PARTITION, TIMESTAMP, KEY, VALUE, HEADERS);
    private static final Set<String> OF_HEADERS = Set.of(KEY, VALUE);

    private final JsonConverter converter = ValueFormat.converter(Map.of("schemas.enable", "false"));
    private final JsonFactory json = new JsonFactory();
    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public byte[] of(ConnectRecord<?> record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField(TOPIC, record.topic());
            out.writeObjectField(PARTITION, record.kafkaPartition());
            out.writeObjectField(TIMESTAMP, record.timestamp());
            write(out, KEY, record.topic(), record.keySchema(), record.key());
            write(out, VALUE, record.topic(), record.valueSchema(), record.value());
            out.writeArrayFieldStart(HEADERS);
            for (Header header : record.headers()) {
                out.writeStartObject();
                out.writeStringField(KEY, header.key());
                write(out, VALUE, record.topic(), header.schema(), header.value());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator out, String name, String topic, @Nullable Schema schema, @Nullable Object value)
            throws IOException {
        out.writeFieldName(name);
        byte[] written = value == null ? null : converter.fromConnectData(topic, schema, value);
        out.writeRawValue(written == null ? "null" : new String(written, StandardCharsets.UTF_8));
    }

    @Override
    public <R extends ConnectRecord<R>> R replaced(R record, byte[] result) {
        JsonNode changes = object(read(result), MEMBERS);
        String topic = changes.has(TOPIC) ? topic(changes.get(TOPIC)) : record.topic();
        Integer partition = partition(changes, record);
        Long timestamp = number(changes, TIMESTAMP, Long.MAX_VALUE, record.timestamp());
        SchemaAndValue key = value(changes, KEY, topic, record.keySchema(), record.key());
        SchemaAndValue value = value(changes, VALUE, topic, record.valueSchema(), record.value());
        Iterable<Header> headers = changes.has(HEADERS) ? headers(changes.get(HEADERS), record) : record.headers();
        return record.newRecord(topic, partition, key.schema(), key.value(), value
                .schema(), value.value(), timestamp, headers);
    }

    private JsonNode read(byte[] result) {
        try {
            return mapper.readTree(result);
        } catch (IOException e) {
            throw new DataException("the function returned no JSON: " + e.getMessage(), e);
        }
    }

    private static JsonNode object(JsonNode node, Set<String> members) {
        if (!node.isObject()) {
            throw new DataException("the function returned something else than an object: " + node.getNodeType());
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!members.contains(name)) {
                throw new DataException("the function returned an object with a member \"" + name + "\"");
            }
        }
        return node;
    }

    private static String topic(JsonNode node) {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw new DataException("the function returned the topic " + node);
        }
        return node.textValue();
    }

    /** Records of sinks have one. */
    private static @Nullable Integer partition(JsonNode changes, ConnectRecord<?> record) {
        Long partition = number(changes, PARTITION, Integer.MAX_VALUE, record.kafkaPartition());
        if (partition == null && record instanceof SinkRecord) {
            throw new DataException("the function returned no partition for a record of a sink");
        }
        return partition == null ? null : partition.intValue();
    }

    /** A number that may be null, or what it was. */
    private static @Nullable Long number(JsonNode changes, String name, long most, @Nullable Number before) {
        JsonNode node = changes.path(name);
        if (node.isMissingNode()) {
            return before == null ? null : before.longValue();
        }
        if (node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0 || node.longValue() > most) {
            throw new DataException("the function returned the " + name + " " + node);
        }
        return node.longValue();
    }

    private SchemaAndValue value(JsonNode changes, String name, String topic, @Nullable Schema schema,
            @Nullable Object before) {
        JsonNode node = changes.path(name);
        return node.isMissingNode() ? new SchemaAndValue(schema, before) : value(node, topic);
    }

    private SchemaAndValue value(JsonNode node, String topic) {
        try {
            return node.isNull() ? SchemaAndValue.NULL : converter.toConnectData(topic, mapper.writeValueAsBytes(node));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
    }

    /** Headers that are as they were keep their schemas. */
    private Headers headers(JsonNode node, ConnectRecord<?> record) {
        if (!node.isArray()) {
            throw new DataException("the function returned headers that are no array");
        }
        Headers headers = new ConnectHeaders();
        for (JsonNode element : node) {
            JsonNode header = object(element, OF_HEADERS);
            JsonNode key = header.path(KEY);
            if (!key.isTextual()) {
                throw new DataException("the function returned a header with the key " + key);
            }
            JsonNode value = header.path(VALUE);
            headers.add(key.textValue(), before(record, key.textValue(), value));
        }
        return headers;
    }

    private SchemaAndValue before(ConnectRecord<?> record, String key, JsonNode value) {
        JsonNode wanted = value instanceof MissingNode ? mapper.nullNode() : value;
        for (Header header : record.headers()) {
            if (header.key().equals(key) && wanted.equals(written(header, record.topic()))) {
                return new SchemaAndValue(header.schema(), header.value());
            }
        }
        return value(wanted, record.topic());
    }

    private JsonNode written(Header header, String topic) {
        byte[] written = header.value() == null ? null : converter.fromConnectData(topic, header.schema(), header.value());
        return written == null ? mapper.nullNode() : read(written);
    }
}
