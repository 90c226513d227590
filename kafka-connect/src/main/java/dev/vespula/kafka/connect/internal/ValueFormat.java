package dev.vespula.kafka.connect.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;

/** Values of records as bytes for a function, and what it returns as values. For one thread. */
abstract class ValueFormat {
    private ValueFormat() {}

    /** Bytes and strings, as they are. */
    static ValueFormat ofBytes() {
        return new OfBytes();
    }

    /** Anything as JSON; what comes back has no schema. */
    static ValueFormat ofJson() {
        return new OfJson();
    }

    /** Values with a schema as JSON; what comes back has the same schema. */
    static ValueFormat ofStructs() {
        return new OfStructs();
    }

    /**
     * A value as bytes.
     *
     * @throws DataException if it has none
     */
    public abstract byte[] bytes(String topic, Schema schema, Object value);

    /**
     * What a function returned for a value.
     *
     * @throws DataException if it is no value
     */
    public abstract SchemaAndValue value(String topic, Schema schema, Object before, byte[] result);

    /** Whether the function gets text. */
    public boolean isText() {
        return true;
    }

    private static final class OfBytes extends ValueFormat {
        @Override
        public boolean isText() {
            return false;
        }

        @Override
        public byte[] bytes(String topic, Schema schema, Object value) {
            if (value instanceof byte[] bytes) {
                return bytes;
            }
            if (value instanceof String text) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            if (value instanceof ByteBuffer buffer) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.duplicate().get(bytes);
                return bytes;
            }
            throw new DataException("a value of " + value.getClass().getName() + "; the format bytes takes bytes and strings");
        }

        @Override
        public SchemaAndValue value(String topic, Schema schema, Object before, byte[] result) {
            return new SchemaAndValue(schema, before instanceof String ? new String(result, StandardCharsets.UTF_8)
                    : before instanceof ByteBuffer ? ByteBuffer.wrap(result) : result);
        }
    }

    static JsonConverter converter(Map<String, ?> properties) {
        JsonConverter converter = new JsonConverter();
        converter.configure(properties, false);
        return converter;
    }

    private static class OfJson extends ValueFormat {
        private final JsonConverter converter = converter(Map.of("schemas.enable", "false"));

        @Override
        public byte[] bytes(String topic, Schema schema, Object value) {
            return converter.fromConnectData(topic, schema, value);
        }

        @Override
        public SchemaAndValue value(String topic, Schema schema, Object before, byte[] result) {
            return converter.toConnectData(topic, result);
        }
    }

    private static final class OfStructs extends OfJson {
        private static final int MOST_SCHEMAS = 64;

        private final JsonConverter schemas = converter(Map.of("schemas.enable", "true"));
        private final Map<Schema, JsonConverter> converters = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Schema, JsonConverter> eldest) {
                return size() > MOST_SCHEMAS;
            }
        };

        @Override
        public byte[] bytes(String topic, Schema schema, Object value) {
            if (schema == null) {
                throw new DataException("a value without a schema; the format struct takes values with one, json takes any");
            }
            return super.bytes(topic, schema, value);
        }

        @Override
        public SchemaAndValue value(String topic, Schema schema, Object before, byte[] result) {
            JsonConverter converter = converters.computeIfAbsent(schema, known -> converter(Map.of("schemas.enable", "true",
                    "schema.content", schemas.asJsonSchema(known).toString())));
            return new SchemaAndValue(schema, converter.toConnectData(topic, result).value());
        }
    }
}
