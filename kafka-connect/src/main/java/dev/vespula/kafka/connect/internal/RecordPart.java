package dev.vespula.kafka.connect.internal;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Which part of a record a function gets. */
enum RecordPart {
    VALUE {
        @Override
        public @Nullable Object of(ConnectRecord<?> record) {
            return record.value();
        }

        @Override
        public @Nullable Schema schema(ConnectRecord<?> record) {
            return record.valueSchema();
        }

        @Override
        public <R extends ConnectRecord<R>> R replaced(R record, SchemaAndValue by) {
            return record.newRecord(record.topic(), record.kafkaPartition(), record.keySchema(), record.key(), by.schema(),
                    by.value(), record.timestamp());
        }
    },
    KEY {
        @Override
        public @Nullable Object of(ConnectRecord<?> record) {
            return record.key();
        }

        @Override
        public @Nullable Schema schema(ConnectRecord<?> record) {
            return record.keySchema();
        }

        @Override
        public <R extends ConnectRecord<R>> R replaced(R record, SchemaAndValue by) {
            return record.newRecord(record.topic(), record.kafkaPartition(), by.schema(), by.value(), record.valueSchema(),
                    record.value(), record.timestamp());
        }
    };

    /** This part of a record. */
    public abstract @Nullable Object of(ConnectRecord<?> record);

    /** Its schema. */
    public abstract @Nullable Schema schema(ConnectRecord<?> record);

    /** The record with another in its place. */
    public abstract <R extends ConnectRecord<R>> R replaced(R record, SchemaAndValue by);
}
